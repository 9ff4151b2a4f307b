"""Sittings of the committee (الجلسات): planned, opened with a quorum, closed with minutes."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import holds_any_role
from home.models import Association
from services.casework.moving import make_move, within
from services.committee.agenda import heard_in, is_heard_by
from services.committee.members import MANAGERS, members_on
from services.committee.sitting_log import What, write_down
from services.models import AgendaItem, Attendance, Decision, ServiceRequest, Sitting
from services.papers import make_after_commit, minutes_of
from services.queries import casework_of

Outcome = AgendaItem.Outcome
Status = Sitting.Status
LIVE = (Status.PLANNED, Status.OPEN)
LONGEST_PLACE = 200
LONGEST_REMARKS = 4000


def waiting_cases(association: Association, *, hears_appeals: bool) -> QuerySet[ServiceRequest]:
    """The cases that wait for a sitting, the one that waits longest first; none twice.

    Not those that stand on the agenda of another sitting, nor those decided on and not announced.
    """
    case = OuterRef("pk")
    on_agenda = AgendaItem.objects.filter(
        request=case, sitting__status__in=LIVE, outcome=Outcome.WAITING
    )
    untold = Decision.objects.unannounced().filter(request=case)
    return ServiceRequest.objects.filter(
        ~Exists(on_agenda),
        ~Exists(untold),
        association=association,
        state=heard_in(hears_appeals=hears_appeals),
    ).order_by("counts_from", "pk")


def addable_cases(
    association: Association, *, hears_appeals: bool, by: User
) -> QuerySet[ServiceRequest]:
    """The waiting cases that the person sees, and so may put on an agenda."""
    seen = casework_of(by).order_by().values("pk")
    return waiting_cases(association, hears_appeals=hears_appeals).filter(pk__in=seen)


@transaction.atomic
def plan_sitting(
    *,
    association: Association,
    starts_at: datetime,
    by: User,
    place: str = "",
    hears_appeals: bool = False,
    cases: Iterable[ServiceRequest] = (),
) -> Sitting:
    """Plan a sitting with the cases of its agenda, in their order.

    Raises PermissionDenied, and ValidationError for a time gone by or a case that does not wait.
    """
    _manages(by, association.pk)
    place = within("place", place, LONGEST_PLACE)
    if starts_at < timezone.now():
        raise ValidationError({"starts_at": _("Choose a time in the future.")})
    Association.objects.select_for_update(no_key=True).get(pk=association.pk)
    last = association.sittings.aggregate(last=Max("number"))["last"] or 0
    sitting = Sitting.objects.create(
        association=association,
        number=last + 1,
        starts_at=starts_at,
        place=place,
        hears_appeals=hears_appeals,
        quorum=association.committee_quorum,
        planned_by=by,
    )
    write_down(What.PLANNED, sitting=sitting, by=by)
    put_on_agenda(sitting=sitting, cases=cases, by=by)
    return sitting


@transaction.atomic
def put_on_agenda(*, sitting: Sitting, cases: Iterable[ServiceRequest], by: User) -> None:
    """Add cases at the end of the agenda of a sitting that is not closed yet.

    A case that this sitting postponed, whose decision was withdrawn, or that was sent back and
    returned, is taken up again as a new item; what became of it before stays as it was. Raises
    PermissionDenied, and ValidationError for a case that does not wait, is named twice, or may not
    be seen by who adds it.
    """
    sitting = _locked(sitting, by, LIVE)
    # One agenda at a time: so that no case comes to stand on two.
    association = Association.objects.select_for_update(no_key=True).get(pk=sitting.association_id)
    addable = addable_cases(association, hears_appeals=sitting.hears_appeals, by=by)
    waiting = set(addable.values_list("pk", flat=True))
    last = sitting.items.aggregate(last=Max("position"))["last"] or 0
    added = []
    for position, case in enumerate(cases, start=last + 1):
        if case.pk not in waiting:
            raise ValidationError({"cases": _("This case does not wait for a sitting.")})
        waiting.remove(case.pk)
        added.append(AgendaItem.objects.create(sitting=sitting, request=case, position=position))
    if added:
        write_down(What.AGENDA, sitting=sitting, by=by, items=added)


@transaction.atomic
def open_sitting(*, sitting: Sitting, present: Collection[User], chair: User, by: User) -> Sitting:
    """Open a sitting with who is present; the quorum of the association must be reached.

    Raises PermissionDenied, and ValidationError without a quorum, for a chair who is absent, and
    for people whose term does not cover today.
    """
    sitting = _locked(sitting, by, [Status.PLANNED])
    members = list(
        members_on(sitting.association, timezone.localdate(), hears_appeals=sitting.hears_appeals)
    )
    here = {person.pk for person in present}
    if not here <= {member.pk for member in members}:
        raise ValidationError({"present": _("Only members of the committee attend a sitting.")})
    if len(here) < sitting.association.committee_quorum:
        message = _("The quorum is not reached: %(quorum)s members have to be present.")
        raise ValidationError(
            {"present": message % {"quorum": sitting.association.committee_quorum}}
        )
    if chair.pk not in here:
        raise ValidationError({"chair": _("The chair has to be present.")})
    Attendance.objects.bulk_create(
        Attendance(sitting=sitting, person=member, was_present=member.pk in here)
        for member in members
    )
    write_down(What.OPENED, sitting=sitting, by=by)
    sitting.chair, sitting.quorum = chair, sitting.association.committee_quorum
    return _set(sitting, status=Status.OPEN, opened_at=timezone.now())


@transaction.atomic
def close_sitting(*, sitting: Sitting, by: User, remarks: str = "") -> Sitting:
    """Close an open sitting; cases that were not heard are postponed.

    Those withdrawn meanwhile are written down as not before the committee any more. The minutes
    are made once all of it is committed.
    """
    remarks = within("remarks", remarks, LONGEST_REMARKS)
    sitting = _locked(sitting, by, [Status.OPEN])
    for case in _locked_cases(sitting):
        outcome = _not_heard(case, sitting)
        sitting.items.filter(request=case, outcome=Outcome.WAITING).update(outcome=outcome)
    write_down(What.CLOSED, sitting=sitting, by=by)
    sitting = _set(sitting, status=Status.CLOSED, closed_at=timezone.now(), remarks=remarks)
    make_after_commit(minutes_of(sitting))
    return sitting


@transaction.atomic
def cancel_sitting(*, sitting: Sitting, by: User) -> Sitting:
    """Cancel a planned sitting; its cases wait for another."""
    sitting = _locked(sitting, by, [Status.PLANNED])
    write_down(What.CANCELLED, sitting=sitting, by=by)
    return _set(sitting, status=Status.CANCELLED)


def _locked_cases(sitting: Sitting) -> list[ServiceRequest]:
    """The cases that wait in a sitting, which is locked: locked too, in the order of their keys.

    Without those sent back before they could be locked: their items keep what became of them.
    """
    waiting = sitting.items.filter(outcome=Outcome.WAITING).values_list("request", flat=True)
    cases = ServiceRequest.objects.filter(pk__in=list(waiting)).order_by("pk")
    locked = list(cases.select_for_update(no_key=True))
    still = set(waiting.all())
    return [case for case in locked if case.pk in still]


def _not_heard(case: ServiceRequest, sitting: Sitting) -> str:
    """What becomes of a case that the sitting ends without having heard."""
    with translation.override(settings.LANGUAGE_CODE):
        note = _("Sitting %(number)s was closed before the case was heard.")
        note %= {"number": sitting.number}
    if not is_heard_by(case, sitting):
        return Outcome.DROPPED
    make_move("postpone", request=case, by=None, version=None, internal_note=note)
    return Outcome.POSTPONED


def _manages(by: User, association_id: int) -> None:
    if not holds_any_role(by, association_id=association_id, roles=MANAGERS):
        raise PermissionDenied


def lock_sitting(key: int) -> Sitting:
    """The sitting, locked until the transaction ends.

    Whoever needs both locks a sitting before its cases, several cases in the order of their keys,
    and a case before what is its own: so no two wait for each other. None locks the key (`no_key`),
    so that a row which only points at the locked one is written meanwhile.
    """
    sitting: Sitting = Sitting.objects.select_for_update(no_key=True).get(pk=key)
    return sitting


def _locked(sitting: Sitting, by: User, statuses: Collection[str]) -> Sitting:
    _manages(by, sitting.association_id)
    fresh = lock_sitting(sitting.pk)
    if fresh.status not in statuses:
        raise ValidationError(
            _("This sitting is %(status)s.") % {"status": fresh.get_status_display()}
        )
    return fresh


def _set(sitting: Sitting, **values: Any) -> Sitting:
    for name, value in values.items():
        setattr(sitting, name, value)
    sitting.version += 1
    sitting.save()
    return sitting
