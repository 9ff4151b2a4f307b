import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from services import casework
from services.models import ServiceRequest, State
from tests import cast
from tests.services.factories import make_request, make_service

LIST = reverse("casework:list")


def found(client, **query):
    page = client.get(LIST, query)
    assert page.status_code == 200
    return {case.reference for case in page.context["object_list"]}


@pytest.fixture
def signed_in(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def many(association, committee_service):
    def make(count):
        for number in range(count):
            person = cast.make_member(association, f"عضو {number}")
            make_request(person, committee_service)

    return make


@pytest.mark.parametrize(
    "typed",
    [
        "نوره بنت فھد",
        "فهد نورة",
        "0512345678",
        "+966 51 234 5678",
        "٠٥١٢٣٤",
        "1001",
        "١٠٠١",
    ],
)
def test_a_request_is_found_however_it_is_typed(
    signed_in, committee_request, member, association, typed
):
    ServiceRequest.objects.filter(pk=committee_request.pk).update(
        membership=member.memberships.get(), reference="555666777"
    )
    other = make_request(cast.make_member(association, "سعد"), make_service(association))
    assert other.reference not in found(signed_in, q=typed)
    assert found(signed_in, q=typed) == {"555666777"}


@pytest.mark.parametrize("typed", ["555666777", "555 666 777", "٥٥٥ ٦٦٦ ٧٧٧", "555-666-777"])
def test_a_reference_is_found_as_it_is_read_out(
    signed_in, committee_request, direct_request, typed
):
    ServiceRequest.objects.filter(pk=committee_request.pk).update(reference="555666777")
    assert found(signed_in, q=typed) == {"555666777"}


def test_what_nobody_has_is_not_found(signed_in, committee_request):
    assert found(signed_in, q="غير موجود") == set()


def test_the_list_is_narrowed_by_state_and_service(
    signed_in, committee_request, direct_request, direct_service
):
    ServiceRequest.objects.filter(pk=direct_request.pk).update(state=State.DELIVERED)
    assert found(signed_in, state="submitted") == {committee_request.reference}
    assert found(signed_in, service=direct_service.pk) == {direct_request.reference}
    assert found(signed_in, waiting="yes") == {committee_request.reference}
    assert len(found(signed_in)) == 2


def test_a_service_is_one_in_both_languages(signed_in, member, committee_service):
    english, _ = Locale.objects.get_or_create(language_code="en")
    translated = committee_service.copy_for_translation(english, copy_parents=True)
    translated.title = "Medical aid"
    translated.save_revision().publish()
    requests = {make_request(member, page).reference for page in (committee_service, translated)}

    assert found(signed_in, service=committee_service.pk) == requests
    page = signed_in.get(LIST)
    assert [case.service_title for case in page.context["object_list"]] == ["مساعدة طبية"] * 2
    services = page.context["filters"].form.fields["service"].queryset
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
    page = signed_in.get(LIST, {"association": other_association.pk})
    assert "association" not in page.context["filters"].form.fields


def test_the_list_takes_as_many_queries_for_many_as_for_few(signed_in, many):
    many(2)
    signed_in.get(LIST)
    with CaptureQueriesContext(connection) as few:
        signed_in.get(LIST)
    many(12)
    with CaptureQueriesContext(connection) as more:
        page = signed_in.get(LIST)
    assert len(page.context["object_list"]) == 14
    assert len(more) == len(few)
    assert len(few) <= 30


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
    assert len(few) <= 40


def test_pages_hold_twenty_five(signed_in, many):
    many(27)
    assert len(found(signed_in)) == 25
    assert len(found(signed_in, p=2)) == 2


def test_an_export_holds_what_was_filtered_and_no_answers(
    signed_in, committee_request, direct_request
):
    ServiceRequest.objects.filter(pk=direct_request.pk).update(state=State.DELIVERED)
    answer = signed_in.get(LIST, {"export": "csv", "state": "submitted"})
    assert answer["Content-Type"].startswith("text/csv")
    text = b"".join(answer).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 2
    assert "نورة بنت فهد" in rows[1]
    assert "+966 51 234 5678" in rows[1]
    assert "كرسي متحرك" not in text


def test_an_export_cannot_run_formulas(signed_in, association, committee_service):
    person = cast.make_member(association, '=HYPERLINK("http://example.org")')
    make_request(person, committee_service)
    text = b"".join(signed_in.get(LIST, {"export": "csv"})).decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(text)))[1]
    assert "'=HYPERLINK" in row[1]


def test_an_export_opens_as_a_workbook(signed_in, committee_request):
    answer = signed_in.get(LIST, {"export": "xlsx"})
    assert b"".join(answer)[:2] == b"PK"
