"""Deliveries end before all are made only with a reason, and nothing that was typed is dropped."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.casework import LONGEST
from services.models import ServiceRequest, State
from tests.services.factories import handed_over, stand

TODAY = timezone.localdate()


@pytest.fixture
def monthly(committee_request, officer):
    """Three deliveries, month by month from today, of which none is made."""
    accepted = stand(committee_request, State.ACCEPTED)
    request = casework.register(
        request=accepted,
        by=officer,
        version=accepted.version,
        expected_on=TODAY,
        planned_deliveries=3,
        delivered_every="month",
    )
    return casework.start_delivery(request=request, by=officer, version=request.version)


@pytest.fixture
def one_left(monthly, officer):
    return part(part(monthly, officer), officer)


def part(request, by):
    return casework.deliver_part(request=request, by=by, version=request.version, **handed_over())


def page_of(client, request):
    return client.get(reverse("casework:case", args=[request.reference])).content.decode()


def send(client, request, **fields):
    """The form that records the last delivery, as it was filled in."""
    fields = {"version": request.version, "understood": "on", **fields}
    return client.post(
        reverse("casework:move", args=[request.reference, "deliver"]),
        {f"deliver-{name}": value for name, value in fields.items()},
    )


def state_of(request):
    return ServiceRequest.objects.get(pk=request.pk).state


def test_with_one_left_an_empty_form_is_told_what_it_lacks(client, officer, one_left):
    client.force_login(officer)
    answer = send(client, one_left)
    assert answer.status_code == 422
    assert list(answer.context["sent"].errors) == ["ended_early"]
    assert state_of(one_left) == State.DELIVERING


def test_with_one_left_it_ends_early_with_a_reason(client, officer, one_left):
    client.force_login(officer)
    assert send(client, one_left, ended_early="انتقل المستفيد").status_code == 302
    assert state_of(one_left) == State.DELIVERED
    assert one_left.deliveries.count() == 2
    assert one_left.events.last().message == "انتقل المستفيد"


def test_with_one_left_the_last_needs_no_reason(client, officer, one_left):
    client.force_login(officer)
    assert send(client, one_left, **handed_over()).status_code == 302
    assert (state_of(one_left), one_left.deliveries.count()) == (State.DELIVERED, 3)


def test_the_first_may_be_the_last(client, officer, monthly):
    client.force_login(officer)
    answer = send(client, monthly, ended_early="انتقل المستفيد")
    assert answer.status_code == 422
    assert set(answer.context["sent"].errors) == {"what", "way", "delivered_on"}
    sent = send(client, monthly, **handed_over(), ended_early="انتقل المستفيد")
    assert sent.status_code == 302
    assert (state_of(monthly), monthly.deliveries.count()) == (State.DELIVERED, 1)


def test_a_reason_is_asked_only_where_fewer_than_planned_can_be_made(
    client, officer, monthly, direct_request
):
    client.force_login(officer)
    assert "deliver-ended_early" in page_of(client, monthly)
    single = stand(direct_request, State.DELIVERING)
    assert "deliver-ended_early" not in page_of(client, single)
    assert "deliver-ended_early" not in page_of(client, part(single, officer))
    whole = part(part(part(monthly, officer), officer), officer)
    assert "deliver-ended_early" not in page_of(client, whole)


def test_a_reason_to_end_early_is_not_told_where_all_are_made(client, officer, one_left):
    client.force_login(officer)
    answer = send(client, one_left, **handed_over(), ended_early="انتقل المستفيد")
    assert answer.status_code == 422
    assert list(answer.context["sent"].errors) == ["ended_early"]
    assert state_of(one_left) == State.DELIVERING
    assert one_left.deliveries.count() == 2


@pytest.mark.parametrize(
    ("typed", "lacking"),
    [
        ({"delivered_on": TODAY.isoformat()}, {"what", "way"}),
        ({"way": "حوالة بنكية"}, {"what", "delivered_on"}),
        ({"amount": "500"}, {"what", "way", "delivered_on"}),
        ({"amount": "0"}, {"what", "way", "delivered_on"}),
        ({"what": "دفعة"}, {"way", "delivered_on"}),
    ],
)
def test_what_was_typed_of_a_delivery_is_never_dropped(
    client, officer, direct_request, typed, lacking
):
    request = part(stand(direct_request, State.DELIVERING), officer)
    client.force_login(officer)
    answer = send(client, request, **typed)
    assert answer.status_code == 422
    assert set(answer.context["sent"].errors) == lacking
    assert (state_of(request), request.deliveries.count()) == (State.DELIVERING, 1)


def test_reason_and_message_may_each_be_as_long_as_the_form_says(client, officer, one_left):
    client.force_login(officer)
    answer = send(client, one_left, ended_early="س" * LONGEST, message="م" * LONGEST)
    assert answer.status_code == 302
    told = one_left.events.last().message
    assert told == "س" * LONGEST + "\n\n" + "م" * LONGEST


@pytest.mark.parametrize("field", ["ended_early", "message"])
def test_what_is_longer_is_refused_where_it_was_typed(officer, one_left, field):
    with pytest.raises(ValidationError) as refused:
        casework.deliver(
            request=one_left,
            by=officer,
            version=one_left.version,
            **({"ended_early": "انتقل"} | {field: "س" * (LONGEST + 1)}),
        )
    assert list(refused.value.message_dict) == [field]


def test_officers_of_others_end_nothing(client, other_officer, one_left):
    client.force_login(other_officer)
    assert send(client, one_left, ended_early="انتقل المستفيد").status_code == 404
    assert state_of(one_left) == State.DELIVERING


def test_a_day_to_come_stays_in_the_form(client, officer, one_left):
    client.force_login(officer)
    tomorrow = (TODAY + timedelta(days=1)).isoformat()
    answer = send(client, one_left, **(handed_over() | {"delivered_on": tomorrow}))
    assert answer.status_code == 422
    assert tomorrow in answer.content.decode()
