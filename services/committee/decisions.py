"""Recusals, votes and decisions on the cases of an open sitting (التنحي والتصويت والقرار)."""

from collections import Counter
from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from services.assignments import take_from
from services.casework.moving import LONGEST, MoveNotAllowed, make_move, required, within
from services.committee.announcing import announce, may_be_announced_now
from services.committee.members import present_at, voted_on, voters_of
from services.committee.sitting_log import What, write_down
from services.committee.sittings import LIVE, lock_sitting
from services.models import AgendaItem, Decision, Recusal, ServiceRequest, Sitting, Vote
from services.models.who_may import hears

# In characters.
LONGEST_STAKE = 300
LONGEST_NOTE = 500

Choice = Vote.Choice
Outcome = AgendaItem.Outcome


def recuse(*, request: ServiceRequest, person: User, reason: str, by: User) -> ServiceRequest:
    """Record that a member has a stake in the case: from now on they don't see it, nor vote.
    Where it was assigned to them it is nobody's then.

    By themselves, by another who hears the case, or by an officer; before they vote on it.

    Raises PermissionDenied, MoveNotAllowed, and ValidationError by argument.
    """
    reason = required("reason", reason, LONGEST_STAKE)

    def write(moved: ServiceRequest) -> list[Model]:
        if not hears(moved, person):
            raise ValidationError({"person": _("They do not hear this case.")})
        if person.pk in voted_on(moved):
            raise ValidationError({"person": _("They have voted on this case already.")})
        recusal = Recusal.objects.create(
            request=moved, person=person, reason=reason, recorded_by=by
        )
        return [recusal, *take_from(moved, person.pk)]

    note = f"{person.get_full_name()}: {reason}"
    return make_move(
        "recuse", request=request, by=by, version=None, internal_note=note, write=write
    )


@transaction.atomic
def decide(
    *,
    item: AgendaItem,
    votes: Mapping[int, str],
    reason: str,
    by: User,
    version: int,
    conditions: str = "",
    early_reason: str = "",
) -> Decision:
    """Write down the votes on a case, by the keys of their people, and what follows from them.

    More votes for than against accept; equal ones go with the chair's. The decision is announced
    at once where the policy's floor has passed, or `early_reason` says why it is not kept.

    `by` is present and hears the case. Raises PermissionDenied, StaleRequest, MoveNotAllowed, and
    ValidationError without a quorum of voters, for a missing vote, or equal votes that the chair
    does not break.
    """
    item = _open_item(item)
    if by not in present_at(item.sitting):
        raise PermissionDenied
    voters = voters_of(item)
    tally = _tally(item.sitting, voters, votes)
    chair = votes.get(item.sitting.chair_id or 0)
    accepts, by_chair = _outcome(tally, chair)
    reason = required("reason", reason)
    conditions = within("conditions", conditions, LONGEST)

    def write(moved: ServiceRequest) -> list[Model]:
        cast = Vote.objects.bulk_create(
            Vote(item=item, request=moved, person=voter, choice=votes[voter.pk], recorded_by=by)
            for voter in voters
        )
        decision = Decision.objects.create(
            request=moved,
            item=item,
            on_appeal=item.sitting.hears_appeals,
            accepts=accepts,
            reason=reason,
            conditions=conditions,
            votes_for=tally[Choice.ACCEPT],
            votes_against=tally[Choice.REJECT],
            abstentions=tally[Choice.ABSTAIN],
            by_chair=by_chair,
            recorded_by=by,
        )
        _becomes(item, Outcome.DECIDED)
        return [decision, *cast]

    moved = make_move("decide", request=item.request, by=by, version=version, write=write)
    decision: Decision = item.decision
    if may_be_announced_now(moved) or early_reason.strip():
        announce(request=moved, by=by, version=moved.version, early_reason=early_reason)
        decision.refresh_from_db()
    return decision


@transaction.atomic
def postpone(*, item: AgendaItem, note: str, by: User) -> AgendaItem:
    """Leave a case for another sitting, with a note of why, which colleagues read on the case.

    `by` is present and hears the case. Raises PermissionDenied, MoveNotAllowed, ValidationError.
    """
    item = _open_item(item)
    if by not in present_at(item.sitting):
        raise PermissionDenied
    note = required("note", note, LONGEST_NOTE)

    def write(moved: ServiceRequest) -> None:
        _becomes(item, Outcome.POSTPONED, note)

    make_move(
        "postpone", request=item.request, by=by, version=None, internal_note=note, write=write
    )
    return item


def send_back(*, request: ServiceRequest, by: User, version: int, reason: str) -> ServiceRequest:
    """Send a case back to be completed, before it is decided; the officer reads the reason."""
    reason = required("reason", reason, LONGEST_NOTE)

    def write(moved: ServiceRequest) -> None:
        moved.agenda_items.filter(outcome=Outcome.WAITING, sitting__status__in=LIVE).update(
            outcome=Outcome.SENT_BACK, note=reason
        )

    return make_move(
        "send_back", request=request, by=by, version=version, internal_note=reason, write=write
    )


@transaction.atomic
def revoke_decision(
    *, request: ServiceRequest, by: User, version: int, reason: str
) -> ServiceRequest:
    """Withdraw a decision before it is announced (سحب القرار قبل إعلانه), as one with a mistake.

    Decision and votes stay as they were and count no more; the case waits for a sitting again, or
    is put once more on the agenda of the one that is still open. Colleagues read the `reason`, and
    the applicant nothing. Minutes of a sitting that is closed say what it decided then.

    `by` hears the case. Raises PermissionDenied, StaleRequest, MoveNotAllowed, ValidationError.
    """
    reason = required("reason", reason, LONGEST_NOTE)
    standing = request.decision_to_announce
    # Before the case, as wherever both are locked: so that it does not close meanwhile.
    sitting = lock_sitting(standing.item.sitting_id) if standing else None

    def write(moved: ServiceRequest) -> list[Decision]:
        decision = moved.decision_to_announce
        if decision is None or sitting is None:
            raise MoveNotAllowed("nothing to withdraw")
        decision.revoked_at, decision.revoked_by = timezone.now(), by
        decision.revoke_reason = reason
        decision.save(update_fields=["revoked_at", "revoked_by", "revoke_reason"])
        if sitting.status == Sitting.Status.OPEN:
            _becomes(decision.item, Outcome.REVOKED, before=Outcome.DECIDED)
        write_down(What.REVOKED, sitting=sitting, by=by, items=[decision.item])
        return [decision]

    return make_move(
        "revoke_decision",
        request=request,
        by=by,
        version=version,
        internal_note=reason,
        write=write,
    )


def _open_item(item: AgendaItem) -> AgendaItem:
    """The item as it stands, its sitting locked; the case is locked by the move itself."""
    lock_sitting(item.sitting_id)
    fresh = AgendaItem.objects.select_related("sitting__association", "request__association").get(
        pk=item.pk
    )
    if fresh.sitting.status != Sitting.Status.OPEN or fresh.outcome != Outcome.WAITING:
        raise ValidationError(_not_before_a_sitting())
    return fresh


def _becomes(
    item: AgendaItem, outcome: str, note: str = "", *, before: str = Outcome.WAITING
) -> None:
    """Write down what became of an item, with its case locked; never over what came first."""
    same = AgendaItem.objects.filter(pk=item.pk, outcome=before)
    if not same.update(outcome=outcome, **({"note": note} if note else {})):
        raise ValidationError(_not_before_a_sitting())
    item.outcome, item.note = outcome, note or item.note


def _not_before_a_sitting() -> str:
    return _("This case is not before an open sitting any more.")


def _tally(sitting: Sitting, voters: list[User], votes: Mapping[int, str]) -> Counter[str]:
    if len(voters) < sitting.quorum:
        message = _("The quorum is not reached: %(quorum)s members have to hear this case.")
        raise ValidationError(message % {"quorum": sitting.quorum})
    if set(votes) != {voter.pk for voter in voters} or not set(votes.values()) <= set(Choice):
        raise ValidationError(_("Record the vote of each member who hears this case."))
    return Counter(votes.values())


def _outcome(tally: Counter[str], chair: str | None) -> tuple[bool, bool]:
    """Whether the votes accept, and whether that was the chair's doing."""
    ahead = tally[Choice.ACCEPT] - tally[Choice.REJECT]
    if ahead:
        return ahead > 0, False
    if chair not in (Choice.ACCEPT, Choice.REJECT):
        raise ValidationError(
            _("The votes are equal and the chair did not break the tie: postpone the case.")
        )
    return chair == Choice.ACCEPT, True
