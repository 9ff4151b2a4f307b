"""Of several deliveries without a rhythm the officer states the day of the next with each."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.deadlines import due_on
from services.delivery_plan import plan_of
from services.models import Delivery, ServiceRequest, State
from services.timeline import timeline
from tests.services.factories import handed_over, stand

TODAY = timezone.localdate()
FIRST, SECOND, THIRD = (TODAY + timedelta(days=days) for days in (2, 9, 30))


@pytest.fixture
def by_turns(committee_request, officer):
    """Three deliveries without a rhythm, of which none is made."""
    accepted = stand(committee_request, State.ACCEPTED)
    request = casework.register(
        request=accepted, by=officer, version=None, expected_on=FIRST, planned_deliveries=3
    )
    return casework.start_delivery(request=request, by=officer, version=None)


def part(request, by, **more):
    return casework.deliver_part(request=request, by=by, version=None, **handed_over(), **more)


def url_of(name, request):
    return reverse(name, args=[request.reference])


def test_the_stated_day_is_the_next_one(by_turns, officer):
    request = part(by_turns, officer, next_on=SECOND)
    assert plan_of(request).next_on == due_on(request) == SECOND
    request = part(request, officer, next_on=TODAY)
    assert plan_of(request).next_on == TODAY
    request = part(request, officer)
    assert (plan_of(request).left, plan_of(request).next_on) == (0, None)


@pytest.mark.parametrize("day", [None, TODAY - timedelta(days=1)])
def test_while_any_is_left_a_day_not_gone_by_is_needed(by_turns, officer, day):
    with pytest.raises(ValidationError) as refused:
        part(by_turns, officer, next_on=day)
    assert list(refused.value.message_dict) == ["next_on"]
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    "plan",
    [{"delivered_every": "month"}, {"planned_deliveries": 1}],
    ids=["the rhythm tells it", "none is left"],
)
def test_elsewhere_there_is_no_day_to_state(by_turns, officer, plan):
    ServiceRequest.objects.filter(pk=by_turns.pk).update(**plan)
    with pytest.raises(ValidationError) as refused:
        part(by_turns, officer, next_on=SECOND)
    assert list(refused.value.message_dict) == ["next_on"]
    part(by_turns, officer)


def test_with_the_last_of_the_plan_there_is_no_day_to_state(by_turns, officer):
    request = part(part(by_turns, officer, next_on=SECOND), officer, next_on=THIRD)
    with pytest.raises(ValidationError):
        part(request, officer, next_on=THIRD)


def test_an_officer_of_another_association_states_none(by_turns, other_officer):
    with pytest.raises(PermissionDenied):
        part(by_turns, other_officer, next_on=SECOND)


@pytest.mark.parametrize("was_made", [True, False])
def test_a_correction_leaves_the_stated_day(by_turns, officer, was_made):
    request = part(by_turns, officer, next_on=SECOND)
    request = casework.correct_delivery(
        request=request,
        by=officer,
        version=None,
        delivery=request.deliveries.get().pk,
        was_made=was_made,
        reason="خطأ",
        **handed_over(),
    )
    assert (plan_of(request).next_on, request.expected_on) == (SECOND, SECOND)


def test_one_registered_without_a_day_gets_one_with_its_next_delivery(by_turns, officer):
    ServiceRequest.objects.filter(pk=by_turns.pk).update(expected_on=None, rhythm_from=None)
    before = ServiceRequest.objects.get(pk=by_turns.pk)
    assert due_on(before) is None
    assert due_on(part(before, officer, next_on=SECOND)) == SECOND


def test_the_form_asks_for_it_where_it_is_needed(client, by_turns, officer):
    client.force_login(officer)
    forms = client.get(url_of("casework:case", by_turns)).context["forms"]
    assert "next_on" in next(one for one in forms if one.move == "deliver_part").fields
    part(part(by_turns, officer, next_on=SECOND), officer, next_on=THIRD)
    forms = client.get(url_of("casework:case", by_turns)).context["forms"]
    assert "next_on" not in next(one for one in forms if one.move == "deliver_part").fields


def test_the_member_is_told_it_everywhere(client, by_turns, officer, member, committed):
    member.language = "en"
    member.save()
    with committed():
        part(by_turns, officer, next_on=SECOND)
    words = f"{SECOND.day} {SECOND:%B} {SECOND.year}"
    assert f"Next delivery: {words}" in mail.outbox[0].body
    client.force_login(member)
    page = client.get(url_of("services:request", by_turns)).content.decode()
    assert f'datetime="{SECOND.isoformat()}"' in page


def test_each_day_stands_in_the_timeline_where_it_was_stated_last(by_turns, officer):
    def days_told():
        request = ServiceRequest.objects.get(pk=by_turns.pk)
        told = zip(request.events.all(), timeline(request), strict=False)
        return [event.move for event, entry in told if ": " in entry.words]

    assert days_told() == ["register"]
    part(by_turns, officer, next_on=SECOND)
    assert days_told() == ["register", "deliver_part"]
    casework.reschedule(
        request=by_turns, by=officer, version=None, expected_on=THIRD, reason="تأخر المورد"
    )
    assert days_told() == ["reschedule"]
