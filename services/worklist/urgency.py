"""Lists by urgency: what is due first stands first, what nothing is due of comes last.

Floors that a policy sets are left out: a promised day that one moves on stands where it would
stand without.
"""

from collections.abc import Callable
from datetime import date
from functools import cache, partial

from services.deadlines import Calendar
from services.models.due import NO_DAY_STATED, NOTHING_DUE, STATED_DAY
from services.models.states import CLOCK_RUNS, DAY_STATED
from services.worklist.paging import Requests, Window

# What `due_by` holds in the states in which an officer states the day, and in no other.
OF_STATED_DAYS = [STATED_DAY, NO_DAY_STATED]


def every_due_by(calendar: Calendar) -> list[int]:
    """All that `due_by` holds in the association."""
    return [*sorted(calendar.promised), *OF_STATED_DAYS, NOTHING_DUE]


def due_by_in(state: str, calendar: Calendar) -> list[int]:
    """All that `due_by` holds in one state there."""
    if state in CLOCK_RUNS:
        return sorted(calendar.promised)
    return OF_STATED_DAYS if state in DAY_STATED else [NOTHING_DUE]


def by_urgency(requests: Requests, calendar: Calendar, due_by: int) -> Window:
    """Those of the association's `requests` that have that `due_by`, in the order of due days."""
    found = requests.filter(due_by=due_by)
    if due_by in (NO_DAY_STATED, NOTHING_DUE):
        return Window(found, "counts_from")
    if due_by == STATED_DAY:
        stated = found.filter(expected_on__isnull=False)  # as the index says it
        return Window(stated, "expected_on", due_on=_itself, not_before=_itself)
    due_on: Callable[[date], date] = cache(partial(calendar.due_after, promised=due_by))
    not_before = partial(calendar.counts_before, promised=due_by)
    return Window(found, "counts_from", due_on=due_on, not_before=not_before)


def _itself(day: date) -> date:
    return day
