"""Under each heading of the work list stands its own, narrowed and ordered as asked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale

from services import casework
from services.models import State
from services.worklist.tabs import Tab
from tests import cast
from tests.services.factories import make_request, make_service
from tests.services.worklist.lists import change, found, page_of


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
