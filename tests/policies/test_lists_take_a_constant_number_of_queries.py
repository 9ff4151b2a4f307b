"""A list takes as many queries with twenty entries as with two."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model

from home.models import AssociationPage
from policies.models import (
    ChannelsPage,
    ContactChannel,
    FaqPage,
    LibraryItem,
    LibraryPage,
    ProcedurePage,
    ProcedureStep,
)
from services.models import ServiceIndexPage, ServicePage
from tests.cast import make_association, make_association_page
from tests.policies.pages import make_policy_page

More = Callable[[AssociationPage, int], None]


def more_associations(home: AssociationPage, number: int) -> None:
    make_association_page(make_association(f"more-{number}"))


def more_policies(home: AssociationPage, number: int) -> None:
    make_policy_page(home, slug=f"policy-{number}")


def more_services(home: AssociationPage, number: int) -> None:
    index = ServiceIndexPage.objects.child_of(home).first() or home.add_child(
        instance=ServiceIndexPage(title="الخدمات", slug="services")
    )
    index.add_child(instance=ServicePage(title="خدمة", slug=f"s-{number}", summary="شيء"))


def more_steps(home: AssociationPage, number: int) -> None:
    page = ProcedurePage.objects.child_of(home).first() or home.add_child(
        instance=ProcedurePage(title="المسار", slug="procedure", policy=make_policy_page(home))
    )
    ProcedureStep.objects.create(page=page, title="خطوة", actor="member", clause_anchor="step-1")


def more_questions(home: AssociationPage, number: int) -> None:
    page = FaqPage.objects.child_of(home).first() or home.add_child(
        instance=FaqPage(title="الأسئلة", slug="faq")
    )
    entry = ("question", {"question": "متى؟", "answer": "<p>غدًا</p>"})
    page.categories.append(("category", {"title": "عام", "entries": [entry]}))
    page.save()


def more_documents(home: AssociationPage, number: int) -> None:
    page = LibraryPage.objects.child_of(home).first() or home.add_child(
        instance=LibraryPage(title="المكتبة", slug="library")
    )
    document = get_document_model()(title="وثيقة")
    document.file.save(f"{number}.txt", ContentFile(b"x"))
    LibraryItem.objects.create(page=page, kind="bylaws", title="لائحة", document=document)


def more_channels(home: AssociationPage, number: int) -> None:
    page = ChannelsPage.objects.child_of(home).first() or home.add_child(
        instance=ChannelsPage(title="تواصل", slug="contact")
    )
    ContactChannel.objects.create(page=page, kind="phone", title="هاتف")


LISTS: list[tuple[str, More]] = [
    ("/", more_associations),
    ("/wadi/policies/", more_policies),
    ("/wadi/services/", more_services),
    ("/wadi/procedure/", more_steps),
    ("/wadi/faq/", more_questions),
    ("/wadi/library/", more_documents),
    ("/wadi/contact/", more_channels),
    ("/wadi/", more_policies),
    ("/wadi/", more_services),
    ("/wadi/", more_channels),
]


def queries_of(client: Client, path: str) -> int:
    cache.clear()
    client.get(path)
    cache.clear()
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("path", "more"), LISTS)
def test_more_entries_take_no_more_queries(
    client: Client, association_page: AssociationPage, path: str, more: More
) -> None:
    for number in range(2):
        more(association_page, number)
    few = queries_of(client, path)
    for number in range(2, 8):
        more(association_page, number)
    assert queries_of(client, path) == few
