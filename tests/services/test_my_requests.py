"""The person's own area: theirs alone, in plain words, at a constant cost."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from services import casework
from services.drafts import save_draft
from services.models import ServicePage, ServiceRequest, State
from services.references import new_reference, show_reference
from services.submission import submit
from tests.services.factories import make_policy_version, make_request
from tests.services.filled_in import TYPED, pdf


def many(person: User, service: ServicePage, count: int) -> list[ServiceRequest]:
    return [
        make_request(person, service, reference=new_reference(lambda taken: False))
        for _ in range(count)
    ]


@pytest.fixture
def sent(member: User, service: ServicePage) -> ServiceRequest:
    make_policy_version(service.association, floor_days=14)
    return submit(
        person=member,
        service=service,
        answers=TYPED,
        files={"report": [pdf()]},
        signed_name=member.full_name,
    )


def pages_of(request: ServiceRequest) -> list[str]:
    names = ["request", "receipt", "answer", "attach", "withdraw", "rate"]
    addresses = [reverse(f"services:{name}", args=[request.reference]) for name in names]
    file = request.files.get()
    return [*addresses, reverse("services:file", args=[request.reference, file.pk])]


def test_nobody_else_finds_a_person_s_request(
    client: Client, sent: ServiceRequest, person: User, other_member: User, other_officer: User
) -> None:
    for stranger in (person, other_member, other_officer):
        client.force_login(stranger)
        for address in pages_of(sent):
            assert client.get(address).status_code == 404, (stranger, address)
            assert client.post(address).status_code in (404, 405), (stranger, address)
        assert sent.reference not in client.get("/me/requests/").content.decode()


def test_an_officer_reads_it_in_the_staff_area_and_not_as_the_member(
    client: Client, sent: ServiceRequest, officer: User
) -> None:
    client.force_login(officer)
    *pages, file = pages_of(sent)
    assert {client.get(address).status_code for address in pages} == {404}
    assert client.get(file).status_code == 200


def test_who_is_not_signed_in_is_asked_to(client: Client, sent: ServiceRequest) -> None:
    for address in ["/me/", "/me/requests/", *pages_of(sent)]:
        response = client.get(address)
        assert (response.status_code, response["Location"]) == (
            302,
            f"/account/login/?next={address}",
        )


def test_a_request_shows_its_answers_and_masks_the_national_id(
    client: Client, sent: ServiceRequest, member: User
) -> None:
    client.force_login(member)
    page = client.get(reverse("services:request", args=[sent.reference])).content.decode()
    for words in ("كرسي متحرك", "••••••0008", "+966 51 234 5678", "SA03 8000 0000", "تقرير.pdf"):
        assert words in page
    assert "1 مارس 2025م" in page
    assert "1 رمضان 1446هـ" in page


def test_old_answers_stay_readable_after_the_form_has_changed(
    client: Client, sent: ServiceRequest, member: User, service: ServicePage
) -> None:
    service.form_fields.set([])
    service.save()
    client.force_login(member)
    page = client.get(reverse("services:request", args=[sent.reference])).content.decode()
    assert "ما تحتاج إليه" in page
    assert "كرسي متحرك" in page


def test_a_file_is_saved_and_never_shown_inside_the_site(
    client: Client, sent: ServiceRequest, member: User
) -> None:
    client.force_login(member)
    response = client.get(pages_of(sent)[-1])
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "application/pdf"
    assert "no-store" in response["Cache-Control"]
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]


def test_a_file_is_found_only_under_its_own_request(
    client: Client, sent: ServiceRequest, member: User, committee_request: ServiceRequest
) -> None:
    client.force_login(member)
    file = sent.files.get()
    wrong = reverse("services:file", args=[committee_request.reference, file.pk])
    assert client.get(wrong).status_code == 404


def test_the_receipt_can_be_read_over_the_telephone_and_says_the_days(
    client: Client, sent: ServiceRequest, member: User
) -> None:
    client.force_login(member)
    response = client.get(reverse("services:receipt", args=[sent.reference]))
    page = response.content.decode()
    assert show_reference(sent.reference) in page
    floor = timezone.localdate() + timedelta(days=14)
    assert response.context["earliest_on"] == floor
    assert response.context["promised_on"] >= floor
    assert f'datetime="{floor:%Y-%m-%d}"' in page
    assert len(re.findall(r"14[4-9]\dهـ", page)) >= 3


def test_the_list_is_cut_into_pages_and_parted_into_open_and_ended(
    client: Client, member: User, service: ServicePage
) -> None:
    requests = many(member, service, 12)
    casework.withdraw(request=requests[0], by=member, version=1)
    client.force_login(member)
    first = client.get("/me/requests/").context
    assert len(first["summaries"]) == 10
    assert len(client.get(first["next_url"]).context["summaries"]) == 2
    ended = client.get("/me/requests/?show=closed").context["summaries"]
    assert [one.request for one in ended] == [requests[0]]
    still_open = client.get("/me/requests/?show=open").context["next_url"]
    assert len(client.get(still_open).context["summaries"]) == 1
    assert len(client.get("/me/requests/?show=rubbish&at=x").context["summaries"]) == 10


def test_a_place_in_the_list_leads_to_nobody_elses_requests(
    client: Client, member: User, service: ServicePage, other_member: User
) -> None:
    [theirs] = many(other_member, service, 1)
    client.force_login(member)
    place = f"before~{theirs.submitted_at.isoformat()}~{theirs.reference}"
    assert client.get("/me/requests/", {"at": place}).context["summaries"] == []


@pytest.mark.parametrize("address", ["/me/", "/me/requests/"])
def test_lists_cost_the_same_however_long_they_are(
    client: Client, member: User, service: ServicePage, address: str
) -> None:
    client.force_login(member)
    save_draft(person=member, service=service, answers={})
    many(member, service, 2)
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    many(member, service, 7)
    with CaptureQueriesContext(connection) as more:
        client.get(address)
    assert len(more) == len(few)
    assert len(more) <= 16


def test_the_own_page_shows_what_waits_runs_and_was_begun(
    client: Client, member: User, officer: User, service: ServicePage
) -> None:
    waiting, running, ended = many(member, service, 3)
    moved = casework.start_verification(request=waiting, by=officer, version=1)
    casework.ask(request=moved, by=officer, version=moved.version, text="؟")
    casework.withdraw(request=ended, by=member, version=1)
    save_draft(person=member, service=service, answers={"need": "x"})
    client.force_login(member)
    context = client.get("/me/").context
    assert [one.request for one in context["waiting"]] == [waiting]
    assert [one.request for one in context["open"]] == [running]
    assert [one.request for one in context["to_rate"]] == [ended]
    assert [one.draft.service_id for one in context["drafts"]] == [service.pk]
    assert [one.membership.number for one in context["memberships"]] == ["1001"]


def test_an_empty_page_says_what_to_do(client: Client, person: User) -> None:
    client.force_login(person)
    page = client.get("/me/").content.decode()
    assert page.count('class="empty stack"') == 2
    assert 'class="empty stack"' in client.get("/me/requests/").content.decode()


def test_services_are_named_in_the_language_of_the_page(
    client: Client, member: User, service: ServicePage, english_service: ServicePage
) -> None:
    [request] = many(member, service, 1)
    client.force_login(member)
    for address in ("/en/me/", "/en/me/requests/", f"/en/me/requests/{request.reference}/"):
        assert "Support" in client.get(address).content.decode()


def test_every_state_has_its_page(client: Client, member: User, service: ServicePage) -> None:
    client.force_login(member)
    for state in State:
        request = make_request(
            member, service, state=state, reference=new_reference(lambda taken: False)
        )
        address = reverse("services:request", args=[request.reference])
        assert client.get(address).status_code == 200, state
