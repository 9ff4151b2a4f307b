"""Calendars and pauses of a request as Hypothesis throws them."""

from datetime import date, timedelta

from hypothesis import strategies as st

from services.clock import ClosedDays, counted_from
from services.models import Closure, ServiceRequest

ASSOCIATION = 7
FIRST = date(2026, 1, 1)
DAYS = st.dates(FIRST, date(2027, 12, 31))


def closure(first, length, *, is_open=False, number=1, association_id=ASSOCIATION):
    return Closure(
        pk=number,
        association_id=association_id,
        name="إغلاق",
        first_day=first,
        last_day=first + timedelta(days=length - 1),
        is_open=is_open,
    )


@st.composite
def calendars(draw):
    """Up to six closures, some of which say "working days", and some everybody's."""
    return ClosedDays(
        ASSOCIATION,
        [
            closure(
                draw(DAYS),
                draw(st.integers(1, 20)),
                is_open=draw(st.booleans()),
                number=number,
                association_id=draw(st.sampled_from([None, ASSOCIATION])),
            )
            for number in range(1, draw(st.integers(0, 6)) + 1)
        ],
    )


@st.composite
def pauses(draw):
    """The day of submission, then pauses in order, each a day on which it began and ended."""
    day = start = draw(DAYS)
    found = []
    for _number in range(draw(st.integers(0, 4))):
        since = day + timedelta(days=draw(st.integers(0, 15)))
        day = since + timedelta(days=draw(st.integers(0, 25)))
        found.append((since, day))
    return start, found


def live(start, stops, closed):
    """A request with those pauses behind it, moved on as the verbs do it."""
    request = ServiceRequest(association_id=ASSOCIATION, counts_from=start)
    for since, until in stops:
        request.waiting_since = since
        request.counts_from = counted_from(request, until, closed)
        request.waiting_since = None
    return request
