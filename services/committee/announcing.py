"""Announcing what the committee decided: on the day the policy sets, or earlier with a reason."""

from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from home.days import both_days
from services.casework.moving import LONGEST, MoveNotAllowed, make_move, within
from services.models import Decision, ServiceRequest
from services.models.states import BEFORE_COMMITTEE
from services.papers import letter_of, make_after_commit
from services.promises import earliest_decision_on

LONGEST_EARLY_REASON = 1000
# Reason, conditions, and why it is early, with the words between them.
LONGEST_TOLD = 2 * LONGEST + LONGEST_EARLY_REASON + 500


def may_be_announced_now(request: ServiceRequest) -> bool:
    """Whether the day has come from which the policy lets a decision be announced."""
    floor = earliest_decision_on(request)
    return floor is None or timezone.localdate() >= floor


def announce(
    *, request: ServiceRequest, by: User | None, version: int | None, early_reason: str = ""
) -> ServiceRequest:
    """Tell the member what was decided, and move the request on accordingly.

    Before the policy's floor `early_reason` is required; it is kept with the decision and shown.
    `by` is None where the site announces what has become due. The letter is made after commit.

    Raises PermissionDenied, StaleRequest, MoveNotAllowed, and ValidationError by argument.
    """
    early_reason = within("early_reason", early_reason, LONGEST_EARLY_REASON)
    decision = request.decision_to_announce
    if decision is None:
        raise MoveNotAllowed("nothing to announce")
    is_early = not may_be_announced_now(request)
    if is_early and not early_reason:
        raise ValidationError({"early_reason": needs_a_reason(request)})
    decision.early_reason = early_reason if is_early else ""

    def write(moved: ServiceRequest) -> list[Decision]:
        if moved.decision_to_announce != decision:
            raise MoveNotAllowed("it was withdrawn, and another taken meanwhile")
        decision.announced_at = timezone.now()
        decision.appeal_days = moved.association.appeal_days
        decision.save(update_fields=["announced_at", "appeal_days", "early_reason"])
        make_after_commit(letter_of(decision))
        return [decision]

    return make_move(
        "accept" if decision.accepts else "reject",
        request=request,
        by=by,
        version=version,
        message=told_with(decision, language=request.applicant.language),
        write=write,
        longest=LONGEST_TOLD,
    )


def needs_a_reason(request: ServiceRequest) -> str:
    """What is said where a decision comes before the policy's floor, with that day."""
    message = _("The policy lets a decision be announced from %(day)s on. Say why it is early.")
    floor = earliest_decision_on(request)
    if floor is None:
        return ""
    return message % {"day": both_days(floor, request.association)}


def told_with(decision: Decision, *, language: str) -> str:
    """What the member reads of a decision: the reason, the conditions, and why it is early."""
    with translation.override(language):
        conditions = _("Conditions: %(conditions)s") % {"conditions": decision.conditions}
        early = _("Announced before the day the policy sets, because: %(reason)s")
        return "\n\n".join(
            [
                decision.reason,
                *([conditions] if decision.conditions else []),
                *([early % {"reason": decision.early_reason}] if decision.early_reason else []),
            ]
        )


def to_announce() -> Iterator[ServiceRequest]:
    """The requests with a decision that nobody announced yet, whether or not its day has come."""
    untold = Decision.objects.unannounced().filter(request=OuterRef("pk"))
    waiting = ServiceRequest.objects.filter(Exists(untold), state__in=BEFORE_COMMITTEE)
    yield from waiting.select_related("association", "policy_version", "person", "intake")


def announce_due(request: ServiceRequest) -> ServiceRequest:
    """The site announces a decision whose day has come.

    MoveNotAllowed where it has not, or where somebody moved the request on meanwhile.
    """
    if not may_be_announced_now(request):
        raise MoveNotAllowed("the policy sets a later day")
    return announce(request=request, by=None, version=None)
