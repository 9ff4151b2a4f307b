"""Registration with a plan, deliveries one by one, corrections, the end."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from services import casework
from services.casework import MoveNotAllowed, StaleRequest
from services.delivery_plan import plan_in_words, plan_of
from services.models import Delivery, ServiceRequest, State
from tests.services.factories import handed_over, stand

TODAY = timezone.localdate()


@pytest.fixture
def accepted(committee_request):
    return stand(committee_request, State.ACCEPTED)


@pytest.fixture
def monthly(accepted, officer):
    """Three deliveries, month by month from today, of which none is made."""
    request = casework.register(
        request=accepted,
        by=officer,
        version=accepted.version,
        expected_on=TODAY,
        planned_deliveries=3,
        delivered_every="month",
        message="دعم شهري",
    )
    return casework.start_delivery(request=request, by=officer, version=request.version)


def part(request, by, **changes):
    return casework.deliver_part(
        request=request, by=by, version=request.version, **(handed_over() | changes)
    )


def test_registration_keeps_what_was_promised(accepted, officer):
    request = casework.register(
        request=accepted,
        by=officer,
        version=1,
        expected_on=date(2999, 1, 31),
        planned_deliveries=12,
        delivered_every="month",
    )
    plan = plan_of(request)
    assert (request.state, plan.planned, plan.done, plan.left) == ("registering", 12, 0, 12)
    assert plan.next_on == date(2999, 1, 31)
    assert not plan.is_overdue
    assert plan_in_words(request)


def test_registration_without_a_plan_promises_one_delivery(accepted, officer):
    request = casework.register(request=accepted, by=officer, version=1, expected_on=TODAY)
    assert (plan_of(request).planned, plan_of(request).next_on) == (1, TODAY)
    assert plan_in_words(request) == ""


@pytest.mark.parametrize(
    ("field", "plan"),
    [
        ("expected_on", {"expected_on": TODAY - timedelta(days=1)}),
        ("expected_on", {"expected_on": None}),
        ("planned_deliveries", {"planned_deliveries": 0}),
        ("planned_deliveries", {"planned_deliveries": 121}),
        ("planned_deliveries", {"delivered_every": "month"}),
        ("delivered_every", {"planned_deliveries": 2, "delivered_every": "week"}),
    ],
)
def test_a_plan_that_cannot_be_is_refused(accepted, officer, field, plan):
    with pytest.raises(ValidationError) as refused:
        casework.register(
            request=accepted, by=officer, version=1, **({"expected_on": TODAY} | plan)
        )
    assert list(refused.value.message_dict) == [field]
    assert ServiceRequest.objects.get(pk=accepted.pk).state == State.ACCEPTED


def test_each_delivery_is_written_down_and_the_case_goes_on(monthly, officer):
    request = part(monthly, officer, amount=Decimal("500.50"), message="دفعة أولى")
    row = request.deliveries.get()
    assert (row.what, row.channel, row.amount) == ("كرسي متحرك", "تسليم باليد", Decimal("500.50"))
    assert (row.recorded_by, row.confirmed_at, row.delivered_on) == (officer, None, TODAY)
    assert request.state == State.DELIVERING
    assert plan_of(request).done == 1
    event = request.events.last()
    assert (event.move, event.message) == ("deliver_part", "دفعة أولى")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("what", " "),
        ("what", "س" * 301),
        ("way", ""),
        ("way", "س" * 201),
        ("delivered_on", TODAY + timedelta(days=1)),
        ("delivered_on", TODAY - timedelta(days=1)),
        ("amount", Decimal("-1")),
    ],
)
@pytest.mark.parametrize("verb", ["deliver_part", "deliver"])
def test_a_delivery_has_a_name_a_day_gone_by_a_way_and_no_debt(
    monthly, officer, verb, field, value
):
    with pytest.raises(ValidationError) as refused:
        getattr(casework, verb)(
            request=monthly,
            by=officer,
            version=monthly.version,
            **(handed_over() | {field: value}),
        )
    assert list(refused.value.message_dict) == [field]
    assert not Delivery.objects.exists()


def test_an_empty_delivery_is_told_all_that_is_missing(monthly, officer):
    with pytest.raises(ValidationError) as refused:
        casework.deliver(request=monthly, by=officer, version=monthly.version)
    assert set(refused.value.message_dict) == {"what", "way", "delivered_on"}


def test_the_case_ends_when_all_planned_is_delivered(monthly, officer):
    request = part(part(monthly, officer), officer)
    request = casework.deliver(
        request=request, by=officer, version=request.version, **handed_over()
    )
    assert request.state == State.DELIVERED
    assert request.deliveries.count() == 3


def test_after_the_last_part_the_case_ends_without_another(monthly, officer):
    request = part(part(part(monthly, officer), officer), officer)
    with pytest.raises(ValidationError):
        part(request, officer)
    request = casework.deliver(request=request, by=officer, version=request.version)
    assert (request.state, request.deliveries.count()) == (State.DELIVERED, 3)


def test_an_early_end_needs_a_reason_that_the_member_reads(monthly, officer):
    request = part(monthly, officer)
    with pytest.raises(ValidationError) as refused:
        casework.deliver(request=request, by=officer, version=request.version)
    assert list(refused.value.message_dict) == ["ended_early"]
    request = casework.deliver(
        request=request,
        by=officer,
        version=request.version,
        ended_early="انتقل المستفيد",
        message="بالتوفيق",
    )
    assert request.state == State.DELIVERED
    assert request.events.last().message == "انتقل المستفيد\n\nبالتوفيق"


def test_a_case_of_which_nothing_was_delivered_does_not_end_as_delivered(monthly, officer):
    with pytest.raises(ValidationError):
        casework.deliver(
            request=monthly, by=officer, version=monthly.version, ended_early="لم يعد محتاجًا"
        )


def test_two_officers_record_a_delivery_once(monthly, officer):
    part(monthly, officer)
    with pytest.raises(StaleRequest):
        part(monthly, officer)
    assert monthly.deliveries.count() == 1


@pytest.mark.parametrize("name", ["member", "supervisor", "other_officer", "researcher"])
def test_only_officers_of_the_association_record_deliveries(monthly, name, request):
    with pytest.raises(PermissionDenied):
        part(monthly, request.getfixturevalue(name))


def test_a_correction_is_a_new_row_and_the_wrong_one_stays(monthly, officer):
    request = part(monthly, officer, amount=Decimal(100))
    wrong = request.deliveries.get()
    request = casework.correct_delivery(
        request=request,
        by=officer,
        version=request.version,
        delivery=wrong.pk,
        was_made=True,
        reason="خطأ في المبلغ",
        **(handed_over() | {"amount": Decimal(200)}),
    )
    assert request.deliveries.count() == 2
    wrong.refresh_from_db()
    assert (wrong.amount, wrong.corrected_by.amount) == (Decimal(100), Decimal(200))
    assert [row.amount for row in request.deliveries.in_force()] == [Decimal(200)]
    assert request.events.last().message == "خطأ في المبلغ"
    with pytest.raises(ValidationError):
        casework.correct_delivery(
            request=request,
            by=officer,
            version=request.version,
            delivery=wrong.pk,
            was_made=False,
            reason="مرة أخرى",
        )


def test_what_was_not_delivered_after_all_counts_no_more(monthly, officer):
    request = part(monthly, officer)
    next_before = plan_of(monthly).next_on
    request = casework.correct_delivery(
        request=request,
        by=officer,
        version=request.version,
        delivery=request.deliveries.get().pk,
        was_made=False,
        reason="سُجّل في طلب آخر",
    )
    plan = plan_of(request)
    assert (plan.done, plan.next_on) == (0, next_before)
    assert request.deliveries.count() == 2


def test_anothers_delivery_is_not_corrected_here(monthly, direct_request, officer):
    stand(direct_request, State.DELIVERING)
    other = part(stand(direct_request, State.DELIVERING), officer).deliveries.get()
    request = part(monthly, officer)
    with pytest.raises(ValidationError):
        casework.correct_delivery(
            request=request,
            by=officer,
            version=request.version,
            delivery=other.pk,
            was_made=False,
            reason="خطأ",
        )


def test_nothing_is_corrected_where_nothing_was_recorded(monthly, officer):
    with pytest.raises((MoveNotAllowed, ValidationError)):
        casework.correct_delivery(
            request=monthly,
            by=officer,
            version=monthly.version,
            delivery=1,
            was_made=False,
            reason="خطأ",
        )
