"""Requests are found by what people type, among those that are theirs to see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from services.worklist.tabs import Tab
from tests import cast
from tests.services.factories import make_request, make_service
from tests.services.worklist.lists import change, found, page_of


@pytest.mark.parametrize(
    "typed",
    [
        "نوره بنت فھد",
        "فهد نورة",
        "0512345678",
        "+966 51 234 5678",
        "00966512345678",
        "٠٥١٢٣٤",
        "5678",
        "1001",
        "١٠٠١",
    ],
)
def test_a_request_is_found_however_it_is_typed(
    signed_in, committee_request, member, association, typed
):
    change(committee_request, membership=member.memberships.get(), reference="555666777")
    other = make_request(cast.make_member(association, "سعد"), make_service(association))
    assert other.reference not in found(signed_in, q=typed)
    assert found(signed_in, q=typed) == {"555666777"}


@pytest.mark.parametrize(
    "typed", ["555666777", "555 666 777", "٥٥٥ ٦٦٦ ٧٧٧", "555-666-777", "555666", "555"]
)
def test_a_reference_is_found_as_it_is_read_out(
    signed_in, committee_request, direct_request, typed
):
    change(committee_request, reference="555666777")
    change(direct_request, reference="999999990")
    assert found(signed_in, q=typed) == {"555666777"}
    assert found(signed_in, q="999") == {"999999990"}


@pytest.mark.parametrize("typed", ["غير موجود", "0599999999", "77", "%", "_", "'"])
def test_what_nobody_has_is_not_found(signed_in, committee_request, typed):
    assert found(signed_in, q=typed) == set()


def test_a_search_is_in_all_requests_unless_a_heading_is_chosen(signed_in, committee_request):
    page = page_of(signed_in, q="نورة")
    assert page.context["tab"] == Tab.ALL
    assert [case.pk for case in page.context["object_list"]] == [committee_request.pk]
    assert found(signed_in, q="نورة", tab="mine") == set()


def test_a_search_finds_nobody_of_others(signed_in, other_association, other_member):
    elsewhere = make_request(other_member, make_service(other_association))
    change(elsewhere, membership=other_member.memberships.get(), reference="555666777")
    number = other_member.memberships.get().number
    for typed in (other_member.full_name, "555666777", number):
        assert found(signed_in, q=typed) == set()
    assert found(signed_in, at="after~2020-01-01T00:00:00+00:00~555666777") == set()


def test_a_search_takes_as_many_queries_for_many_as_for_few(signed_in, many):
    many(3)
    page_of(signed_in, q="عضو")
    with CaptureQueriesContext(connection) as few:
        page_of(signed_in, q="عضو")
    many(57)
    with CaptureQueriesContext(connection) as more:
        assert len(page_of(signed_in, q="عضو").context["object_list"]) == 25
    assert len(more) == len(few)
