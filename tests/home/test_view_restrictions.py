"""A page that is closed to the public stays closed, in every tree it stands in."""

import pytest
from django.test import Client
from wagtail.models import Locale, Page, PageViewRestriction

from home.models import AssociationPage
from policies.models import FaqPage
from tests.cast import make_home_page


@pytest.fixture
def english(association_page: AssociationPage) -> Locale:
    make_home_page("en")
    locale: Locale = Locale.objects.get(language_code="en")
    return locale


@pytest.fixture
def faq_page(association_page: AssociationPage) -> FaqPage:
    page: FaqPage = association_page.add_child(instance=FaqPage(title="أسئلة", slug="faq"))
    return page


def close(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def asks_to_sign_in(client: Client, path: str) -> bool:
    response = client.get(path)
    return response.status_code == 302 and "/login/" in response["Location"]


def test_a_page_without_a_restriction_is_open(client: Client, faq_page: FaqPage) -> None:
    assert client.get("/wadi/faq/").status_code == 200


@pytest.mark.parametrize("closed", ["faq_page", "association_page"])
def test_a_restriction_holds_for_a_page_and_all_below(
    client: Client, faq_page: FaqPage, closed: str, request: pytest.FixtureRequest
) -> None:
    close(request.getfixturevalue(closed))
    assert asks_to_sign_in(client, "/wadi/faq/")


@pytest.mark.parametrize("closed", ["faq_page", "association_page"])
def test_an_alias_is_closed_with_its_source(
    client: Client,
    faq_page: FaqPage,
    english: Locale,
    closed: str,
    request: pytest.FixtureRequest,
) -> None:
    faq_page.copy_for_translation(english, copy_parents=True, alias=True)
    assert client.get("/en/wadi/faq/").status_code == 200
    close(request.getfixturevalue(closed))
    assert asks_to_sign_in(client, "/en/wadi/faq/")


def test_an_alias_of_an_alias_is_closed_too(
    client: Client, faq_page: FaqPage, association_page: AssociationPage
) -> None:
    first = faq_page.create_alias(parent=association_page, update_slug="faq-2")
    first.create_alias(parent=association_page, update_slug="faq-3")
    assert client.get("/wadi/faq-3/").status_code == 200
    close(faq_page)
    assert asks_to_sign_in(client, "/wadi/faq-3/")
