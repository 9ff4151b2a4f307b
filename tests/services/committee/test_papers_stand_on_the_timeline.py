"""The letter stands where a decision was announced; the minutes where it was taken, for staff."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services import casework
from services.committee.sittings import close_sitting
from services.models import ServiceRequest
from services.timeline import timeline
from tests.services.committee.sittings import Choice, opened, planned, voted


def fresh(case):
    return ServiceRequest.objects.get(pk=case.pk)


def decided(case, people, officer, choice=Choice.REJECT, *, closed=True):
    sitting = opened(planned([fresh(case)], officer), people)
    decision = voted(sitting.items.get(), dict.fromkeys(people, choice))
    return decision, close_sitting(sitting=sitting, by=officer) if closed else sitting


def entries(client, case):
    page = client.get(reverse("casework:case", args=[case.reference]))
    return page, {entry["event"].move: entry for entry in page.context["timeline"]}


@pytest.fixture
def appealed(case, trio, appeals_members, officer, member):
    """Rejected, appealed, and accepted by others: the decisions, with their sittings."""
    first = decided(case, trio, officer)
    request = fresh(case)
    casework.appeal(request=request, by=member, version=request.version, reason="وثيقة")
    return [first, decided(case, appeals_members, officer, Choice.ACCEPT)]


def test_a_member_finds_each_letter_where_it_was_announced(client, case, appealed, member):
    letters = [entry.letter_url for entry in timeline(fresh(case)) if entry.letter_url]
    assert letters == [
        reverse("services:letter", args=[case.reference, decision.pk])
        for decision, _sitting in appealed
    ]
    client.force_login(member)
    page = client.get(reverse("services:request", args=[case.reference])).content.decode()
    for (_decision, sitting), address in zip(appealed, letters, strict=True):
        assert page.count(address) == 2  # on the timeline, and beside the decision
        assert reverse("sittings:minutes", args=[sitting.pk]) not in page


def test_staff_find_letters_and_minutes_on_their_events(client, case, appealed, officer):
    client.force_login(officer)
    page, _last = entries(client, case)
    found = [
        (entry["event"].move, entry["letter"], entry["minutes_of"])
        for entry in page.context["timeline"]
        if entry["letter"] or entry["minutes_of"]
    ]
    (first, sitting), (second, sitting_on_appeal) = appealed
    assert found == [
        ("decide", None, sitting.pk),
        ("reject", first, None),
        ("decide", None, sitting_on_appeal.pk),
        ("accept", second, None),
    ]
    assert reverse("sittings:minutes", args=[sitting.pk]) in page.content.decode()


def test_minutes_are_linked_once_their_sitting_is_closed(client, case, trio, officer):
    _decision, sitting = decided(case, trio, officer, closed=False)
    client.force_login(officer)
    assert entries(client, case)[1]["decide"]["minutes_of"] is None
    close_sitting(sitting=sitting, by=officer)
    assert entries(client, case)[1]["decide"]["minutes_of"] == sitting.pk


def test_who_reads_no_sitting_is_led_to_no_minutes(client, case, trio, officer, researcher):
    decided(case, trio, officer)
    case.referrals.create(request=case, question="س", due_on=case.counts_from, referred_by=officer)
    client.force_login(researcher)
    seen = entries(client, case)[1]
    assert seen["decide"]["minutes_of"] is None and seen["reject"]["letter"] is not None


def test_nothing_stands_there_before_a_decision_is_announced(client, floored, trio, officer):
    decided(floored, trio, officer, closed=False)
    assert not any(entry.letter_url for entry in timeline(fresh(floored)))
    client.force_login(officer)
    assert not any(entry["letter"] for entry in entries(client, floored)[1].values())


def test_two_decisions_take_as_many_queries_as_one(
    client, case, trio, appeals_members, officer, member
):
    decided(case, trio, officer)
    client.force_login(officer)
    entries(client, case)
    counts = []
    for _again in range(2):
        with CaptureQueriesContext(connection) as staff:
            entries(client, case)
        seen = ServiceRequest.objects.select_related("association", "service").get(pk=case.pk)
        with CaptureQueriesContext(connection) as members:
            timeline(seen)
        counts.append((len(staff), len(members)))
        if len(counts) == 1:
            request = fresh(case)
            casework.appeal(request=request, by=member, version=request.version, reason="وثيقة")
            decided(case, appeals_members, officer, Choice.REJECT)
    assert counts[0] == counts[1]
    assert counts[0][0] <= 50 and counts[0][1] <= 2
