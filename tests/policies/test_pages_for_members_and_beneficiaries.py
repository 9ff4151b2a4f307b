"""The pages of an association: its own words, links that work, and something said where empty."""

import re
from collections import Counter

import pytest
from django.test import Client
from wagtail.models import Page

from home.models import AssociationPage
from policies.models import (
    ChannelsPage,
    ContactChannel,
    FaqPage,
    LibraryPage,
    PolicyIndexPage,
    PolicyPage,
    ProcedurePage,
    ProcedureStep,
)
from services.models import ServiceIndexPage, ServicePage
from tests.policies.pages import make_policy_page


def read(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_association_of_members_speaks_of_members(
    client: Client, association_page: AssociationPage
) -> None:
    page = read(client, "/wadi/")
    assert "خدمات الأعضاء" in page
    assert "مستفيد" not in page


def test_an_association_of_beneficiaries_speaks_of_beneficiaries(
    client: Client, other_association_page: AssociationPage
) -> None:
    page = read(client, "/sahl/")
    assert "خدمات المستفيدين" in page
    assert "سجّل مستفيدًا" in page
    assert "خدمات الأعضاء" not in page


def test_the_portal_shows_every_association(
    client: Client,
    association_page: AssociationPage,
    other_association_page: AssociationPage,
) -> None:
    page = read(client, "/")
    assert 'href="/wadi/"' in page
    assert 'href="/sahl/"' in page


LISTS: list[type[Page]] = [
    PolicyIndexPage,
    ServiceIndexPage,
    ProcedurePage,
    FaqPage,
    LibraryPage,
    ChannelsPage,
]


@pytest.mark.parametrize("model", LISTS)
def test_an_empty_page_says_that_nothing_is_there_yet(
    client: Client, association_page: AssociationPage, model: type[Page]
) -> None:
    association_page.add_child(instance=model(title="صفحة", slug="p"))
    assert 'class="empty' in read(client, "/wadi/p/")


def test_an_empty_portal_says_so_too(client: Client, home_page: object) -> None:
    assert 'class="empty' in read(client, "/")


def make_procedure(policy_page: PolicyPage, anchor: str) -> ProcedurePage:
    home = policy_page.association_page
    services = home.add_child(instance=ServiceIndexPage(title="الخدمات", slug="services"))
    step = ProcedureStep(title="الدراسة", actor="committee", working_days=11, clause_anchor=anchor)
    page: ProcedurePage = home.add_child(
        instance=ProcedurePage(
            title="المسار", slug="steps", policy=policy_page, start_page=services, steps=[step]
        )
    )
    return page


def test_a_step_leads_to_its_clause_and_says_who_acts_and_how_long(
    client: Client, policy_page: PolicyPage
) -> None:
    make_procedure(policy_page, "step-2")
    page = read(client, "/wadi/steps/")
    assert 'href="/wadi/policies/relations/#step-2"' in page
    assert "لجنة البحث" in page
    assert "11 يوم عمل" in page
    assert 'href="/wadi/services/"' in page


def test_a_step_of_no_clause_has_no_link(client: Client, policy_page: PolicyPage) -> None:
    make_procedure(policy_page, "step-99")
    assert "#step-99" not in read(client, "/wadi/steps/")


def test_each_answer_has_an_address_of_its_own(
    client: Client, association_page: AssociationPage
) -> None:
    entries = [
        {"type": "question", "value": {"question": f"{n}؟", "answer": "<p>نعم</p>"}}
        for n in range(2)
    ]
    entries.append(
        {"type": "misconception", "value": {"claim": "لا أحد", "correction": "<p>بل كل</p>"}}
    )
    categories = [
        {"type": "category", "value": {"title": "عام", "entries": entries}},
        {"type": "category", "value": {"title": "خاص", "entries": entries}},
    ]
    association_page.add_child(instance=FaqPage(title="س", slug="faq", categories=categories))
    page = read(client, "/wadi/faq/")
    anchors = Counter(re.findall(r'id="(entry-[^"]+)"', page))
    assert len(anchors) == 6
    assert set(anchors.values()) == {1}
    for anchor in anchors:
        assert f'href="#{anchor}"' in page


@pytest.mark.parametrize(
    ("kind", "address", "link"),
    [
        ("phone", "٠١١ ٠٠٠ ٠٠٠٠", "tel:0110000000"),
        ("phone", "+966 11 000 0000", "tel:+966110000000"),
        ("email", "office@wadi.example", "mailto:office@wadi.example"),
        ("website", "https://wadi.example/", "https://wadi.example/"),
        ("website", "javascript:alert(1)", ""),
        ("visit", "المقر", ""),
        ("visit", "1234", ""),
    ],
)
def test_an_address_can_be_tapped_where_that_makes_sense(
    kind: str, address: str, link: str
) -> None:
    assert ContactChannel(kind=kind, address=address).link == link


def test_an_address_runs_from_left_to_right(
    client: Client, association_page: AssociationPage
) -> None:
    channel = ContactChannel(kind="phone", title="هاتف", address="011 000 0000")
    association_page.add_child(
        instance=ChannelsPage(title="تواصل", slug="contact", channels=[channel])
    )
    page = read(client, "/wadi/contact/")
    assert 'href="tel:0110000000"><bdi dir="ltr">011 000 0000</bdi>' in page


def test_drafts_are_in_no_list(client: Client, association_page: AssociationPage) -> None:
    make_policy_page(association_page, title="سياسة منشورة")
    make_policy_page(association_page, slug="draft", title="سياسة مسودة").unpublish()
    index = association_page.add_child(instance=ServiceIndexPage(title="الخدمات", slug="services"))
    index.add_child(instance=ServicePage(title="خدمة مسودة", slug="s", summary="x", live=False))
    page = (
        read(client, "/wadi/") + read(client, "/wadi/policies/") + read(client, "/wadi/services/")
    )
    assert "سياسة منشورة" in page
    assert "مسودة" not in page
