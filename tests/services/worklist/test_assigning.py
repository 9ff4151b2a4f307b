"""Who works on a case is said on its page, or for several in the list."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from services import casework
from services.models import ComplainedAbout, ServiceRequest
from services.models.catalogue import Kind
from services.references import show_reference
from services.staff.assigning import ticked
from tests import cast
from tests.services.factories import make_request

ASSIGN = reverse("casework:assign_many")


@pytest.fixture
def colleague(association):
    return cast.make_staff(association, cast.Role.RELATIONS_OFFICER, "منى بنت خالد")


def assigned(request):
    return ServiceRequest.objects.get(pk=request.pk).assigned_to


def test_a_case_is_given_to_an_officer_and_to_nobody_again(committee_request, officer, colleague):
    case = casework.assign(
        request=committee_request, by=officer, version=None, to=colleague, internal_note="عاجل"
    )
    assert case.assigned_to == colleague
    note = case.events.last().internal_note
    assert colleague.full_name in note
    assert note.endswith("عاجل")
    assert casework.assign(request=case, by=officer, version=None, to=None).assigned_to is None


def test_the_applicant_reads_nothing_of_it(committee_request, officer, colleague, member, client):
    casework.assign(request=committee_request, by=officer, version=None, to=colleague)
    client.force_login(member)
    page = client.get(reverse("services:request", args=[committee_request.reference]))
    assert colleague.full_name not in page.content.decode()


@pytest.mark.parametrize("who", ["researcher", "supervisor", "other_officer", "member"])
def test_only_an_officer_of_the_association_can_have_it(request, committee_request, officer, who):
    with pytest.raises(ValidationError):
        casework.assign(
            request=committee_request, by=officer, version=None, to=request.getfixturevalue(who)
        )
    assert assigned(committee_request) is None


@pytest.mark.parametrize("who", ["researcher", "committee_member", "other_officer", "member"])
def test_only_officers_and_supervisors_assign(request, committee_request, colleague, who):
    with pytest.raises(PermissionDenied):
        casework.assign(
            request=committee_request, by=request.getfixturevalue(who), version=None, to=colleague
        )


def test_who_has_a_part_in_the_case_can_not_have_it(
    committee_request, officer, colleague, committee_service
):
    own = make_request(colleague, committee_service)
    with pytest.raises(ValidationError):
        casework.assign(request=own, by=officer, version=None, to=colleague)
    ServiceRequest.objects.filter(pk=committee_request.pk).update(kind=Kind.COMPLAINT)
    ComplainedAbout.objects.create(request=committee_request, person=colleague, named_by=officer)
    with pytest.raises(ValidationError):
        casework.assign(request=committee_request, by=officer, version=None, to=colleague)


def test_a_case_is_assigned_on_its_page(client, committee_request, officer, colleague):
    client.force_login(officer)
    address = reverse("casework:move", args=[committee_request.reference, "assign"])
    sent = {"assign-to": colleague.pk, "assign-internal_note": "", "assign-version": 1}
    assert client.post(address, sent).status_code == 302
    assert assigned(committee_request) == colleague


def test_several_are_assigned_at_once_and_what_was_not_possible_is_told(
    client, officer, colleague, member, committee_service
):
    first, second = (make_request(member, committee_service) for _ in range(2))
    own = make_request(colleague, committee_service)
    client.force_login(officer)
    chosen = {"case": [ticked(one) for one in (first, second, own)]}
    sent = {"to": colleague.pk, "query": "tab=open", **chosen}
    answer = client.post(ASSIGN, sent, follow=True)
    assert answer.redirect_chain[0][0] == reverse("casework:list") + "?tab=open"
    assert assigned(first) == assigned(second) == colleague
    assert assigned(own) is None
    said = " ".join(str(message) for message in answer.context["messages"])
    assert f"{own.reference[:3]}" in said
    assert "أُسند طلبان" in said


def test_the_second_of_two_who_assign_the_same_case_is_told_and_takes_nothing(
    client, committee_request, officer, colleague
):
    address = reverse("casework:move", args=[committee_request.reference, "assign"])
    seen = {"assign-internal_note": "", "assign-version": committee_request.version}
    client.force_login(colleague)
    assert client.post(address, {**seen, "assign-to": colleague.pk}).status_code == 302

    client.force_login(officer)
    answer = client.post(
        address, {**seen, "assign-to": officer.pk, "assign-internal_note": "من فريقي"}
    )
    assert answer.status_code == 409
    assert assigned(committee_request) == colleague
    assert colleague.full_name in " ".join(map(str, answer.context["messages"]))
    assert "من فريقي" in answer.content.decode()

    version = answer.context["sent"]["version"].value()
    again = {**seen, "assign-to": officer.pk, "assign-version": version}
    assert client.post(address, again).status_code == 302
    assert assigned(committee_request) == officer


def boxes_of(client):
    page = client.get(reverse("casework:list"), {"tab": "all"}).content.decode()
    return re.findall(r'name="case" value="([^"]*)"', page)


def test_what_changed_since_the_list_was_shown_is_not_assigned_over(
    client, officer, colleague, supervisor, member, committee_service
):
    taken, free = (make_request(member, committee_service) for _ in range(2))
    client.force_login(officer)
    boxes = boxes_of(client)
    assert len(boxes) == 2
    casework.assign(request=taken, by=colleague, version=taken.version, to=colleague)

    answer = client.post(ASSIGN, {"to": officer.pk, "case": boxes}, follow=True)
    assert assigned(taken) == colleague
    assert assigned(free) == officer
    said = " ".join(str(message) for message in answer.context["messages"])
    assert show_reference(taken.reference) in said
    assert show_reference(free.reference) not in said
    assert colleague.full_name in said

    chosen = [box for box in boxes_of(client) if box.startswith(taken.reference)]
    client.post(ASSIGN, {"to": officer.pk, "case": chosen})
    assert assigned(taken) == officer


def test_assigning_several_twice_says_that_it_is_so_already(client, officer, committee_request):
    client.force_login(officer)
    chosen = {"to": officer.pk, "case": [ticked(committee_request)]}
    client.post(ASSIGN, chosen)
    said = " ".join(map(str, client.post(ASSIGN, chosen, follow=True).context["messages"]))
    assert "الطلب مسند إليه من قبل" in said
    assert committee_request.events.filter(move="assign").count() == 1


@pytest.mark.parametrize("box", ["{0}", "{0}:", "{0}:x", "{0}:-1", "{0}:" + "9" * 5000])
def test_a_case_without_the_version_that_was_shown_is_not_assigned(
    client, officer, committee_request, box
):
    client.force_login(officer)
    chosen = {"to": officer.pk, "case": [box.format(committee_request.reference)]}
    assert client.post(ASSIGN, chosen).status_code == 302
    assert assigned(committee_request) is None


def test_nothing_of_others_is_assigned(client, other_officer, committee_request, other_association):
    client.force_login(other_officer)
    client.post(ASSIGN, {"to": other_officer.pk, "case": [ticked(committee_request)]})
    assert assigned(committee_request) is None


@pytest.mark.parametrize("sent", [{}, {"to": "nobody"}, {"case": ["SR1"]}, {"to": "x"}])
def test_what_is_left_out_is_told(client, officer, committee_request, sent):
    client.force_login(officer)
    answer = client.post(ASSIGN, sent, follow=True)
    assert len(list(answer.context["messages"])) == 1


def test_who_may_not_assign_is_refused(client, researcher, committee_request, colleague):
    client.force_login(researcher)
    sent = {"to": colleague.pk, "case": [ticked(committee_request)]}
    assert client.post(ASSIGN, sent).status_code in (302, 403)
    assert assigned(committee_request) is None
