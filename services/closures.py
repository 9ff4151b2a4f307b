"""Keeping the calendar of closed days (تقويم الإجازات), and what a change of it does to requests.

A request's clock has been moved on by the working days of its pauses. When the calendar changes,
so does how many those were: then `recount` reckons them anew, and every promised day is what it
would be had the calendar always been so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import associations_appointing
from home.models import Association
from saudi.working_days import (
    add_working_days,
    is_working_day,
    official_holidays,
    working_days_between,
)
from services.clock import ClosedDays, closures_of
from services.closure_log import Days, record
from services.deadlines import due_on
from services.models import Closure, RequestEvent, ServiceRequest
from services.models.states import CLOCK_STARTS_ANEW, WAITING_FOR_MEMBER

LONGEST_WITHOUT_WORK = 90  # days
A_BATCH = 500
_ONE_DAY = timedelta(days=1)
Pause = tuple[date, date]  # since which day, until which


def associations_keeping(user: User) -> QuerySet[Association]:
    """The associations whose calendar the person keeps: supervisors theirs, superusers all."""
    return associations_appointing(user)


def closures_visible_to(user: User) -> QuerySet[Closure]:
    """Everybody's closures, and those of the associations whose calendar the person keeps."""
    kept = associations_keeping(user)
    if not kept.exists():
        return Closure.objects.none()
    return Closure.objects.filter(association=None) | Closure.objects.filter(association__in=kept)


def may_change(user: User, closure: Closure) -> bool:
    """Whether the person keeps the calendar it stands in; everybody's is for superusers."""
    if closure.association_id is None:
        return user.is_active and user.is_superuser
    return associations_keeping(user).filter(pk=closure.association_id).exists()


@transaction.atomic
def save_closure(*, closure: Closure, by: User) -> Closure:
    """Write a closure, new or changed, and reckon the pauses of open requests anew.

    PermissionDenied for who keeps neither the calendar it stood in nor the one it is put in;
    ValidationError by field, and where an association would be closed for too long.
    """
    kept = _kept(closure)
    if not all(may_change(by, one) for one in (closure, kept) if one is not None):
        raise PermissionDenied
    closure.full_clean()
    affected = _locked(closure, kept)
    _refuse_a_year_off(closure, affected)
    before = _calendars(affected)
    closure.save()
    recount(affected, before)
    record(closure, before=Days.of(kept) if kept else None, after=Days.of(closure), by=by)
    return closure


@transaction.atomic
def delete_closure(*, closure: Closure, by: User) -> None:
    """Take a closure away; what is predicted for its days, and everybody's, counts again."""
    if not may_change(by, closure):
        raise PermissionDenied
    kept = _kept(closure)
    if kept is None:
        return  # somebody else was first
    affected = _locked(kept)
    before = _calendars(affected)
    record(kept, before=Days.of(kept), after=None, by=by)
    kept.delete()
    recount(affected, before)


def recount(associations: Iterable[Association], before: dict[int, ClosedDays]) -> None:
    """Reckon the clocks of paused requests anew, by the calendar as it is instead of `before`.

    Each on its locked row, so that a pause that ends meanwhile is not lost: it ended before, and
    is read here, or ends afterwards, by the calendar as it is then.
    """
    for association in associations:
        old, new = before[association.pk], ClosedDays(association.pk)
        keys = list(_with_pauses(association).order_by("pk").values_list("pk", flat=True))
        for at in range(0, len(keys), A_BATCH):
            some = ServiceRequest.objects.filter(pk__in=keys[at : at + A_BATCH]).order_by("pk")
            for request in some.select_for_update().prefetch_related("events"):
                counts_from = recounted(request, old, new, past_pauses(request))
                if counts_from != request.counts_from:
                    ServiceRequest.objects.filter(pk=request.pk).update(counts_from=counts_from)


def recounted(request: ServiceRequest, old: ClosedDays, new: ClosedDays, past: "Past") -> date:
    """The day from which the request's clock counts, its past pauses reckoned by `new` days."""
    moved = sum(working_days_between(since, until, old) for since, until in past.pauses)
    moves = sum(working_days_between(since, until, new) for since, until in past.pauses)
    start = past.start
    if add_working_days(start, moved, old) != request.counts_from:
        start = add_working_days(request.counts_from, -moved, old)  # it began on another day
    return add_working_days(start, moves, new)


@dataclass(frozen=True)
class Past:
    """On which day a request's clock was set going, and the pauses that moved it on, in order."""

    start: date
    pauses: Sequence[Pause]


def past_pauses(request: ServiceRequest) -> Past:
    """What moved the clock of a request on, by its events.

    An appeal and an acceptance start the clock anew, and no pause before them counts.
    """
    start = timezone.localtime(request.submitted_at).date()
    pauses: list[Pause] = []
    since: date | None = None
    for event in request.events.all():
        day = timezone.localtime(event.at).date()
        if event.to_state == event.from_state:
            continue
        if event.to_state in CLOCK_STARTS_ANEW:
            start, pauses = day, []
        elif event.to_state == WAITING_FOR_MEMBER:
            since = day
        elif event.from_state == WAITING_FOR_MEMBER and since is not None:
            pauses.append((since, day))
            since = None
    return Past(start, pauses)


def promises_changed_by(closure: Closure, *, is_deleted: bool = False) -> tuple[int, int]:
    """Of how many open requests the promised day would change, and how many there are."""
    kept = Closure.objects.filter(pk=closure.pk).first() if closure.pk else None
    changed = total = 0
    for association in _associations_of(closure, kept):
        now = ClosedDays(association.pk)
        rows = [row for row in closures_of([association.pk]) if row.pk != closure.pk]
        then = ClosedDays(association.pk, rows if is_deleted else [*rows, closure])
        open_ones = ServiceRequest.objects.filter(association=association, closed_at=None)
        paused = set(_with_pauses(association).values_list("pk", flat=True))
        for request in open_ones.select_related("association", "policy_version"):
            due = due_on(request, now)
            if due is None:
                continue
            total += 1
            if request.pk in paused:
                request.counts_from = recounted(request, now, then, past_pauses(request))
            changed += due != due_on(request, then)
    return changed, total


def _with_pauses(association: Association) -> QuerySet[ServiceRequest]:
    """The open requests whose clock stood still once, or stands still now."""
    paused = RequestEvent.objects.filter(
        request=OuterRef("pk"), to_state=WAITING_FOR_MEMBER
    ).exclude(from_state=WAITING_FOR_MEMBER)
    return ServiceRequest.objects.filter(Exists(paused), association=association, closed_at=None)


def _kept(closure: Closure) -> Closure | None:
    """The closure as it is kept, locked; None for a new one."""
    return Closure.objects.select_for_update().filter(pk=closure.pk).first()


def _locked(*closures: Closure | None) -> list[Association]:
    """The associations whose days the closures change, one change of a calendar at a time."""
    keys = [one.pk for one in _associations_of(*closures)]
    locked = Association.objects.select_for_update(no_key=True).filter(pk__in=keys)
    return list(locked.order_by("pk"))


def _associations_of(*closures: Closure | None) -> list[Association]:
    """The associations whose days the closures change; all of them for everybody's."""
    found = [one for one in closures if one is not None]
    if any(one.association_id is None for one in found):
        return list(Association.objects.all())
    return list(Association.objects.filter(pk__in={one.association_id for one in found}))


def _calendars(associations: Iterable[Association]) -> dict[int, ClosedDays]:
    """The calendars as they are now, read at once."""
    keys = [one.pk for one in associations]
    rows = list(closures_of(keys))
    return {key: ClosedDays(key, rows) for key in keys}


def _refuse_a_year_off(closure: Closure, associations: Iterable[Association]) -> None:
    """No due day can be reckoned where an association never works."""
    if closure.is_open:
        return
    for association in associations:
        rows = [row for row in closures_of([association.pk]) if row.pk != closure.pk]
        closed = ClosedDays(association.pk, [*rows, closure])
        length, day = 0, closure.first_day
        while length <= LONGEST_WITHOUT_WORK and not is_working_day(day, closed):
            length, day = length + 1, day + _ONE_DAY
        day = closure.first_day - _ONE_DAY
        while length <= LONGEST_WITHOUT_WORK and not is_working_day(day, closed):
            length, day = length + 1, day - _ONE_DAY
        if length > LONGEST_WITHOUT_WORK:
            message = _("With the days beside it, no work would be done for more than 90 days.")
            raise ValidationError({"last_day": message})


@dataclass
class Stretch:
    """Days that follow each other and are closed, or worked, for one reason.

    `closure` is None where they are as predicted.
    """

    first: date
    last: date
    name: str
    closure: Closure | None = None


def year_of(association: Association | None, year: int) -> list[Stretch]:
    """The closed days of a year as they result, and closures that say "working days", in order.

    Without an association: as everybody's closures have it.
    """
    key = association.pk if association else 0
    rows: Sequence[Closure] = list(closures_of([key]))
    closed = ClosedDays(key, rows)
    official = official_holidays(year, get_language() or "ar")
    found: list[Stretch] = []
    day = date(year, 1, 1)
    while day.year == year:
        row = closed.written_for(day)
        name = official.get(day, "")
        if row is not None and not row.is_open:
            _lengthen(found, day, row.name, row)
        elif row is None and name:
            _lengthen(found, day, name, None)
        day += _ONE_DAY
    worked = [
        Stretch(row.first_day, row.last_day, row.name, row)
        for row in rows
        if row.is_open and row.first_day.year <= year <= row.last_day.year
    ]
    return sorted([*found, *worked], key=lambda one: (one.first, one.last))


def _lengthen(found: list[Stretch], day: date, name: str, row: Closure | None) -> None:
    """Add the day to the stretch that ends the day before, if it is closed for the same reason."""
    last = found[-1] if found else None
    if last and last.last + _ONE_DAY == day and (last.name, last.closure) == (name, row):
        last.last = day
    else:
        found.append(Stretch(day, day, name, row))
