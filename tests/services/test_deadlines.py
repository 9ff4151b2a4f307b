"""What the database finds by its thresholds is what is reckoned of each request."""

import random
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import PolicyVersion
from saudi.working_days import add_working_days
from services.clock import ClosedDays
from services.deadlines import calendars, due_on, due_windows, end_of_week, near, overdue
from services.models import ServiceRequest, State
from tests.services.due_days import FIRST, LAST, scatter, some_day, write_closures
from tests.services.factories import make_policy_version, make_request, make_service


@pytest.mark.parametrize("seed", range(6))
def test_what_is_found_is_what_is_reckoned(member, association, other_association, seed):
    chance = random.Random(seed)
    association.promised_working_days, association.near_days = chance.randint(1, 30), 3
    other_association.promised_working_days, other_association.near_days = 5, chance.randint(0, 9)
    association.promised_ever = [chance.randint(1, 30), chance.randint(1, 30)]
    association.save()
    other_association.save()
    versions = {association.pk: make_policy_version(association, floor_days=chance.randint(5, 60))}
    versions[other_association.pk] = make_policy_version(other_association)
    write_closures(chance, association, other_association)
    services = [make_service(association), make_service(other_association)]
    scatter(chance, [make_request(member, chance.choice(services)) for _ in range(60)], versions)

    cases = list(ServiceRequest.objects.select_related("association", "policy_version"))
    due = {case.pk: due_on(case) for case in cases}
    everything = ServiceRequest.objects.all()
    seen = set()
    for today in [some_day(chance) for _ in range(12)]:

        def found(requests):
            return set(requests.values_list("pk", flat=True))

        late = {pk for pk, day in due.items() if day and day < today}
        assert found(overdue(everything, today)) == late
        week = end_of_week(today)
        this_week = {pk for pk, day in due.items() if day and today <= day <= week}
        windows = [
            window
            for calendar in calendars(None)
            for _by, window in due_windows(calendar, first=today, last=week)
        ]
        assert set().union(*(found(everything.filter(one)) for one in windows)) == this_week
        soon = set()
        for case in cases:
            closed = ClosedDays(case.association_id)
            last = add_working_days(today, case.association.near_days, closed)
            if due[case.pk] and today <= due[case.pk] <= last:
                soon.add(case.pk)
        assert found(near(everything, today)) == soon
        seen |= {("late", bool(late)), ("week", bool(this_week)), ("soon", bool(soon))}
    assert {("late", True), ("week", True), ("soon", True)} <= seen


def test_only_the_associations_that_are_told_count(
    member, association, other_association, committee_request
):
    ServiceRequest.objects.update(counts_from=FIRST)
    everything = ServiceRequest.objects.all()
    today = LAST
    assert overdue(everything, today, [association]).exists()
    assert not overdue(everything, today, [other_association]).exists()


def test_a_stated_day_takes_the_place_of_the_promised_one(direct_request):
    day = date(2026, 5, 3)
    ServiceRequest.objects.filter(pk=direct_request.pk).update(
        state=State.SCHEDULED, expected_on=day
    )
    assert due_on(ServiceRequest.objects.get(pk=direct_request.pk)) == day


@pytest.mark.parametrize("state", [State.REGISTERING, State.DELIVERING])
def test_after_registration_nothing_is_due_but_what_was_stated(committee_request, state):
    case = ServiceRequest.objects.get(pk=committee_request.pk)
    ServiceRequest.objects.filter(pk=case.pk).update(state=state, counts_from=FIRST)
    case = ServiceRequest.objects.get(pk=case.pk)
    assert due_on(case) is None
    assert not overdue(ServiceRequest.objects.all(), LAST).exists()


def test_nothing_is_due_while_the_applicant_is_waited_for(committee_request):
    ServiceRequest.objects.filter(pk=committee_request.pk).update(
        state=State.INFORMATION_REQUIRED, counts_from=FIRST, waiting_since=FIRST
    )
    case = ServiceRequest.objects.get(pk=committee_request.pk)
    assert due_on(case) is None
    assert not overdue(ServiceRequest.objects.all(), LAST).exists()


@pytest.mark.parametrize(
    ("day", "thursday"),
    [
        (date(2026, 11, 21), date(2026, 11, 26)),
        (date(2026, 11, 22), date(2026, 11, 26)),
        (date(2026, 11, 26), date(2026, 11, 26)),
        (date(2026, 11, 27), date(2026, 12, 3)),
    ],
)
def test_the_working_week_ends_on_thursday(day, thursday):
    assert end_of_week(day) == thursday


def test_reckoning_takes_as_many_queries_for_many_associations_as_for_one(
    association, other_association
):
    with CaptureQueriesContext(connection) as one:
        list(overdue(ServiceRequest.objects.all(), LAST, [association]))
    with CaptureQueriesContext(connection) as two:
        list(overdue(ServiceRequest.objects.all(), LAST, [association, other_association]))
    assert len(one) == len(two) == 3
    assert PolicyVersion.objects.count() == 0
