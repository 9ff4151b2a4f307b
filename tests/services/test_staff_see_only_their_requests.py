from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.models import ServiceRequest, State
from services.queries import (
    casework_of,
    may_read_reports,
    own_requests,
    visible_to,
)
from services.worklist.paging import at_most
from services.worklist.tabs import Narrowing, Tab, Worklist
from tests.services.factories import decided, make_request, make_service
from tests.services.work_lists import queue_of

LIST = reverse("casework:list")


def case_page(request: ServiceRequest) -> str:
    return reverse("casework:case", args=[request.reference])


def stand(request: ServiceRequest, state: str) -> None:
    ServiceRequest.objects.filter(pk=request.pk).update(state=state)


def referred(request, officer):
    request = casework.start_verification(request=request, by=officer, version=request.version)
    return casework.refer(
        request=request,
        by=officer,
        version=request.version,
        question="ما حال الأسرة؟",
        due_on=timezone.localdate(),
    )


@pytest.fixture
def other_request(other_member, other_association):
    return make_request(other_member, make_service(other_association))


def test_an_officer_sees_all_requests_of_the_association_and_no_other(
    officer, committee_request, direct_request, other_request
):
    assert set(casework_of(officer)) == {committee_request, direct_request}


def test_a_supervisor_sees_all_and_has_no_queue(supervisor, officer, committee_request):
    assert list(casework_of(supervisor)) == [committee_request]
    assert not queue_of(supervisor)


def test_a_researcher_sees_only_what_was_referred(
    researcher, officer, committee_request, direct_request
):
    assert not casework_of(researcher).exists()
    referred(committee_request, officer)
    assert list(casework_of(researcher)) == [committee_request]
    assert queue_of(researcher) == [committee_request]


def test_a_committee_member_sees_what_came_before_the_committee(
    committee_member, officer, committee_request, direct_request
):
    assert not casework_of(committee_member).exists()
    request = casework.start_verification(request=committee_request, by=officer, version=1)
    request = casework.present(request=request, by=officer, version=request.version)
    assert list(casework_of(committee_member)) == [committee_request]
    decided(request, by=committee_member)
    assert list(casework_of(committee_member)) == [committee_request]
    assert not queue_of(committee_member)


def test_nobody_sees_their_own_request_as_staff(officer, committee_service):
    own = make_request(officer, committee_service)
    assert not casework_of(officer).exists()
    assert list(own_requests(officer)) == [own]
    assert list(visible_to(officer)) == [own]


def test_neither_members_nor_editors_nor_superusers_see_cases(
    member, editor, superuser, person, committee_request
):
    for someone in (editor, superuser, person, member):
        assert not casework_of(someone).exists()
    assert list(visible_to(member)) == [committee_request]
    assert not visible_to(person).exists()


def test_the_queue_holds_what_waits_for_that_role(officer, committee_request):
    waiting = set()
    for state in State.values:
        stand(committee_request, state)
        if queue_of(officer):
            waiting.add(state)
    assert waiting == {
        "submitted",
        "verifying",
        "accepted",
        "registering",
        "scheduled",
        "delivering",
    }


def test_queues_are_counted_by_association_and_state(
    officer, committee_request, direct_request, association, other_request
):
    stand(direct_request, State.DELIVERING)
    worklist = Worklist(officer)
    counts = []
    for where, state in worklist.queues():
        only = Narrowing(associations=[where.pk], states=[state])
        if many := at_most([worklist.requests(Tab.QUEUE, only)], 100)[0]:
            counts.append((where, state, many))
    assert counts == [(association, "submitted", 1), (association, "delivering", 1)]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("officer", 200),
        ("supervisor", 200),
        ("researcher", 404),
        ("committee_member", 404),
        ("other_officer", 404),
        ("editor", 404),
        ("superuser", 404),
        ("member", 302),
        ("person", 302),
    ],
)
def test_who_opens_a_case_just_submitted(name, status, request, client, committee_request):
    client.force_login(request.getfixturevalue(name))
    page = client.get(case_page(committee_request))
    assert page.status_code == status
    if status != 200:
        assert "كرسي متحرك" not in page.content.decode()


def test_a_visitor_is_sent_to_sign_in(client, committee_request):
    page = client.get(case_page(committee_request))
    assert page.status_code == 302
    assert "login" in page.url


@pytest.mark.parametrize("name", ["other_officer", "editor", "superuser", "member", "officer"])
def test_the_list_and_its_exports_hold_nothing_of_others(name, request, client, committee_request):
    person = request.getfixturevalue(name)
    client.force_login(person)
    for url in (LIST, f"{LIST}?export=csv", f"{LIST}?q={committee_request.reference}"):
        answer = client.get(url)
        body = b"".join(answer) if answer.streaming else answer.content
        assert ("نورة بنت فهد".encode() in body) == (name == "officer")


def test_moves_on_anothers_case_are_not_found(client, other_officer, committee_request):
    client.force_login(other_officer)
    url = reverse("casework:move", args=[committee_request.reference, "start_verification"])
    assert client.post(url, {"start_verification-version": 1}).status_code == 404
    committee_request.refresh_from_db()
    assert committee_request.state == State.SUBMITTED


def test_a_role_that_ended_closes_the_case_at_once(client, officer, committee_request):
    client.force_login(officer)
    assert client.get(case_page(committee_request)).status_code == 200
    officer.appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert client.get(case_page(committee_request)).status_code != 200
    assert client.get(LIST).status_code != 200


def test_a_file_is_read_only_by_who_may_see_the_case(
    client, officer, other_officer, member, committee_request
):
    upload = SimpleUploadedFile("تقرير.pdf", b"%PDF-1.4 medical")
    request = casework.attach(
        request=committee_request, by=member, version=1, files=[upload], signed_name="نورة"
    )
    url = reverse("casework:file", args=[request.reference, request.files.get().pk])

    client.force_login(officer)
    answer = client.get(url)
    assert b"".join(answer) == b"%PDF-1.4 medical"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "no-store" in answer["Cache-Control"]

    client.force_login(other_officer)
    assert client.get(url).status_code == 404


def test_a_file_is_not_found_under_another_reference(
    client, officer, member, committee_request, direct_request
):
    upload = SimpleUploadedFile("a.pdf", b"%PDF-1.4")
    request = casework.attach(
        request=committee_request, by=member, version=1, files=[upload], signed_name="نورة"
    )
    client.force_login(officer)
    url = reverse("casework:file", args=[direct_request.reference, request.files.get().pk])
    assert client.get(url).status_code == 404


def test_only_researchers_read_the_report_others_the_finding(
    client, officer, researcher, supervisor, committee_request
):
    request = referred(committee_request, officer)
    casework.report(
        request=request,
        by=researcher,
        version=request.version,
        report="تفاصيل الزيارة",
        finding="الأسرة محتاجة",
    )
    for person, reads in ((officer, False), (supervisor, False), (researcher, True)):
        client.force_login(person)
        page = client.get(case_page(committee_request)).content.decode()
        assert "الأسرة محتاجة" in page
        assert ("تفاصيل الزيارة" in page) is reads
        assert may_read_reports(person, committee_request) is reads
