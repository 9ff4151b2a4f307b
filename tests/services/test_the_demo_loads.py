"""The demo: five associations with their true facts, in words of its own, in both languages."""

import re
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.plugin import DjangoDbBlocker
from wagtail.models import Collection, Page

from accounts.models import Appointment, Membership, User
from home.models import Association, HomePage
from policies.models import ChannelsPage, LibraryPage, PolicyPage, PolicyVersion, ProcedurePage
from policies.queries import version_on
from saudi.text import fold
from services.demo.clearing import forget_everything
from services.demo.people import ADMIN_EMAIL, DEMO_PASSWORD
from services.demo.tree import plant_portal
from services.models import Route, ServicePage

pytestmark = pytest.mark.xdist_group("demo")  # it is loaded once

DOCUMENTS = Path(__file__).resolve().parents[3] / "shared" / "policy-documents"
SLUGS = {"quwwat-watan", "awasir", "awqaf", "tsmsa", "sidr"}
ARABIC = re.compile(r"[ء-ي]{2,}")
MAIN = re.compile(r"<main.*</main>", re.DOTALL)
# A member of the board (عضو, Member) signs a policy wherever it is.
OF_MEMBERS = re.compile(r"أعضا|العضو|عضوي|\bmember|[Mm]embers")


def load(*arguments: str) -> str:
    said = StringIO()
    call_command("load_demo", *arguments, stdout=said)
    return said.getvalue()


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """What the command said; its work is undone after the last test of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load()
        transaction.set_rollback(True)
    ContentType.objects.clear_cache()


@pytest.fixture
def demo(loaded: str, db: None) -> str:
    return loaded


def policy_of(slug: str) -> PolicyPage:
    page: PolicyPage = PolicyPage.objects.get(url_path=f"/portal/{slug}/policies/relations/")
    return page


def clauses_of(page: PolicyPage, kind: str) -> list[str]:
    [section] = [section for section in page.body if section.block_type == kind]
    return [clause["text"] for clause in section.value["clauses"]]


def test_it_is_as_true_as_the_documents(demo: str) -> None:
    assert set(Association.objects.values_list("slug", flat=True)) == SLUGS
    tsmsa = Association.objects.get(slug="tsmsa")
    assert (tsmsa.register_number, tsmsa.website) == ("10142", "https://www.tsmsa.org")
    assert Association.objects.get(slug="awqaf").serves_beneficiaries
    for slug in SLUGS:
        policy = policy_of(slug)
        assert len(clauses_of(policy, "detailed_objectives")) == 6
        assert len(clauses_of(policy, "practices")) == 5
        assert len(clauses_of(policy, "tools")) == 3
        assert len(clauses_of(policy, "channels")) == (8 if slug == "tsmsa" else 7)
        assert len(clauses_of(policy, "procedure")) == (4 if slug == "awqaf" else 7)
        steps = ProcedurePage.objects.get(url_path=f"/portal/{slug}/procedure/").steps
        assert steps.count() == (4 if slug == "awqaf" else 7)
        channels = ChannelsPage.objects.get(url_path=f"/portal/{slug}/contact/").channels
        assert channels.count() == (8 if slug == "tsmsa" else 7)
    kinds = LibraryPage.objects.get(url_path="/portal/awqaf/library/").items
    assert set(kinds.values_list("kind", flat=True)) == {"bylaws", "annual_plan", "annual_report"}


def test_the_approvals_are_as_printed(demo: str, client: Client) -> None:
    context = client.get("/quwwat-watan/policies/relations/").context
    assert context["approval"].contradictions == ["hijri_gregorian", "hijri_weekday"]
    assert [one["presence"] for one in context["approval"].signatories].count("absent") == 1
    awasir = policy_of("awasir")
    assert awasir.approved_on == awasir.effective_from
    assert awasir.approved_on.isoformat() == "2024-10-05"
    assert policy_of("awqaf").signatories.count() == policy_of("tsmsa").signatories.count() == 5
    assert policy_of("sidr").approved_on is None


def test_requests_have_a_policy_to_follow_from_the_first_day(demo: str) -> None:
    for association in Association.objects.all():
        version = version_on(association.pk, timezone.localdate())
        assert version is not None
        assert "step-4" in version.clauses()
        assert version.clauses("en").keys() == version.clauses("ar").keys()


def test_every_page_answers_in_both_languages(demo: str, client: Client) -> None:
    pages = Page.objects.filter(depth__gt=1).live()
    arabic, english = (pages.filter(locale__language_code=code) for code in ("ar", "en"))
    assert arabic.count() == english.count() > 50
    assert not pages.exclude(alias_of=None).exists()
    for page in pages:
        response = client.get(page.url)
        assert response.status_code == 200, page.url


def test_the_english_pages_are_in_english(demo: str, client: Client) -> None:
    for page in Page.objects.filter(depth__gt=1, locale__language_code="en").specific():
        assert not ARABIC.search(page.title), page.url
        for section in getattr(page, "body", []):
            assert not ARABIC.search(str(section.value)), page.url
    for service in ServicePage.objects.filter(locale__language_code="en"):
        labels = " ".join(field.label + field.choices for field in service.form_fields.all())
        assert not ARABIC.search(labels), service.url


def test_who_serves_beneficiaries_speaks_of_no_members(demo: str, client: Client) -> None:
    spoken = []
    for page in Page.objects.live().filter(url_path__contains="/awqaf/"):
        found = MAIN.search(client.get(page.url).content.decode())
        assert found is not None
        words = re.sub(r"<[^>]+>", " ", found[0])
        spoken += [
            (page.url, words[at.start() - 30 : at.end() + 30]) for at in OF_MEMBERS.finditer(words)
        ]
    assert not spoken


def test_the_portal_says_which_name_is_not_a_document_s(demo: str) -> None:
    arabic, english = HomePage.objects.order_by("locale__language_code")
    assert "وثيقة الأوقاف لا تذكر اسم جمعيتها كاملًا" in arabic.intro
    assert "does not give its association's whole name" in english.intro


def test_services_take_the_route_their_association_has(demo: str) -> None:
    awqaf = ServicePage.objects.filter(url_path__startswith="/portal/awqaf/")
    assert set(awqaf.values_list("request_route", flat=True)) == {Route.DIRECT}
    for slug in SLUGS - {"awqaf"}:
        services = ServicePage.objects.filter(url_path__startswith=f"/portal/{slug}/")
        assert set(services.values_list("request_route", flat=True)) == set(Route.values)
    for service in ServicePage.objects.all():
        assert 3 <= service.get_siblings().count() <= 8
        assert service.get_form().fields


def test_everyone_can_sign_in_at_once(demo: str, client: Client) -> None:
    assert DEMO_PASSWORD in demo
    assert User.objects.get(email=ADMIN_EMAIL).is_superuser
    for email in (ADMIN_EMAIL, "officer@awasir.example", "member1@awqaf.example"):
        client.logout()
        answers = {"login": email, "password": DEMO_PASSWORD}
        response = client.post("/account/login/", answers, follow=True)
        assert response.context["request"].user.email == email


def test_each_association_has_its_people(demo: str) -> None:
    for association in Association.objects.all():
        roles = list(association.appointments.values_list("role", flat=True))
        assert roles.count(Appointment.Role.COMMITTEE_MEMBER) == 3
        assert set(roles) >= {"relations_officer", "social_researcher", "supervisor"}
        states = list(association.memberships.values_list("status", flat=True))
        assert states.count(Membership.Status.ACTIVE) == 2
        assert states.count(Membership.Status.PENDING) == 1


def test_each_emblem_is_among_its_association_s_own_images(demo: str) -> None:
    for association in Association.objects.select_related("logo", "editorial_desk"):
        assert association.logo is not None
        assert association.logo.collection_id == association.editorial_desk.collection_id


def test_a_second_run_keeps_everything(demo: str) -> None:
    before = list(Page.objects.values_list("pk", "latest_revision_created_at"))
    assert DEMO_PASSWORD in load()
    assert list(Page.objects.values_list("pk", "latest_revision_created_at")) == before
    assert PolicyVersion.objects.count() == len(SLUGS)


def test_forgetting_leaves_what_wagtail_starts_from(demo: str) -> None:
    connection.check_constraints()  # PostgreSQL empties no table with checks still to come
    forget_everything()
    ContentType.objects.clear_cache()
    assert not Association.objects.exists()
    assert [page.title for page in Page.objects.all()] == ["Root"]
    assert Collection.objects.count() == 1
    assert plant_portal().ar.url == "/"


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the five documents are not beside the house")
def test_no_sentence_and_no_name_is_taken_from_the_documents(demo: str) -> None:
    written = " ".join(
        [str(page.body) for page in PolicyPage.objects.all()]
        + list(User.objects.values_list("full_name", flat=True))
        + [one.name for page in PolicyPage.objects.all() for one in page.signatories.all()]
    )
    words = fold(re.sub(r"<[^>]+>|[^\w\s]", " ", written)).split()
    five_words = {tuple(words[at : at + 5]) for at in range(len(words))}
    for document in DOCUMENTS.glob("*.txt"):
        theirs = fold(re.sub(r"[^\w\s]", " ", document.read_text(encoding="utf-8"))).split()
        for at in range(len(theirs) - 4):
            assert tuple(theirs[at : at + 5]) not in five_words, theirs[at : at + 5]
