"""The list by urgency is in the order of due days, however it is paged; what nothing is due of
comes last."""

import random
from datetime import date, timedelta

import pytest
from django.urls import reverse

from saudi.working_days import add_working_days
from services.clock import ClosedDays
from services.deadlines import due_on
from services.models import ServiceRequest, State
from services.worklist.paging import URGENT, batches
from services.worklist.tabs import Tab, Worklist
from tests import cast
from tests.services.due_days import scatter, write_closures
from tests.services.factories import make_request, make_service

LIST = reverse("casework:list")
UNDATED = date.max


@pytest.fixture
def scattered(member, officer, association, other_association):
    """Makes requests of two associations, in all states and on many days, with closures."""

    def make(seed, count):
        chance = random.Random(seed)
        officer.appointments.create(
            association=other_association,
            role=cast.Role.RELATIONS_OFFICER,
            starts_on=cast.LONG_AGO,
        )
        association.promised_working_days, association.promised_ever = 20, [4, 11]
        other_association.promised_working_days = 60
        association.save()
        other_association.save()
        write_closures(chance, association, other_association)
        services = [make_service(association), make_service(other_association)]
        requests = [make_request(member, chance.choice(services)) for _ in range(count)]
        scatter(chance, requests, versions={})
        return ServiceRequest.objects.select_related("association", "policy_version")

    return make


def due_of(case):
    """The day by which something is due, as the list sorts it."""
    return due_on(case, ClosedDays(case.association_id)) or UNDATED


def pages(client, link="next_url", address=f"{LIST}?tab=open"):
    found = []
    while address:
        context = client.get(address).context
        found.append(list(context["object_list"]))
        address = context[link]
    return found


@pytest.mark.parametrize("seed", range(3))
def test_what_is_due_first_stands_first(client, officer, scattered, seed, monkeypatch):
    monkeypatch.setattr("services.staff.listing.A_PAGE", 7)
    cases = scattered(seed, 60)
    client.force_login(officer)
    forth = pages(client)
    shown = [case for page in forth for case in page]
    assert {case.pk for case in shown} == {case.pk for case in cases.filter(closed_at=None)}
    assert len(set(shown)) == len(shown)
    days = [due_of(case) for case in shown]
    assert days == sorted(days)
    assert len(set(days)) > 10
    assert UNDATED in days

    undated = [case.counts_from for case in shown if due_of(case) == UNDATED]
    assert len(undated) > 1
    last = client.get(f"{LIST}?tab=open")
    while last.context["next_url"]:
        last = client.get(last.context["next_url"])
    back = [list(last.context["object_list"])]
    back += pages(client, "previous_url", last.context["previous_url"])
    assert back == forth[::-1]


def test_a_stated_day_stands_among_the_promised_ones(client, officer, association, member):
    service = make_service(association)
    today = date(2026, 3, 2)
    closed = ClosedDays(association.pk)
    promised = add_working_days(today, association.promised_working_days, closed)
    before = promised - timedelta(days=1)
    old, stated, later, waiting = [make_request(member, service) for _ in range(4)]

    def change(case, **values):
        ServiceRequest.objects.filter(pk=case.pk).update(**values)

    change(old, counts_from=today)
    change(stated, counts_from=date(2026, 3, 9), state=State.SCHEDULED, expected_on=today)
    change(later, counts_from=date(2025, 1, 1), state=State.DELIVERING, expected_on=before)
    change(
        waiting,
        counts_from=date(2024, 1, 1),
        state=State.INFORMATION_REQUIRED,
        waiting_since=today,
    )
    client.force_login(officer)
    shown = [case.pk for case in pages(client)[0]]
    assert shown == [stated.pk, later.pk, old.pk, waiting.pk]
    for tab in ("overdue", "queue"):
        shown = [case.pk for case in pages(client, address=f"{LIST}?tab={tab}")[0]]
        assert shown == [stated.pk, later.pk, old.pk]


@pytest.mark.parametrize("tab", [Tab.OPEN, Tab.QUEUE, Tab.OVERDUE, Tab.WAITING])
def test_batches_come_in_the_same_order_as_pages(client, officer, scattered, tab):
    scattered(7, 50)
    client.force_login(officer)
    windows = Worklist(officer).windows(tab, URGENT)
    everything = ServiceRequest.objects.all()
    read = list(batches(windows, order=URGENT, size=4, rows=everything))
    shown = pages(client, address=f"{LIST}?tab={tab}")
    assert len(read) > 1
    assert [one for some in read for one in some] == [one for page in shown for one in page]


@pytest.mark.parametrize(
    "place",
    [
        "after~2026-03-02~555",
        "after~2026-03-02~x~555",
        "after~x~2026-03-02~555",
        "after~9999-12-30~2026-03-02~555",
        "after~0001-01-01~2026-03-02~555",
        "before~1990-01-01~0001-01-01~555",
        "after~2190-12-31~2026-03-02~555",
        "on~2026-03-02~2026-03-02~555",
        "after~~2026-03-02T00:00:00+00:00~555",
    ],
)
def test_an_address_that_names_no_place_opens_all_the_same(
    client, officer, committee_request, place
):
    client.force_login(officer)
    assert client.get(LIST, {"tab": "open", "at": place}).status_code == 200
