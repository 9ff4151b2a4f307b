"""Each request is on one page of the list, whatever comes in meanwhile."""

from datetime import timedelta
from urllib.parse import parse_qs, urlparse

import pytest
from django.utils import timezone

from tests.services.worklist.lists import LIST, change, page_of


def walk(client, link, **query):
    """The references of each page, following the links called `link` from the page of `query`."""
    pages, address = [], f"{LIST}?" + "&".join(f"{k}={v}" for k, v in query.items())
    while address:
        page = client.get(address)
        pages.append([case.reference for case in page.context["object_list"]])
        address = page.context[link]
    return pages


@pytest.mark.parametrize("tab", ["open", "all"])
def test_pages_hold_twenty_five_and_all_is_on_one_of_them(signed_in, many, tab):
    made = many(60)
    today = timezone.localdate()
    for number, one in enumerate(made):
        change(one, counts_from=today - timedelta(days=number % 4))
    pages = walk(signed_in, "next_url", tab=tab)
    assert [len(page) for page in pages] == [25, 25, 10]
    assert sorted(one for page in pages for one in page) == sorted(one.reference for one in made)

    last = signed_in.get(signed_in.get(f"{LIST}?tab={tab}").context["next_url"])
    last = last.context["next_url"]
    place = parse_qs(urlparse(last).query)["at"][0]
    assert walk(signed_in, "previous_url", tab=tab, at=place.replace("+", "%2B")) == pages[::-1]


def test_what_comes_in_meanwhile_moves_nothing_to_the_next_page(signed_in, many):
    many(30)
    first = page_of(signed_in, tab="all")
    seen = [case.reference for case in first.context["object_list"]]
    many(5)
    second = signed_in.get(first.context["next_url"]).context
    assert not set(seen) & {case.reference for case in second["object_list"]}
    assert len(second["object_list"]) == 5


def test_a_place_tells_no_key(signed_in, many):
    many(26)
    page = page_of(signed_in, tab="all")
    place = parse_qs(urlparse(page.context["next_url"]).query)["at"][0]
    assert place.endswith(page.context["object_list"][-1].reference)
