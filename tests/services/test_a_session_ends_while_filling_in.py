"""Nothing a person typed or attached is lost when their session ends, or is renewed, meanwhile."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, User
from services.drafts import draft_of
from services.models import RequestDraft, ServicePage, ServiceRequest
from services.tickets import issue, read
from services.views.access import form_url
from services.views.request_form import subject
from tests.cast import PASSWORD
from tests.services.filled_in import opened, posted


@pytest.fixture
def strict() -> Client:
    """A client that asks for the CSRF token as browsers are asked."""
    return Client(enforce_csrf_checks=True)


def test_words_and_files_survive_signing_in_again(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    data = posted() | {"ticket": opened(client, service), "action": "continue"}
    client.logout()
    response = client.post(form_url(service), data)
    assert response.status_code == 302
    assert response["Location"] == f"/account/login/?next={form_url(service)}"
    entered = {"login": "member@example.org", "password": PASSWORD}
    response = client.post(response["Location"], entered, follow=True)
    assert response.redirect_chain[-1][0] == form_url(service)
    page = response.content.decode()
    assert "كرسي متحرك" in page
    assert "تقرير.pdf" in page
    assert "••••••0008" in page


def test_words_survive_signing_in_anew_in_another_tab(
    strict: Client, member: User, service: ServicePage
) -> None:
    strict.force_login(member)
    data = posted() | {"ticket": opened(strict, service), "action": "continue"}
    data["csrfmiddlewaretoken"] = "x" * 64  # the token of the page opened before
    response = strict.post(form_url(service), data)
    assert response["Location"] == reverse("services:review", args=[service.pk])


def test_sending_asks_for_the_token_and_shows_the_page_again_without(
    strict: Client, member: User, service: ServicePage
) -> None:
    strict.force_login(member)
    strict.post(form_url(service), posted() | {"ticket": opened(strict, service)})
    review = reverse("services:review", args=[service.pk])
    context = strict.get(review).context
    signed = {"signed_name": "نورة", "agreed": "on", "seen": context["seen"]}
    signed["ticket"] = context["ticket"]
    response = strict.post(review, signed)
    assert response.status_code == 200
    assert 'value="نورة"' in response.content.decode()
    assert not ServiceRequest.objects.exists()
    token = {"csrfmiddlewaretoken": str(strict.get(review).context["csrf_token"])}
    assert strict.post(review, signed | token).status_code == 302
    assert ServiceRequest.objects.exists()


def test_a_session_that_ends_before_signing_comes_back_to_the_review(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    client.post(form_url(service), posted() | {"ticket": opened(client, service)})
    review = reverse("services:review", args=[service.pk])
    client.logout()
    response = client.post(review, {"signed_name": "نورة"})
    assert response["Location"] == f"/account/login/?next={review}"
    assert draft_of(member, service) is not None


def test_a_file_that_could_not_be_kept_is_told_of_at_once(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    data = posted() | {"ticket": opened(client, service)}
    data["answer-report"] = SimpleUploadedFile("صفحة.pdf", b"words")
    client.logout()
    page = client.post(form_url(service), data, follow=True).content.decode()
    assert "صفحة.pdf" in page


def test_why_someone_may_not_request_is_told_to_no_one_else(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    data = posted() | {"ticket": opened(client, service)}
    client.logout()
    member.memberships.update(status=Membership.Status.DECLINED, reason="سبب خاص")
    response = client.post(form_url(service), data, follow=True)
    assert response.redirect_chain[-1][0].startswith("/account/login/")
    assert "سبب خاص" not in response.content.decode()


def test_someone_else_who_signs_in_does_not_see_it(
    client: Client, member: User, person: User, service: ServicePage
) -> None:
    service.open_to = ServicePage.OpenTo.EVERYONE
    service.save()
    client.force_login(member)
    data = posted() | {"ticket": opened(client, service), "action": "continue"}
    client.force_login(person)
    response = client.post(form_url(service), data, follow=True)
    assert "كرسي متحرك" not in response.content.decode()
    assert draft_of(person, service) is None
    assert draft_of(member, service) is None


def test_without_a_ticket_nothing_is_kept_for_anyone(client: Client, service: ServicePage) -> None:
    response = client.post(form_url(service), posted() | {"ticket": "forged"})
    assert response["Location"].startswith("/account/login/")
    assert not RequestDraft.objects.exists()


def test_a_page_of_another_site_can_not_write_a_draft(
    strict: Client, member: User, service: ServicePage
) -> None:
    strict.force_login(member)
    response = strict.post(form_url(service), posted())
    assert response.status_code == 200
    assert "كرسي متحرك" in response.content.decode()
    assert not RequestDraft.objects.exists()


def test_a_ticket_is_for_one_person_and_one_service_until_the_password_changes(
    member: User, service: ServicePage
) -> None:
    ticket = issue(member, subject(service), key="k")
    found = read(ticket, subject(service))
    assert found is not None
    assert (found.person, found.key) == (member, "k")
    assert read(ticket, "form:another") is None
    assert read(ticket[:-1] + "x", subject(service)) is None
    member.set_password("another four words")
    member.save()
    assert read(ticket, subject(service)) is None


def test_a_ticket_of_someone_deactivated_is_worth_nothing(
    member: User, service: ServicePage
) -> None:
    ticket = issue(member, subject(service))
    member.is_active = False
    member.save()
    assert read(ticket, subject(service)) is None
