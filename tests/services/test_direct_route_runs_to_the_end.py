from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from services import casework
from services.casework import MoveNotAllowed
from services.models import State
from tests.services.factories import handed_over, make_policy_version, make_request


def scheduled(request, officer, **fields):
    values = {
        "expected_on": timezone.localdate() + timedelta(days=3),
        "contact_note": "اتصال بعد العصر",
    }
    return casework.schedule(
        request=request, by=officer, version=request.version, **(values | fields)
    )


def test_all_four_steps_are_walked_with_their_clauses(association, member, officer, direct_service):
    version = make_policy_version(association, steps=4)
    request = make_request(member, direct_service, policy_version=version)
    request = scheduled(request, officer)
    request = casework.start_delivery(request=request, by=officer, version=request.version)
    request = casework.deliver(
        request=request, by=officer, version=request.version, **handed_over()
    )

    assert request.state == State.DELIVERED
    assert list(request.events.values_list("move", "clause_anchor")) == [
        ("submit", "step-1"),
        ("schedule", "step-2"),
        ("start_delivery", "step-4"),
        ("deliver", "step-4"),
    ]


def test_the_expected_day_and_the_way_of_contact_are_kept(direct_request, officer):
    request = scheduled(direct_request, officer, contact_note="  واتساب  ")
    request.refresh_from_db()
    assert request.contact_note == "واتساب"
    assert request.expected_on == timezone.localdate() + timedelta(days=3)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("expected_on", timezone.localdate() - timedelta(days=1)),
        ("contact_note", "  "),
        ("contact_note", "س" * 201),
    ],
)
def test_a_schedule_needs_a_day_to_come_and_a_way_of_contact(direct_request, officer, field, value):
    with pytest.raises(ValidationError) as refused:
        scheduled(direct_request, officer, **{field: value})
    assert field in refused.value.message_dict


def test_a_direct_request_never_meets_the_committee(direct_request, officer):
    with pytest.raises(MoveNotAllowed):
        casework.start_verification(request=direct_request, by=officer, version=1)


def test_a_request_on_the_committee_route_is_not_simply_scheduled(committee_request, officer):
    with pytest.raises(MoveNotAllowed):
        scheduled(committee_request, officer)


def test_a_direct_request_is_withdrawn_until_delivery_starts(direct_request, officer, member):
    request = scheduled(direct_request, officer)
    delivering = casework.start_delivery(request=request, by=officer, version=request.version)
    with pytest.raises(MoveNotAllowed):
        casework.withdraw(request=delivering, by=member, version=delivering.version)


def test_a_scheduled_request_can_be_withdrawn(direct_request, officer, member):
    request = scheduled(direct_request, officer)
    withdrawn = casework.withdraw(request=request, by=member, version=request.version)
    assert withdrawn.state == State.WITHDRAWN
