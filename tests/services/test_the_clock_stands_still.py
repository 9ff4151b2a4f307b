"""The clock of a request: what a pause does to its promised day, whatever the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saudi.working_days import add_working_days, working_days_between
from services import casework
from services.clock import ClosedDays, counted_from
from services.models import Closure, ServiceRequest
from services.promises import promised_on
from tests.services.clockwork import travel
from tests.services.pauses import ASSOCIATION, DAYS, calendars, closure, live, pauses


@pytest.fixture
def today(monkeypatch):
    return travel(monkeypatch)


@given(pauses(), calendars(), st.integers(1, 60))
def test_each_paused_working_day_moves_the_due_day_by_one(one, closed, promised):
    start, stops = one
    request = live(start, stops, closed)
    due = add_working_days(request.counts_from, promised, closed)
    paused = sum(working_days_between(since, until, closed) for since, until in stops)
    assert due == add_working_days(start, promised + paused, closed)
    assert due >= add_working_days(start, promised, closed)


@given(pauses(), calendars())
def test_no_day_is_paused_twice(one, closed):
    start, stops = one
    whole = working_days_between(start, stops[-1][1] if stops else start, closed)
    moved = working_days_between(start, live(start, stops, closed).counts_from, closed)
    assert 0 <= moved <= whole


@given(DAYS, st.integers(0, 30), st.integers(0, 30), calendars())
def test_the_due_day_moves_on_while_the_member_is_waited_for(since, waited, more, closed):
    request = ServiceRequest(association_id=ASSOCIATION, counts_from=since, waiting_since=since)
    then = counted_from(request, since + timedelta(days=waited), closed)
    later = counted_from(request, since + timedelta(days=waited + more), closed)
    assert since <= then <= later


@given(DAYS, calendars())
def test_asked_and_answered_on_the_same_day_moves_nothing(day, closed):
    assert live(day, [(day, day)] * 3, closed).counts_from == day


def test_a_pause_over_a_weekend_moves_nothing(member, officer, committee_request, today):
    ServiceRequest.objects.filter(pk=committee_request.pk).update(counts_from=date(2026, 6, 1))
    today(date(2026, 6, 4))  # a Thursday
    request = casework.start_verification(request=committee_request, by=officer, version=None)
    before = promised_on(request)
    request = casework.ask(request=request, by=officer, version=None, text="متى؟")
    today(date(2026, 6, 6))
    assert promised_on(request) == before
    request = casework.answer(request=request, by=member, version=None, text="غداً")
    assert (promised_on(request), request.waiting_since) == (before, None)


def test_a_pause_over_a_closure_moves_by_its_working_days_alone(
    association, member, committee_request, officer, today
):
    Closure.objects.create(
        association=association,
        name="جرد",
        first_day=date(2026, 6, 8),
        last_day=date(2026, 6, 9),
    )
    ServiceRequest.objects.filter(pk=committee_request.pk).update(counts_from=date(2026, 6, 7))
    today(date(2026, 6, 7))
    request = casework.start_verification(request=committee_request, by=officer, version=None)
    request = casework.ask(request=request, by=officer, version=None, text="متى؟")
    today(date(2026, 6, 11))
    request = casework.answer(request=request, by=member, version=None, text="غداً")
    # From Sunday the 7th: Wednesday and Thursday are paused, Monday and Tuesday are closed.
    assert request.counts_from == date(2026, 6, 11)


def test_a_closure_written_while_the_member_is_waited_for_counts(
    association, member, committee_request, officer, today
):
    ServiceRequest.objects.filter(pk=committee_request.pk).update(counts_from=date(2026, 6, 7))
    today(date(2026, 6, 7))
    request = casework.start_verification(request=committee_request, by=officer, version=None)
    request = casework.ask(request=request, by=officer, version=None, text="متى؟")
    Closure.objects.create(
        association=association, name="جرد", first_day=date(2026, 6, 8), last_day=date(2026, 6, 9)
    )
    today(date(2026, 6, 10))
    request = casework.answer(request=request, by=member, version=None, text="غداً")
    assert request.counts_from == date(2026, 6, 10)


def test_an_eid_is_moved_and_ones_own_closure_comes_first():
    predicted = date(2026, 9, 23)  # National Day
    moved = closure(predicted, 1, is_open=True, association_id=None)
    own = closure(predicted, 1, number=2)
    assert predicted in ClosedDays(ASSOCIATION, [])
    assert predicted not in ClosedDays(ASSOCIATION, [moved])
    assert predicted in ClosedDays(ASSOCIATION, [moved, own])
    assert predicted in ClosedDays(
        ASSOCIATION, [closure(predicted, 1, association_id=99, is_open=True)]
    )


def test_of_two_closures_the_later_one_counts():
    day = date(2026, 6, 8)
    first, second = closure(day, 3), closure(day, 1, is_open=True, number=2)
    closed = ClosedDays(ASSOCIATION, [first, second])
    assert (day in closed, day + timedelta(days=1) in closed) == (False, True)
