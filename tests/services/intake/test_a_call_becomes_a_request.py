"""From the call to the person's own signature, through the pages alone."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from services.intake import drafts
from services.models import Intake, RequestDraft, ServiceRequest
from services.queries import casework_of
from services.uploads import MOST_FILES
from tests import cast
from tests.services.filled_in import pdf
from tests.services.intake.taking import take

START = reverse("intake:start")
CALLER = {
    "action": "continue",
    "channel": "phone",
    "full_name": "منيرة بنت سليمان",
    "phone": "0555000001",
    "language": "ar",
    "note": "اتصلت صباحًا",
}


@pytest.fixture
def desk(client, officer):
    client.force_login(officer)
    return client


def begin(client, service):
    """The address of the first step, after the service was chosen."""
    return client.post(START, {"service": service.pk})["Location"]


def to_review(client, service, person=None, **answers):
    answers_page = client.post(begin(client, service), person or CALLER)["Location"]
    sent = {"action": "continue", "answer-need": "كرسي متحرك"} | answers
    return client.post(answers_page, sent)["Location"]


def told_code(page):
    return re.search(r"\d{4}\u00a0\d{4}\u00a0\d{4}", page)[0]


def test_from_the_call_to_the_caller_s_signature(client, desk, officer, open_service):
    review = to_review(desk, open_service)
    assert "منيرة بنت سليمان" in desk.get(review).content.decode()
    page = desk.post(review)
    request = ServiceRequest.objects.get()
    code = told_code(page.content.decode())
    assert "no-store" in page["Cache-Control"]
    assert not request.is_attested
    assert not RequestDraft.objects.exists()
    case = desk.get(reverse("casework:case", args=[request.reference])).content.decode()
    assert "منيرة بنت سليمان" in case and "اتصلت صباحًا" in case

    owner = cast.make_person("منيرة بنت سليمان")
    client.force_login(owner)
    own = client.post(reverse("services:claim"), {"reference": request.reference, "code": code})[
        "Location"
    ]
    page = client.get(own).content.decode()
    assert "كرسي متحرك" in page
    assert "اتصلت صباحًا" not in page
    client.post(
        reverse("services:attach", args=[request.reference]),
        {"files": [pdf()], "signed_name": "منيرة بنت سليمان", "agreed": "on"},
    )
    request = ServiceRequest.objects.get()
    assert request.person == owner
    assert request.is_attested
    assert request.attestations.get().method == "site"


def test_sending_twice_makes_one_request_and_tells_no_code_again(desk, open_service):
    review = to_review(desk, open_service)
    code = told_code(desk.post(review).content.decode())
    again = desk.post(review, follow=True)
    assert ServiceRequest.objects.count() == 1
    assert again.status_code == 200
    assert code not in again.content.decode()


def test_a_member_is_found_by_number_mobile_and_name(desk, members_service, member):
    person = begin(desk, members_service)
    for text in ("1001", "٠٥١٢٣٤٥٦٧٨", "نورة"):
        page = desk.post(person, {"action": "search", "channel": "visit", "search": text})
        assert "نورة بنت فهد · 1001" in page.content.decode(), text
    chosen = {
        "action": "continue",
        "channel": "visit",
        "search": "نورة",
        "member": member.memberships.get().pk,
    }
    answers = desk.post(person, chosen)["Location"]
    review = desk.post(answers, {"answer-need": "كرسي", "action": "continue"})["Location"]
    desk.post(review)
    assert ServiceRequest.objects.get().person == member


@pytest.mark.parametrize("text", ["هند", "1002", "سالم", "نو", "", "other-member@example.org"])
def test_nobody_else_is_found(desk, open_service, other_member, person, member, text):
    """Neither members of another association, nor accounts without a membership, nor too much."""
    page = begin(desk, open_service)
    found = desk.post(page, {"action": "search", "search": text}).content.decode()
    for one in (other_member, person, member):
        assert one.full_name not in found


def test_another_association_s_member_can_t_be_chosen(desk, open_service, other_member):
    page = begin(desk, open_service)
    sent = {
        "action": "continue",
        "channel": "phone",
        "search": "هند",
        "member": other_member.memberships.get().pk,
    }
    assert desk.post(page, sent).status_code == 422


def test_what_was_typed_survives_errors(desk, open_service):
    person = begin(desk, open_service)
    again = desk.post(person, CALLER | {"phone": "12"})
    assert again.status_code == 422
    page = desk.get(person).content.decode()
    assert "منيرة بنت سليمان" in page and "اتصلت صباحًا" in page
    answers = desk.post(person, CALLER)["Location"]
    empty = desk.post(answers, {"answer-need": "", "answer-paper": [pdf("ورقة.pdf")]})
    assert empty.status_code == 422
    assert "ورقة.pdf" in desk.get(answers).content.decode()


def test_it_can_be_finished_later_or_thrown_away(desk, open_service):
    person = begin(desk, open_service)
    answers = desk.post(person, CALLER)["Location"]
    assert desk.post(answers, {"action": "save", "answer-need": ""})["Location"] == START
    assert person in desk.get(START).content.decode()
    draft = RequestDraft.objects.get()
    desk.post(reverse("intake:discard", args=[draft.pk]))
    assert not RequestDraft.objects.exists()


def test_a_draft_is_its_maker_s_alone(
    client, desk, supervisor, delegate, other_officer, open_service
):
    person = begin(desk, open_service)
    for other in (supervisor, delegate, other_officer):
        client.force_login(other)
        assert client.get(person).status_code == 404


def test_it_does_not_get_in_the_way_of_one_s_own_draft(client, desk, officer, open_service):
    begin(desk, open_service)
    dashboard = desk.get(reverse("services:dashboard"))
    assert dashboard.context["drafts"] == []


def test_a_scan_of_the_paper_survives_a_missing_name(desk, open_service):
    review = to_review(desk, open_service)
    sent = {"is_signed": "on", "signed_name": "", "scans": [pdf("توقيع.pdf")]}
    again = desk.post(review, sent)
    assert again.status_code == 422
    assert "توقيع.pdf" in again.content.decode()
    desk.post(review, {"is_signed": "on", "signed_name": "منيرة"})
    request = ServiceRequest.objects.get()
    assert request.attestations.get().method == "paper"
    assert [file.name for file in request.files.all()] == ["توقيع.pdf"]
    assert request.files.get().field_name == ""


def test_more_scans_than_may_be_kept_are_refused_and_not_dropped(desk, open_service):
    to_review(desk, open_service)
    draft = RequestDraft.objects.get()
    with pytest.raises(ValidationError):
        drafts.save_scans(draft, [pdf(f"{page}.pdf") for page in range(MOST_FILES + 1)])
    assert not draft.files.exists()


def test_delegates_take_in_and_then_see_their_case(client, delegate, open_service):
    client.force_login(delegate)
    client.post(to_review(client, open_service))
    request = casework_of(delegate).get()
    case = reverse("casework:case", args=[request.reference])
    assert client.get(case).status_code == 200
    assert request.reference in client.get(reverse("casework:list")).content.decode().replace(
        "\u00a0", ""
    )


@pytest.mark.parametrize("name", ["member", "supervisor", "researcher", "editor"])
def test_the_pages_are_for_who_takes_in(client, name, request, open_service):
    client.force_login(request.getfixturevalue(name))
    assert client.get(START).status_code in (302, 403)


def test_services_of_another_association_can_t_be_chosen(client, other_officer, open_service):
    client.force_login(other_officer)
    assert client.post(START, {"service": open_service.pk}).status_code == 422


def test_an_officer_makes_a_new_code_on_the_case_page(desk, officer, open_service):
    taken = take(officer, open_service)
    address = reverse("casework:code", args=[taken.request.reference])
    case = reverse("casework:case", args=[taken.request.reference])
    assert address in desk.get(case).content.decode()
    before = Intake.objects.get().code_digest
    desk.get(address)
    assert Intake.objects.get().code_digest == before
    page = desk.post(address, {"version": taken.request.version})
    assert told_code(page.content.decode())
    assert Intake.objects.get().code_digest != before


def test_a_complaint_taken_in_is_kept_from_whom_it_is_about(
    desk, officer, supervisor, researcher, complaints
):
    review = to_review(desk, complaints, about=[researcher.pk])
    assert "أمل بنت سعد" in desk.get(review).content.decode()
    desk.post(review)
    request = ServiceRequest.objects.get()
    assert request.is_about(researcher)
    assert casework_of(supervisor).get() == request
