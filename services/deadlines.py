"""By when the association is to act on a request (المواعيد): its due day, overdue, due soon.

No due day is stored. The filters turn the question round: from a day they reckon, an association
at a time, the day from which a request's clock must count for its promised day to lie before it.
So the database finds by index what `due_on` reckons of one request.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from home.models import Association
from policies.models import PolicyVersion
from saudi.working_days import add_working_days
from services.clock import ClosedDays, closed_days_in
from services.models import Route, ServiceRequest
from services.models.due import STATED_DAY
from services.models.states import ANSWER_OWED, DAY_STATED, TO_BE_REGISTERED
from services.promises import promised_on, to_be_registered_on

Requests = QuerySet[ServiceRequest]

OPEN = Q(closed_at=None)
_ONE_DAY = timedelta(days=1)
_THURSDAY = 3


def due_on(request: ServiceRequest, closed_days: ClosedDays | None = None) -> date | None:
    """The day by which the association is to act: to answer, to register what it accepted, or to
    deliver as it stated.

    None where nothing is due from it: the case is closed, the member is waited for, or no day was
    stated, as was possible once. Lists give the `closed_days` that their requests share.
    """
    if request.waiting_since is not None:
        return None
    if request.state in DAY_STATED:
        return request.expected_on
    if request.state == TO_BE_REGISTERED:
        return to_be_registered_on(request, closed_days)
    return promised_on(request, closed_days) if request.state in ANSWER_OWED else None


def overdue(
    requests: Requests, today: date, associations: Iterable[Association] | None = None
) -> Requests:
    """Those of `requests` whose due day has passed.

    `associations` are those whose requests count, all unless told (three queries for what is
    needed to reckon, however many associations there are).
    """
    return requests.filter(_due(calendars(associations), None, today - _ONE_DAY))


def near(
    requests: Requests, today: date, associations: Iterable[Association] | None = None
) -> Requests:
    """Those due from `today` on within the working days of which their association warns."""
    found = Q(pk__in=[])
    by_last_day = defaultdict(list)
    for one in calendars(associations):
        last = add_working_days(today, one.association.near_days, one.closed_days)
        by_last_day[last].append(one)
    for last, group in by_last_day.items():
        found |= _due(group, today, last)
    return requests.filter(found)


def end_of_week(day: date) -> date:
    """The Thursday with which the working week ends; on Friday and Saturday that of the next."""
    return day + timedelta(days=(_THURSDAY - day.weekday()) % 7)


@dataclass(frozen=True)
class Calendar:
    """What an association's promised days are reckoned from.

    `floors` are the keys of its policy versions by the calendar days before which they let no
    decision be announced.
    """

    association: Association
    closed_days: ClosedDays
    floors: dict[int, list[int]]

    @property
    def promised(self) -> set[int]:
        """The numbers of working days in which answers are promised to its requests."""
        return {*self.association.promised_ever, self.association.promised_working_days}

    def due_after(self, counts_from: date, promised: int) -> date:
        """The promised day where a clock counts from that day, no floor of a policy considered."""
        return add_working_days(counts_from, promised, self.closed_days)

    def counts_before(self, day: date, promised: int) -> date:
        """The day before which a clock has to count for the promised day to lie before `day`."""
        return add_working_days(day, -promised, self.closed_days)

    def floored(self, day: date) -> Q:
        """The requests that the policy lets nobody decide on before `day`, and are not decided."""
        found = Q(pk__in=[])
        for days, versions in self.floors.items():
            found |= Q(
                route=Route.COMMITTEE,
                policy_version__in=versions,
                submitted_at__gte=_midnight(day - timedelta(days=days)),
            )
        return found & ~Q(state=TO_BE_REGISTERED)

    def promised_within(self, days: int, first: date | None, last: date) -> Q:
        """What was promised in so many working days and is due from `first` (ever) to `last`."""
        after = last + _ONE_DAY
        found = Q(
            association=self.association,
            due_by=days,
            counts_from__lt=self.counts_before(after, days),
        )
        if self.floors:
            found &= ~self.floored(after)
        if first is not None:
            begins = self.counts_before(first, days)
            not_before = Q(counts_from__gte=begins)
            if self.floors:
                # No clock counts from before the submission: a bound by which the index is read.
                floored_from = first - timedelta(days=max(self.floors))
                found &= not_before | self.floored(first)
                not_before = Q(counts_from__gte=min(begins, floored_from))
            found &= not_before
        return found


def due_windows(
    calendar: Calendar, *, last: date, first: date | None = None
) -> Iterator[tuple[int, Q]]:
    """Conditions that together find what is due from `first` (ever) until `last` there.

    Each comes with the one `due_by` of all that it finds, and has an index of its own.
    """
    for days in sorted(calendar.promised):
        yield days, OPEN & calendar.promised_within(days, first, last)
    yield STATED_DAY, OPEN & _stated_within([calendar], first, last)


def _due(where: Collection[Calendar], first: date | None, last: date) -> Q:
    found = _stated_within(where, first, last)
    for one in where:
        for days in one.promised:
            found |= one.promised_within(days, first, last)
    return OPEN & found


def _stated_within(where: Iterable[Calendar], first: date | None, last: date) -> Q:
    found = Q(
        association__in=[one.association.pk for one in where],
        due_by=STATED_DAY,
        expected_on__lte=last,
    )
    return found if first is None else found & Q(expected_on__gte=first)


def calendars(associations: Iterable[Association] | None) -> list[Calendar]:
    """Those of the associations, of all unless told (two or three queries, however many)."""
    found = list(Association.objects.all() if associations is None else associations)
    keys = [one.pk for one in found]
    floors: dict[int, dict[int, list[int]]] = {one: defaultdict(list) for one in keys}
    versions = PolicyVersion.objects.filter(association__in=keys).values_list(
        "pk", "association_id", "content__decision_floor_days"
    )
    for version, association, days in versions:
        if days:
            floors[association][days].append(version)
    closed_days = closed_days_in(keys)
    return [Calendar(one, closed_days[one.pk], floors[one.pk]) for one in found]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
