"""The whole table of casework: every move, every person, every state, on both routes."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import User
from services import casework
from services.casework import MoveNotAllowed
from services.models import Route, ServiceRequest, State
from tests.services.factories import make_request

PEOPLE = {
    "member",
    "person",
    "other_member",
    "officer",
    "other_officer",
    "researcher",
    "committee_member",
    "supervisor",
    "editor",
    "superuser",
}
OPEN = {"submitted", "verifying", "information_required", "social_research", "scheduled"}

# The move, who may make it, from where on the committee route, from where on the direct route.
TABLE: dict[str, tuple[str, set[str], set[str]]] = {
    "start_verification": ("officer", {"submitted"}, set()),
    "ask": ("officer", {"verifying"}, {"verifying"}),
    "answer": ("member", {"information_required"}, {"information_required"}),
    "attach": ("member", OPEN, OPEN),
    "refer": ("officer", {"verifying"}, {"verifying"}),
    "report": ("researcher", {"social_research"}, {"social_research"}),
    "present": ("officer", {"verifying"}, {"verifying"}),
    "accept": ("committee_member", {"with_committee"}, {"with_committee"}),
    "reject": ("committee_member", {"with_committee"}, {"with_committee"}),
    "register": ("officer", {"accepted"}, {"accepted"}),
    "schedule": ("officer", set(), {"submitted"}),
    "start_delivery": ("officer", {"registering", "scheduled"}, {"registering", "scheduled"}),
    "deliver": ("officer", {"delivering"}, {"delivering"}),
    "withdraw": ("member", OPEN | {"with_committee"}, OPEN | {"with_committee"}),
}


def extra(move: str) -> dict[str, Any]:
    soon = timezone.localdate() + timedelta(days=2)
    return {
        "ask": {"text": "س"},
        "answer": {"text": "ج"},
        "attach": {"files": [SimpleUploadedFile("a.pdf", b"%PDF-a")], "signed_name": "نورة"},
        "refer": {"question": "س", "due_on": soon},
        "report": {"report": "ت", "finding": "ن"},
        "reject": {"reason": "س"},
        "schedule": {"expected_on": soon, "contact_note": "هاتف"},
    }.get(move, {})


def stand(request: ServiceRequest, state: str) -> ServiceRequest:
    ServiceRequest.objects.filter(pk=request.pk).update(state=state)
    return ServiceRequest.objects.get(pk=request.pk)


def make(move: str, request: ServiceRequest, by: User) -> ServiceRequest:
    moved: ServiceRequest = getattr(casework, move)(
        request=request, by=by, version=request.version, **extra(move)
    )
    return moved


def test_the_table_has_every_transition():
    transitions = ServiceRequest._meta.get_field("state").transitions[ServiceRequest]
    assert set(transitions) == set(TABLE)


@pytest.mark.parametrize("move", TABLE)
def test_each_move_is_for_one_kind_of_person(move, request, committee_service, direct_service):
    allowed, from_committee, from_direct = TABLE[move]
    people = {name: request.getfixturevalue(name) for name in PEOPLE}
    service = committee_service if from_committee else direct_service
    start = sorted(from_committee or from_direct)[0]
    case = stand(make_request(people["member"], service), start)

    for name, person in people.items():
        case = stand(case, start)
        events = case.events.count()
        if name == allowed:
            make(move, case, person)
            assert case.events.count() == events + 1
        else:
            with pytest.raises(PermissionDenied):
                make(move, case, person)
            assert case.events.count() == events, name


@pytest.mark.parametrize("route", Route.values)
@pytest.mark.parametrize("move", TABLE)
def test_each_move_starts_only_where_it_may(
    move, route, request, committee_service, direct_service
):
    name, from_committee, from_direct = TABLE[move]
    starts = from_committee if route == Route.COMMITTEE else from_direct
    service = committee_service if route == Route.COMMITTEE else direct_service
    case = make_request(request.getfixturevalue("member"), service)
    by = request.getfixturevalue(name)

    for state in State.values:
        case = stand(case, state)
        if state in starts:
            assert make(move, case, by).version == case.version + 1
            continue
        with pytest.raises(MoveNotAllowed):
            make(move, case, by)
        assert ServiceRequest.objects.get(pk=case.pk).state == state


def test_nobody_works_on_their_own_request(officer, committee_service):
    own = make_request(officer, committee_service)
    with pytest.raises(PermissionDenied):
        make("start_verification", own, officer)


def test_a_role_that_ended_yesterday_moves_nothing(officer, committee_request):
    officer.appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        make("start_verification", committee_request, officer)


def test_a_role_that_begins_tomorrow_moves_nothing(officer, committee_request):
    officer.appointments.update(starts_on=timezone.localdate() + timedelta(days=1))
    with pytest.raises(PermissionDenied):
        make("start_verification", committee_request, officer)


def test_a_deactivated_officer_moves_nothing(officer, committee_request):
    officer.is_active = False
    officer.save()
    with pytest.raises(PermissionDenied):
        make("start_verification", committee_request, officer)


def test_no_code_sets_the_state_directly(committee_request):
    with pytest.raises(AttributeError):
        committee_request.state = State.DELIVERED
