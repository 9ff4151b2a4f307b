"""Every page's frame: whose it is, where it leads, in which languages it stands."""

from datetime import date

import pytest
from django.http import HttpRequest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries
from wagtail.models import Locale

from home.context import site_frame
from home.models import Association, AssociationPage
from tests.cast import make_home_page


@pytest.fixture
def request_of_a_view(rf: RequestFactory, association: Association) -> HttpRequest:
    request = rf.get("/account/login/?next=/me/")
    request.association = association
    return request


@pytest.fixture
def english_page(association_page: AssociationPage) -> AssociationPage:
    make_home_page("en")
    page = association_page.copy_for_translation(Locale.objects.get(language_code="en"))
    page.title = "Wadi Cooperative"
    page.save_revision().publish()
    return page


def test_a_page_links_to_its_translation(
    client: Client, association_page: AssociationPage, english_page: AssociationPage
) -> None:
    links = client.get("/wadi/").context["language_links"]
    assert [(link["code"], link["url"], link["current"]) for link in links] == [
        ("ar", "/wadi/", True),
        ("en", "/en/wadi/", False),
    ]


def test_a_page_without_a_translation_links_to_itself_only(
    client: Client, association_page: AssociationPage
) -> None:
    links = client.get("/wadi/").context["language_links"]
    assert [link["code"] for link in links] == ["ar"]


def test_a_view_links_to_itself_in_the_other_language_and_keeps_the_query(
    request_of_a_view: HttpRequest,
) -> None:
    with translation.override("ar"):
        links = site_frame(request_of_a_view)["language_links"]
        assert [link["url"] for link in links] == [
            "/account/login/?next=/me/",
            "/en/account/login/?next=/me/",
        ]


def test_a_view_that_names_an_association_has_its_frame(
    request_of_a_view: HttpRequest, english_page: AssociationPage
) -> None:
    with translation.override("en"):
        frame = site_frame(request_of_a_view)
        assert frame["association"].slug == "wadi"
        assert str(frame["association_url"]) == "/en/wadi/"


def test_a_view_of_no_association_has_no_frame(rf: RequestFactory) -> None:
    frame = site_frame(rf.get("/me/"))
    assert frame["association"] is None
    assert not frame["association_nav"]
    assert not frame["breadcrumbs"]


def test_the_frame_costs_nothing_until_it_is_drawn(
    request_of_a_view: HttpRequest, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        site_frame(request_of_a_view)


def test_dates_stand_in_both_calendars_in_the_digits_of_the_association(
    association: Association,
) -> None:
    association.digit_style = Association.DigitStyle.ARABIC
    template = Template("{% load sila %}{% both_dates day %}|{{ day|gregorian }}")
    context = Context({"association": association, "day": date(2024, 10, 5)})
    with translation.override("ar"):
        text = template.render(context)
    assert "٥ أكتوبر ٢٠٢٤م" in text
    assert "٢ ربيع الآخر ١٤٤٦هـ" in text
    assert 'datetime="2024-10-05"' in text
    assert text.endswith("|5 أكتوبر 2024م")
