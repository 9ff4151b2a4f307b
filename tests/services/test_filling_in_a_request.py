"""From the service's page to the receipt, as a member without JavaScript goes."""

from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from accounts.models import User
from services.models import RequestDraft, RequestFile, ServicePage, ServiceRequest
from services.views.access import form_url
from tests import cast
from tests.services.factories import make_policy_version
from tests.services.filled_in import TYPED, opened, pdf, posted


def review_url(service: ServicePage) -> str:
    return reverse("services:review", args=[service.pk])


def fill_in(client: Client, service: ServicePage, **changes: object) -> str:
    """Fill in the form and go on; returns where it led."""
    data = posted(**changes) | {"ticket": opened(client, service), "action": "continue"}
    response = client.post(form_url(service), data)
    assert response.status_code == 302, response.context["form"].errors
    return str(response["Location"])


def sign(client: Client, service: ServicePage, **changes: str) -> dict[str, str]:
    """What a browser sends from the review page."""
    context = client.get(review_url(service)).context
    return {
        "ticket": context["ticket"],
        "seen": context["seen"],
        "signed_name": "نورة بنت فهد",
        "agreed": "on",
        **changes,
    }


def test_a_member_fills_in_reviews_signs_and_gets_a_receipt(
    client: Client, member: User, service: ServicePage
) -> None:
    make_policy_version(service.association, floor_days=14)
    client.force_login(member)
    assert fill_in(client, service) == review_url(service)
    review = client.get(review_url(service)).content.decode()
    assert "كرسي متحرك" in review
    assert "••••••0008" in review
    assert "1 رمضان 1446هـ" in review
    response = client.post(review_url(service), sign(client, service), follow=True)
    request = ServiceRequest.objects.get()
    assert response.redirect_chain[-1][0] == f"/me/requests/{request.reference}/receipt/"
    assert not RequestDraft.objects.exists()


def test_what_is_wrong_comes_back_beside_its_field_with_everything_else_kept(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    data = posted(mobile="05") | {"ticket": opened(client, service), "action": "continue"}
    response = client.post(form_url(service), data)
    assert list(response.context["form"].errors) == ["mobile"]
    page = response.content.decode()
    assert 'value="05"' in page
    assert "كرسي متحرك" in page
    assert "تقرير.pdf" in page
    assert RequestFile.objects.get().name == "تقرير.pdf"


def test_saving_asks_for_nothing_and_leads_to_the_own_page(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    data = {"ticket": opened(client, service), "action": "save", "answer-need": "كرسي"}
    response = client.post(form_url(service), data)
    assert response["Location"] == reverse("services:dashboard")
    assert 'name="answer-need"' in client.get(form_url(service)).content.decode()
    assert "كرسي" in client.get(form_url(service)).content.decode()
    assert form_url(service) in client.get("/me/").content.decode()


def test_saving_tells_of_a_file_that_could_not_be_kept(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    bad = pdf("bad.pdf")
    bad.file.seek(0)
    bad.file.write(b"words")
    bad.seek(0)
    data = {"ticket": opened(client, service), "action": "save", "answer-need": "كرسي"}
    response = client.post(form_url(service), data | {"answer-report": [pdf("good.pdf"), bad]})
    assert list(response.context["form"].errors) == ["report"]
    assert "good.pdf" in response.content.decode()
    assert RequestDraft.objects.get().answers["need"] == "كرسي"


def test_a_kept_file_is_removed_by_its_button_without_losing_what_was_typed(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    fill_in(client, service)
    file = RequestFile.objects.get()
    data = posted(need="شيء جديد", report=None) | {"ticket": opened(client, service)}
    response = client.post(form_url(service), data | {"remove": str(file.pk)}, follow=True)
    assert not RequestFile.objects.exists()
    assert "شيء جديد" in response.content.decode()


def test_a_required_file_that_is_kept_already_is_not_asked_for_again(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    fill_in(client, service)
    assert fill_in(client, service, report=None) == review_url(service)


def test_review_without_a_finished_draft_leads_back_to_what_is_missing(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    assert client.get(review_url(service))["Location"] == form_url(service)
    data = {"ticket": opened(client, service), "action": "save", "answer-need": "كرسي"}
    client.post(form_url(service), data)
    response = client.get(review_url(service), follow=True)
    assert "mobile" in response.context["form"].errors


def test_nothing_is_sent_unsigned(client: Client, member: User, service: ServicePage) -> None:
    client.force_login(member)
    fill_in(client, service)
    for missing in ({"signed_name": " "}, {"agreed": ""}):
        response = client.post(review_url(service), sign(client, service, **missing))
        assert list(response.context["sign"].errors) == list(missing)
    assert not ServiceRequest.objects.exists()


def test_pressing_send_twice_gives_one_request(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    fill_in(client, service)
    signed = sign(client, service)
    first = client.post(review_url(service), signed)
    again = client.post(review_url(service), signed)
    assert first["Location"] == again["Location"]
    assert ServiceRequest.objects.count() == 1


def test_nobody_signs_what_they_have_not_read(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    fill_in(client, service)
    signed = sign(client, service)
    fill_in(client, service, need="غيّرته في نافذة أخرى", report=None)
    response = client.post(review_url(service), signed)
    assert response.status_code == 200
    assert "غيّرته في نافذة أخرى" in response.content.decode()
    assert not ServiceRequest.objects.exists()


def test_enter_goes_on_and_does_not_remove_a_file(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    fill_in(client, service)
    page = client.get(form_url(service)).content.decode()
    form = page[page.index("data-draft") :]
    assert form.index('value="continue"') < form.index('name="remove"')


def test_a_script_that_saves_gets_a_short_answer(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    data = {"ticket": opened(client, service), "action": "save", "answer-need": "كرسي"}
    response = client.post(form_url(service), data, headers={"Accept": "application/json"})
    assert response.json() == {"saved": True}


def test_the_english_address_shows_the_english_form(
    client: Client, member: User, service: ServicePage, english_service: ServicePage
) -> None:
    here, there = f"/en{form_url(service)}", f"/en{form_url(english_service)}"
    client.force_login(member)
    response = client.get(here)
    assert response["Location"] == there
    assert "Treatment" in client.get(response["Location"]).content.decode()


def test_a_draft_is_thrown_away_after_a_question(
    client: Client, member: User, service: ServicePage
) -> None:
    client.force_login(member)
    fill_in(client, service)
    discard = reverse("services:discard", args=[service.pk])
    assert client.get(discard).status_code == 200
    assert RequestDraft.objects.exists()
    client.post(discard)
    assert not RequestDraft.objects.exists()
    assert client.get(discard).status_code == 404


def test_one_person_s_draft_is_not_another_s(
    client: Client, member: User, service: ServicePage, other_member: User
) -> None:
    client.force_login(member)
    fill_in(client, service)
    file = RequestFile.objects.get()
    address = reverse("services:draft_file", args=[file.pk])
    assert client.get(address).status_code == 200
    service.open_to = ServicePage.OpenTo.EVERYONE
    service.save()
    client.force_login(other_member)
    assert TYPED["need"] not in client.get(form_url(service)).content.decode()
    assert client.get(address).status_code == 404


def test_a_service_that_is_not_translated_speaks_its_own_language_throughout(
    client: Client, member: User, service: ServicePage
) -> None:
    cast.make_home_page("en")
    english = Locale.objects.get(language_code="en")
    for page in service.get_ancestors(inclusive=True).filter(depth__gt=2).specific():
        page.copy_for_translation(english, alias=True)
    alias = ServicePage.objects.get(translation_key=service.translation_key, locale=english)
    here, there = f"/en{form_url(service)}", f"/en{form_url(alias)}"
    client.force_login(member)
    assert client.get(here)["Location"] == there
    data = {"ticket": opened(client, alias), "action": "continue"}
    page = client.post(there, data).content.decode()
    assert '<div lang="ar" dir="rtl">' in page
    assert "ما تحتاج إليه: هذا الحقل مطلوب" in page
