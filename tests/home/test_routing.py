"""A page deep in the tree is found by its whole address."""

import pytest
from django.test import Client

from home.models import AssociationPage
from policies.models import FaqPage


@pytest.fixture
def faq_page(association_page: AssociationPage) -> FaqPage:
    page: FaqPage = association_page.add_child(instance=FaqPage(title="أسئلة", slug="أسئلة"))
    return page


def test_it_is_found_by_a_slug_in_arabic(client: Client, faq_page: FaqPage) -> None:
    assert client.get("/wadi/أسئلة/").context["page"].pk == faq_page.pk


@pytest.mark.parametrize("path", ["/wadi/no/", "/wadi/أسئلة/more/", "/no/أسئلة/", "/no/"])
def test_what_is_not_there_is_not_found(client: Client, faq_page: FaqPage, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_draft_is_not_found(client: Client, faq_page: FaqPage) -> None:
    faq_page.unpublish()
    assert client.get("/wadi/أسئلة/").status_code == 404


def test_a_page_of_another_association_is_not_found_here(
    client: Client, faq_page: FaqPage, other_association_page: AssociationPage
) -> None:
    assert client.get("/sahl/أسئلة/").status_code == 404
