"""Requests and closures thrown over one year by chance."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

from services.models import Closure, Route, ServiceRequest, State
from services.models.states import END_STATES

# Around two Eids, Founding Day and National Day.
FIRST, LAST = date(2026, 1, 1), date(2026, 10, 31)
SPAN = (LAST - FIRST).days


def some_day(chance):
    return FIRST + timedelta(days=chance.randrange(SPAN))


def write_closures(chance, *associations):
    for number in range(8):
        first = some_day(chance)
        Closure.objects.create(
            association=chance.choice([None, *associations]),
            name=f"إغلاق {number}",
            first_day=first,
            last_day=first + timedelta(days=chance.randrange(12)),
            is_open=chance.random() < 0.3,
        )


def scatter(chance, requests, versions):
    """Put each request in some state, on some day, as moves might have left it."""
    for request in requests:
        state = chance.choice(State.values)
        submitted = datetime.combine(some_day(chance), time(chance.randrange(24), 30), tzinfo=UTC)
        counts_from = timezone.localtime(submitted).date() + timedelta(chance.choice([0, 0, 3, 20]))
        waits = state == State.INFORMATION_REQUIRED
        states_day = chance.random() < 0.7
        version = versions.get(request.association_id) if chance.random() < 0.7 else None
        ServiceRequest.objects.filter(pk=request.pk).update(
            state=state,
            route=chance.choice(Route.values),
            submitted_at=submitted,
            counts_from=counts_from,
            waiting_since=counts_from if waits else None,
            expected_on=some_day(chance) if states_day else None,
            closed_at=submitted if state in END_STATES else None,
            policy_version=version,
            promised_days=chance.choice(request.association.promised_ever),
        )
