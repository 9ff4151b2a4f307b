import csv
import io
from datetime import timedelta
from urllib.parse import parse_qs, urlparse

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from services import casework
from services.models import CaseLook, ServiceRequest, State
from services.worklist.tabs import Tab
from tests import cast
from tests.services.factories import make_request, make_service

LIST = reverse("casework:list")
EXPORT = reverse("casework:export")


def page_of(client, **query):
    page = client.get(LIST, query)
    assert page.status_code == 200
    return page


def found(client, **query):
    query.setdefault("tab", "all")
    return {case.reference for case in page_of(client, **query).context["object_list"]}


def change(request, **values):
    ServiceRequest.objects.filter(pk=request.pk).update(**values)


def exported(client, **query):
    answer = client.get(EXPORT, {"tab": "all", **query})
    assert answer["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def many(association, committee_service):
    def make(count):
        made = []
        for number in range(count):
            person = cast.make_member(association, f"عضو {number}")
            made.append(make_request(person, committee_service))
        return made

    return make


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


def test_the_list_is_narrowed_by_state_and_service(
    signed_in, committee_request, direct_request, direct_service, officer
):
    change(direct_request, state=State.DELIVERED, closed_at=timezone.now(), assigned_to=officer)
    assert found(signed_in, state="submitted") == {committee_request.reference}
    assert found(signed_in, state=["submitted", "delivered"]) == found(signed_in)
    assert found(signed_in, service=direct_service.pk) == {direct_request.reference}
    assert found(signed_in, tab="queue") == {committee_request.reference}
    assert found(signed_in, assigned="me") == {direct_request.reference}
    assert found(signed_in, assigned="nobody") == {committee_request.reference}
    assert found(signed_in, assigned=officer.pk) == {direct_request.reference}
    assert len(found(signed_in)) == 2


def test_the_list_is_narrowed_by_kind_and_channel(signed_in, committee_request, direct_request):
    change(direct_request, kind="proposal", channel="phone")
    assert found(signed_in, kind="proposal") == {direct_request.reference}
    assert found(signed_in, channel="website") == {committee_request.reference}


def test_what_makes_no_sense_is_left_aside(signed_in, committee_request):
    assert found(signed_in, state="nowhere", kind="?", assigned="0", at="after~x~y", sort="?")


def test_each_heading_holds_its_own(signed_in, officer, many, association):
    today = timezone.localdate()
    long_ago = today - timedelta(days=200)
    plain, mine, waiting, late, this_week, messaged, closed = many(7)
    taken = {"assigned_to": cast.make_staff(association, cast.Role.RELATIONS_OFFICER)}
    for one in (waiting, late, this_week, messaged, closed):
        change(one, **taken)
    change(mine, assigned_to=officer)
    change(
        waiting,
        state=State.INFORMATION_REQUIRED,
        counts_from=long_ago,
        waiting_since=long_ago,
    )
    change(late, counts_from=long_ago)
    change(this_week, state=State.DELIVERING, expected_on=today)
    change(messaged, awaits_reply=True)
    change(closed, state=State.REJECTED, closed_at=timezone.now(), counts_from=long_ago)

    def under(tab):
        return found(signed_in, tab=tab)

    assert under("mine") == {mine.reference}
    assert under("unassigned") == {plain.reference}
    assert under("waiting") == {waiting.reference}
    assert under("overdue") == {late.reference}
    assert under("week") == {this_week.reference}
    assert under("messages") == {messaged.reference}
    queue = {plain, mine, late, this_week, messaged}
    assert under("queue") == {one.reference for one in queue}
    assert under("open") == under("all") - {closed.reference}
    counts = {str(one["title"]): one["count"] for one in page_of(signed_in).context["tabs"]}
    assert counts[str(Tab.OVERDUE.label)] == "1"
    assert counts[str(Tab.QUEUE.label)] == "5"


def test_a_researcher_finds_what_was_referred_to_them(client, researcher, officer, many):
    referred, other = many(2)
    referred = casework.start_verification(request=referred, by=officer, version=1)
    casework.refer(
        request=referred,
        by=officer,
        version=referred.version,
        question="ما حالهم؟",
        due_on=timezone.localdate() + timedelta(days=9),
    )
    referred.referrals.update(assigned_to=researcher)
    client.force_login(researcher)
    page = page_of(client)
    assert [one["title"] for one in page.context["tabs"]].count(Tab.UNASSIGNED.label) == 0
    assert found(client, tab="queue") == found(client, tab="mine") == {referred.reference}
    assert other.reference not in found(client)
    assert page.context["assign_form"] is None


def test_the_longest_waiting_come_first_or_the_newest(signed_in, many):
    first, second, third = many(3)
    today = timezone.localdate()
    change(second, counts_from=today - timedelta(days=9))
    change(first, counts_from=today - timedelta(days=3))

    def order(**query):
        return [case.pk for case in page_of(signed_in, **query).context["object_list"]]

    assert order(tab="open") == [second.pk, first.pk, third.pk]
    assert order(tab="open", sort="newest") == [third.pk, second.pk, first.pk]
    assert order(tab="all") == [third.pk, second.pk, first.pk]


def test_a_service_is_one_in_both_languages(signed_in, member, committee_service):
    english, _ = Locale.objects.get_or_create(language_code="en")
    translated = committee_service.copy_for_translation(english, copy_parents=True)
    translated.title = "Medical aid"
    translated.save_revision().publish()
    requests = {make_request(member, page).reference for page in (committee_service, translated)}

    assert found(signed_in, service=committee_service.pk) == requests
    page = page_of(signed_in, tab="all")
    assert [case.service_title for case in page.context["object_list"]] == ["مساعدة طبية"] * 2
    services = page.context["filters"].fields["service"].queryset
    assert list(services) == [committee_service]


def test_who_serves_two_associations_tells_them_apart(
    signed_in, officer, committee_request, other_association, other_member
):
    elsewhere = make_request(other_member, make_service(other_association))
    officer.appointments.create(
        association=other_association,
        role=cast.Role.RELATIONS_OFFICER,
        starts_on=cast.LONG_AGO,
    )
    assert len(found(signed_in)) == 2
    assert found(signed_in, association=other_association.pk) == {elsewhere.reference}


def test_an_association_of_others_is_no_filter(signed_in, other_association, committee_request):
    page = page_of(signed_in, association=other_association.pk)
    assert "association" not in page.context["filters"].fields


def test_a_search_finds_nobody_of_others(signed_in, other_association, other_member):
    elsewhere = make_request(other_member, make_service(other_association))
    change(elsewhere, membership=other_member.memberships.get(), reference="555666777")
    number = other_member.memberships.get().number
    for typed in (other_member.full_name, "555666777", number):
        assert found(signed_in, q=typed) == set()
    assert found(signed_in, at="after~2020-01-01T00:00:00+00:00~555666777") == set()


@pytest.mark.parametrize("tab", Tab)
def test_each_heading_takes_as_many_queries_for_many_as_for_few(signed_in, many, officer, tab):
    def spread(requests):
        today = timezone.localdate()
        for number, one in enumerate(requests):
            state = State.INFORMATION_REQUIRED if number % 3 == 0 else State.VERIFYING
            change(
                one,
                state=state,
                counts_from=today - timedelta(days=number % 3 * 40),
                waiting_since=today if number % 3 == 0 else None,
                assigned_to=officer if number % 2 else None,
                awaits_reply=number % 3 == 1,
            )

    spread(many(3))
    page_of(signed_in, tab=tab)
    with CaptureQueriesContext(connection) as few:
        page_of(signed_in, tab=tab)
    spread(many(57))
    with CaptureQueriesContext(connection) as more:
        page = page_of(signed_in, tab=tab)
    assert len(more) == len(few), tab
    assert len(few) <= 35
    assert len(page.context["object_list"]) <= 25


def test_a_search_takes_as_many_queries_for_many_as_for_few(signed_in, many):
    many(3)
    page_of(signed_in, q="عضو")
    with CaptureQueriesContext(connection) as few:
        page_of(signed_in, q="عضو")
    many(57)
    with CaptureQueriesContext(connection) as more:
        assert len(page_of(signed_in, q="عضو").context["object_list"]) == 25
    assert len(more) == len(few)


def test_a_case_takes_as_many_queries_after_many_events_as_after_few(
    signed_in, officer, member, committee_request
):
    page = reverse("casework:case", args=[committee_request.reference])
    request = casework.start_verification(request=committee_request, by=officer, version=1)

    def ask_and_answer(request):
        request = casework.ask(request=request, by=officer, version=request.version, text="س")
        return casework.answer(request=request, by=member, version=request.version, text="ج")

    request = ask_and_answer(request)
    signed_in.get(page)
    with CaptureQueriesContext(connection) as few:
        signed_in.get(page)
    for _ in range(5):
        request = ask_and_answer(request)
    with CaptureQueriesContext(connection) as more:
        signed_in.get(page)
    assert len(more) == len(few)
    assert len(few) <= 50


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


def test_an_export_holds_what_was_filtered_and_no_answers(
    signed_in, committee_request, direct_request, officer
):
    change(direct_request, state=State.DELIVERED, closed_at=timezone.now())
    rows = exported(signed_in, state="submitted")
    assert len(rows) == 2
    assert "نورة بنت فهد" in rows[1]
    assert "+966 51 234 5678" in rows[1]
    assert "كرسي متحرك" not in str(rows)
    look = CaseLook.objects.get()
    assert (look.request, look.person, look.what) == (committee_request, officer, "export")


def test_an_export_has_the_columns_that_were_chosen(signed_in, committee_request):
    rows = exported(signed_in, column=["state", "person"])
    assert [len(row) for row in rows] == [2, 2]
    assert "نورة بنت فهد" in rows[1]


def test_an_export_goes_on_over_many_batches(signed_in, many, monkeypatch):
    monkeypatch.setattr("services.staff.list_export.A_BATCH", 4)
    made = many(11)
    rows = exported(signed_in, column="reference")
    assert len(rows) == 12
    assert len({row[0] for row in rows[1:]}) == len(made)


def test_an_export_cannot_run_formulas(signed_in, association, committee_service):
    person = cast.make_member(association, '=HYPERLINK("http://example.org")')
    make_request(person, committee_service)
    assert "'=HYPERLINK" in str(exported(signed_in)[1])


def test_an_export_opens_as_a_workbook(signed_in, committee_request):
    answer = signed_in.get(EXPORT, {"tab": "all", "export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
    lines = [list(line) for line in book.active.values]
    assert len(lines) == 2
    assert "نورة بنت فهد" in lines[1]


def test_nobody_without_a_role_exports(client, member, committee_request):
    client.force_login(member)
    assert client.get(EXPORT).status_code in (302, 403)
    assert not CaseLook.objects.exists()
