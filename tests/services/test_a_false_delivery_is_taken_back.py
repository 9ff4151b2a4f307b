"""What was recorded as delivered and was not leads back to where it can be delivered."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.casework import MoveNotAllowed, StaleRequest
from services.deadlines import due_on
from services.delivery_plan import plan_of
from services.models import Notice, ServiceRequest, State
from services.rating import rate
from tests.services.factories import handed_over, stand

TODAY = timezone.localdate()


def deliver(request, by, **changes):
    return casework.deliver(
        request=request, by=by, version=request.version, **(handed_over() | changes)
    )


def take_back(request, by, **changes):
    values = {
        "version": request.version,
        "delivery": request.deliveries.in_force().last().pk,
        "was_made": False,
        "reason": "سُلّم إلى غيرك",
    }
    return casework.correct_delivery(request=request, by=by, **(values | changes))


@pytest.fixture
def delivered(direct_request, officer):
    """Stated for today, and ended with the only delivery."""
    request = casework.schedule(
        request=direct_request, by=officer, version=1, expected_on=TODAY, contact_note="هاتف"
    )
    request = casework.start_delivery(request=request, by=officer, version=request.version)
    return deliver(request, officer)


def test_the_case_is_in_delivery_again_and_can_be_delivered(delivered, officer):
    request = take_back(delivered, officer)
    assert (request.state, request.closed_at) == (State.DELIVERING, None)
    assert plan_of(request).done == 0
    event = request.events.last()
    assert (event.move, event.from_state, event.to_state) == (
        "reopen_delivery",
        State.DELIVERED,
        State.DELIVERING,
    )
    assert event.message == "سُلّم إلى غيرك"
    assert request.deliveries.count() == 2

    again = deliver(request, officer)
    assert again.state == State.DELIVERED
    assert again.closed_at > delivered.closed_at
    assert plan_of(again).done == 1


def test_its_day_counts_again(delivered, officer):
    request = take_back(delivered, officer)
    assert due_on(request) == TODAY
    moved = casework.reschedule(
        request=request,
        by=officer,
        version=request.version,
        expected_on=TODAY + timedelta(days=4),
        reason="نعيد التسليم",
    )
    assert due_on(moved) == TODAY + timedelta(days=4)
    assert (moved.waiting_since, moved.counts_from) == (None, delivered.counts_from)


def test_the_last_of_several_is_taken_back_and_delivered_again(committee_request, officer):
    request = casework.register(
        request=stand(committee_request, State.ACCEPTED),
        by=officer,
        version=1,
        expected_on=TODAY,
        planned_deliveries=2,
        delivered_every="month",
    )
    request = casework.start_delivery(request=request, by=officer, version=request.version)
    request = casework.deliver_part(
        request=request, by=officer, version=request.version, **handed_over()
    )
    second_day = request.expected_on
    request = take_back(deliver(request, officer), officer)
    assert (request.state, plan_of(request).left) == (State.DELIVERING, 1)
    assert plan_of(request).next_on == second_day


def test_the_member_is_told_why(delivered, officer, member, client, committed):
    with committed():
        request = take_back(delivered, officer)
    event = request.events.last()
    notices = Notice.objects.filter(event=event, person=member)
    assert any("سُلّم إلى غيرك" in one.text for one in notices)
    client.force_login(member)
    page = client.get(reverse("services:request", args=[request.reference])).content.decode()
    assert "سُلّم إلى غيرك" in page
    assert reverse("services:rate", args=[request.reference]) not in page


def test_a_rating_stays_the_only_one(delivered, officer, member):
    rate(request=delivered, by=member, satisfaction=2, ease=2)
    request = take_back(ServiceRequest.objects.get(pk=delivered.pk), officer)
    assert not request.may_be_rated
    again = deliver(request, officer)
    assert not again.may_be_rated


def test_not_rated_before_it_is_rated_after_it_really_ended(delivered, officer, member):
    request = take_back(delivered, officer)
    with pytest.raises(ValidationError):
        rate(request=request, by=member, satisfaction=5, ease=5)
    rate(request=deliver(request, officer), by=member, satisfaction=5, ease=5)


def test_a_wrong_word_alone_opens_nothing(delivered, officer):
    request = take_back(delivered, officer, was_made=True, **handed_over())
    assert request.state == State.DELIVERED
    assert request.closed_at == delivered.closed_at
    assert request.events.last().move == "correct_delivery"


def test_before_the_end_the_case_stays_where_it_is(direct_request, officer):
    request = stand(direct_request, State.DELIVERING)
    request = casework.deliver_part(
        request=request, by=officer, version=request.version, **handed_over()
    )
    request = take_back(request, officer)
    assert request.state == State.DELIVERING
    assert request.events.last().move == "correct_delivery"


def test_a_case_that_ended_meanwhile_does_not_stay_delivered_of_nothing(direct_request, officer):
    request = stand(direct_request, State.DELIVERING)
    request = casework.deliver_part(
        request=request, by=officer, version=request.version, **handed_over()
    )
    casework.deliver(request=request, by=officer, version=request.version)
    with pytest.raises(MoveNotAllowed):
        take_back(request, officer, version=None)
    with pytest.raises(StaleRequest):
        take_back(request, officer)
    assert request.deliveries.in_force().count() == 1


@pytest.mark.parametrize("who", ["member", "supervisor", "researcher", "other_officer", "editor"])
def test_only_officers_of_the_association_take_it_back(delivered, request, who):
    with pytest.raises(PermissionDenied), transaction.atomic():
        take_back(delivered, request.getfixturevalue(who))
    assert ServiceRequest.objects.get(pk=delivered.pk).state == State.DELIVERED


def test_the_officer_does_it_by_the_form_and_may_press_twice(client, delivered, officer):
    client.force_login(officer)
    address = reverse("casework:move", args=[delivered.reference, "correct_delivery"])
    fields = {
        "version": delivered.version,
        "delivery": delivered.deliveries.get().pk,
        "was_made": "no",
        "reason": "لم يصل",
    }
    sent = {f"correct_delivery-{name}": value for name, value in fields.items()}
    assert client.post(address, sent).status_code == 302
    page = client.get(reverse("casework:case", args=[delivered.reference])).content.decode()
    for move in ("deliver", "deliver_part", "reschedule"):
        assert reverse("casework:move", args=[delivered.reference, move]) in page
    assert client.post(address, sent).status_code == 302
    assert delivered.events.filter(move="reopen_delivery").count() == 1
