"""The next day of a delivery: from the day stated last, at the end of months too."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from services import casework
from services.delivery_plan import nth_day, plan_of
from services.models import RequestEvent, ServiceRequest, State
from tests.services.factories import handed_over, stand


@pytest.mark.parametrize(
    ("first", "every", "days"),
    [
        (date(2026, 1, 31), "month", [(2026, 2, 28), (2026, 3, 31), (2026, 4, 30)]),
        (date(2028, 1, 31), "month", [(2028, 2, 29), (2028, 3, 31)]),
        (date(2025, 12, 30), "month", [(2026, 1, 30), (2026, 2, 28), (2026, 3, 30)]),
        (date(2025, 11, 30), "quarter", [(2026, 2, 28), (2026, 5, 30)]),
        (date(2028, 2, 29), "year", [(2029, 2, 28), (2030, 2, 28), (2031, 2, 28), (2032, 2, 29)]),
    ],
)
def test_the_end_of_a_month_stays_its_end(first, every, days):
    assert nth_day(first, every, 0) == first
    assert [nth_day(first, every, at) for at in range(1, len(days) + 1)] == [
        date(*day) for day in days
    ]


@pytest.fixture
def monthly(committee_request, officer):
    """Four deliveries from a 31 January on."""
    accepted = stand(committee_request, State.ACCEPTED)
    request = casework.register(
        request=accepted,
        by=officer,
        version=accepted.version,
        expected_on=date(2999, 1, 31),
        planned_deliveries=4,
        delivered_every="month",
    )
    return casework.start_delivery(request=request, by=officer, version=request.version)


def part(request, by):
    return casework.deliver_part(request=request, by=by, version=request.version, **handed_over())


def test_each_delivery_moves_the_next_day_on(monthly, officer):
    request, seen = monthly, []
    for _number in range(4):
        seen.append(plan_of(request).next_on)
        request = part(request, officer)
    assert seen == [
        date(2999, 1, 31),
        date(2999, 2, 28),
        date(2999, 3, 31),
        date(2999, 4, 30),
    ]
    assert plan_of(request).next_on is None


def test_a_day_stated_anew_is_the_next_one_and_later_ones_follow_it(monthly, officer):
    request = part(monthly, officer)
    request = casework.reschedule(
        request=request,
        by=officer,
        version=request.version,
        expected_on=date(2999, 3, 10),
        reason="إجازة",
    )
    assert plan_of(request).next_on == date(2999, 3, 10)
    assert plan_of(part(request, officer)).next_on == date(2999, 4, 10)


def test_a_changed_day_leaves_its_reason_and_the_day_before(monthly, officer):
    request = casework.reschedule(
        request=monthly,
        by=officer,
        version=monthly.version,
        expected_on=date(2999, 2, 5),
        reason="تأخر المورّد",
        internal_note="اتصلنا",
    )
    event: RequestEvent = request.events.last()
    assert (event.move, event.message) == ("reschedule", "تأخر المورّد")
    assert event.internal_note == "2999-01-31 → 2999-02-05\nاتصلنا"


def test_a_next_delivery_that_is_late_shows(monthly):
    yesterday = timezone.localdate() - timedelta(days=1)
    ServiceRequest.objects.filter(pk=monthly.pk).update(expected_on=yesterday)
    assert plan_of(ServiceRequest.objects.get(pk=monthly.pk)).is_overdue


def test_a_closed_case_awaits_no_delivery(monthly, officer):
    request = part(monthly, officer)
    request = casework.deliver(
        request=request, by=officer, version=request.version, ended_early="انتهت الحاجة"
    )
    assert plan_of(request).next_on is None
