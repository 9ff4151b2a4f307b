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
from services.models import Attestation, Route, ServiceRequest, State
from tests.services.factories import handed_over, make_request, stand

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
CLOSABLE = OPEN | {"accepted", "registering", "delivering"}
ON_THE_WAY = {"registering", "scheduled", "delivering"}
ANYWHERE = set(State.values)
OFFICE = {"officer", "supervisor"}
COLLEAGUES = OFFICE | {"researcher", "committee_member"}

# Who may make the move, from where on the committee route, from where on the direct route.
TABLE: dict[str, tuple[set[str], set[str], set[str]]] = {
    "start_verification": ({"officer"}, {"submitted"}, set()),
    "record_checks": ({"officer"}, {"verifying"}, {"verifying"}),
    "ask": ({"officer"}, {"verifying"}, {"verifying"}),
    "answer": ({"member"}, {"information_required"}, {"information_required"}),
    "record_answer": ({"officer"}, {"information_required"}, {"information_required"}),
    "attach": ({"member"}, OPEN, OPEN),
    "amend": ({"member"}, OPEN, OPEN),
    "correct": ({"officer"}, OPEN, OPEN),
    "sign": ({"member"}, OPEN, OPEN),
    "record_signature": ({"officer"}, OPEN, OPEN),
    "refer": ({"officer"}, {"verifying"}, {"verifying"}),
    "report": ({"researcher"}, {"social_research"}, {"social_research"}),
    "recall": ({"officer"}, {"social_research"}, {"social_research"}),
    "present": ({"officer"}, {"verifying"}, {"verifying"}),
    "register": ({"officer"}, {"accepted"}, {"accepted"}),
    "schedule": ({"officer"}, set(), {"submitted"}),
    "start_delivery": ({"officer"}, {"registering", "scheduled"}, {"registering", "scheduled"}),
    "reschedule": ({"officer"}, ON_THE_WAY, ON_THE_WAY),
    "deliver_part": ({"officer"}, {"delivering"}, {"delivering"}),
    "deliver": ({"officer"}, {"delivering"}, {"delivering"}),
    "withdraw": ({"member"}, OPEN | {"with_committee"}, OPEN | {"with_committee"}),
    "record_withdrawal": ({"officer"}, OPEN | {"with_committee"}, OPEN | {"with_committee"}),
    "close_with_reason": ({"officer"}, CLOSABLE, CLOSABLE),
    "write": ({"member"}, ANYWHERE, ANYWHERE),
    "reply": (OFFICE, ANYWHERE, ANYWHERE),
    "note": (COLLEAGUES, ANYWHERE, ANYWHERE),
    "assign": (OFFICE, ANYWHERE, ANYWHERE),
}
# Said by anyone who may, whatever others did meanwhile.
WITHOUT_VERSION = {"write", "reply", "note"}
# These need more than a state; each has tests of its own.
ELSEWHERE = {
    "in sittings": {
        "decide",
        "revoke_decision",
        "accept",
        "reject",
        "recuse",
        "send_back",
        "postpone",
    },
    "after a rejection": {"appeal", "record_appeal"},
    "with deliveries": {"correct_delivery", "reopen_delivery", "confirm_delivery"},
    "made by the site": {"remind", "close_unanswered", "unassign", "escalate", "escalate_report"},
    "of requests taken in": {"claim", "renew_code"},
    "of special services": {"enter_in_register", "name_complained_about", "make_faq_entry"},
}
UNSIGNED = {"sign", "record_signature"}


def extra(move: str, case: ServiceRequest) -> dict[str, Any]:
    soon = timezone.localdate() + timedelta(days=2)
    changed = {"need": f"غير ذلك {case.version}"}
    return {
        "record_checks": {"findings": {"need": casework.Finding(True, True)}},
        "ask": {"text": "س"},
        "answer": {"text": "ج"},
        "record_answer": {"text": "ج", "channel": "phone"},
        "attach": {"files": [SimpleUploadedFile("a.pdf", b"%PDF-a")], "signed_name": "نورة"},
        "amend": {"answers": changed, "signed_name": "نورة"},
        "correct": {"answers": changed, "message": "كما قلت"},
        "sign": {"signed_name": "نورة"},
        "record_signature": {
            "method": Attestation.Method.PAPER,
            "signed_name": "نورة",
            "internal_note": "في الملف الورقي",
        },
        "refer": {"question": "س", "due_on": soon},
        "report": {"report": "ت", "finding": "ن"},
        "recall": {"reason": "س"},
        "register": {"expected_on": soon},
        "schedule": {"expected_on": soon, "contact_note": "هاتف"},
        "reschedule": {"expected_on": soon, "reason": "س"},
        "deliver_part": handed_over(),
        "deliver": handed_over(),
        "record_withdrawal": {"text": "ت", "channel": "phone"},
        "close_with_reason": {"reason": "duplicate", "message": "مكرر"},
        "write": {"text": f"س{case.events.count()}"},
        "reply": {"text": f"س{case.events.count()}"},
        "note": {"text": f"س{case.events.count()}"},
        "assign": {"to": User.objects.get(email="officer@example.org")},
    }.get(move, {})


def make(move: str, request: ServiceRequest, by: User) -> ServiceRequest:
    version = {} if move in WITHOUT_VERSION else {"version": request.version}
    moved: ServiceRequest = getattr(casework, move)(
        request=request, by=by, **version, **extra(move, request)
    )
    return moved


def ready(move: str, case: ServiceRequest, state: str) -> ServiceRequest:
    """The case in that state, with what the move needs beside it."""
    signed = {"need": "كرسي متحرك"}
    checklist = [{"key": "need", "label": "ما تحتاج إليه", "kind": "fact"}]
    ServiceRequest.objects.filter(pk=case.pk).update(
        answers={"need": f"لم يوقّع {case.events.count()}"} if move in UNSIGNED else signed,
        checklist=checklist if move == "record_checks" else [],
        assigned_to=None,
    )
    return stand(case, state)


def test_the_table_has_every_transition():
    transitions = ServiceRequest._meta.get_field("state").transitions[ServiceRequest]
    assert set(transitions) == set(TABLE).union(*ELSEWHERE.values())


@pytest.mark.parametrize("move", TABLE)
def test_each_move_is_for_some_kinds_of_people(move, request, committee_service, direct_service):
    allowed, from_committee, from_direct = TABLE[move]
    people = {name: request.getfixturevalue(name) for name in PEOPLE}
    service = committee_service if from_committee else direct_service
    start = sorted(from_committee or from_direct)[0]
    case = make_request(people["member"], service)

    for name, person in people.items():
        case = ready(move, case, start)
        events = case.events.count()
        if name in allowed:
            make(move, case, person)
            assert case.events.count() == events + 1, name
        else:
            with pytest.raises(PermissionDenied):
                make(move, case, person)
            assert case.events.count() == events, name


@pytest.mark.parametrize("route", Route.values)
@pytest.mark.parametrize("move", TABLE)
def test_each_move_starts_only_where_it_may(
    move, route, request, officer, committee_service, direct_service
):
    allowed, from_committee, from_direct = TABLE[move]
    starts = from_committee if route == Route.COMMITTEE else from_direct
    service = committee_service if route == Route.COMMITTEE else direct_service
    case = make_request(request.getfixturevalue("member"), service)
    by = request.getfixturevalue(sorted(allowed)[0])

    for state in State.values:
        case = ready(move, case, state)
        events = case.events.count()
        if state in starts:
            make(move, case, by)
            assert case.events.count() == events + 1
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
