"""The clock of a request (المهلة): which days count, and when it stands still.

Only facts are stored: the day from which it counts (`counts_from`, moved on by the working days
of each pause) and the day since which it stands. Every due day is computed from them.
"""

from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils import timezone

from home.models import Association
from saudi.working_days import add_working_days, official_holidays, working_days_between
from services.models import Closure, ServiceRequest
from services.models.states import CLOCK_STARTS_ANEW, WAITING_FOR_MEMBER


class ClosedDays:
    """The days on which an association is closed beside weekends, as a container of days.

    Its own closures come before everybody's, and both before the official holidays as predicted.
    Of two closures of the same owner the one written later counts. One query, when first asked;
    none where the `closures` to choose from are given.
    """

    def __init__(self, association_id: int, closures: Iterable[Closure] | None = None) -> None:
        self.association_id = association_id
        self._closures = closures

    @classmethod
    def of(cls, association: Association) -> "ClosedDays":
        """Those of an association, read once for each instance of it.

        Lists of requests share one by `prefetch_related("association")`.
        """
        days: ClosedDays = association.__dict__.setdefault("_closed_days", cls(association.pk))
        return days

    @cached_property
    def _written(self) -> list[Closure]:
        given = self._closures
        found = closures_of([self.association_id]) if given is None else given
        rows = [row for row in found if row.association_id in (None, self.association_id)]
        newest_first = sorted(rows, key=lambda row: row.pk or float("inf"), reverse=True)
        return sorted(newest_first, key=lambda row: row.association_id is None)

    def written_for(self, day: date) -> Closure | None:
        """The closure that says whether `day` is a working day; None where none does."""
        covering = (row for row in self._written if row.first_day <= day <= row.last_day)
        return next(covering, None)

    def __contains__(self, day: object) -> bool:
        if not isinstance(day, date):
            return False
        row = self.written_for(day)
        return not row.is_open if row else day in official_holidays(day.year)


def closed_days_of(requests: Iterable[ServiceRequest]) -> dict[int, ClosedDays]:
    """The closed days of the associations of those requests, one container each (one query)."""
    return closed_days_in({request.association_id for request in requests})


def closed_days_in(association_ids: Collection[int]) -> dict[int, ClosedDays]:
    """The closed days of each of those associations, by its key (one query)."""
    closures = list(closures_of(association_ids))
    return {one: ClosedDays(one, closures) for one in association_ids}


def closures_of(association_ids: Collection[int]) -> QuerySet[Closure]:
    """The associations' own closures, and everybody's."""
    return Closure.objects.filter(Q(association__in=association_ids) | Q(association=None))


def pause_or_resume(request: ServiceRequest, *, from_state: str) -> None:
    """Let the clock stand while the member is waited for, and run again afterwards.

    An appeal is to be answered like a request, and an acceptance to be registered: their days
    count from the day of each. Called within a move, on the request in its new state; saves
    nothing.
    """
    today = timezone.localdate()
    if request.state in CLOCK_STARTS_ANEW and from_state != request.state:
        request.counts_from = today
    elif request.state == WAITING_FOR_MEMBER and from_state != WAITING_FOR_MEMBER:
        request.waiting_since = today
    elif request.state != WAITING_FOR_MEMBER and request.waiting_since is not None:
        request.counts_from = counted_from(request, today)
        request.waiting_since = None


def counted_from(
    request: ServiceRequest, today: date, closed_days: ClosedDays | None = None
) -> date:
    """The day from which the request's working days count, with a pause that still goes on."""
    start = request.counts_from
    if request.waiting_since is None or request.waiting_since >= today:
        return start
    closed = closed_days or ClosedDays.of(request.association)
    paused = working_days_between(request.waiting_since, today, closed)
    return add_working_days(start, paused, closed)
