"""A change of the calendar is written down, and takes no pause away that ends meanwhile."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from services import casework, clock
from services.closure_log import changes_of
from services.closures import delete_closure, save_closure
from services.models import Closure, ServiceRequest
from tests.services.clockwork import travel

LIST = reverse("closures:list")
SUNDAY = date(2026, 6, 7)
WEDNESDAY = date(2026, 6, 10)


@pytest.fixture
def today(monkeypatch):
    return travel(monkeypatch)


def closed(association, first, last=None, **fields):
    values = {"name": "جرد", "first_day": first, "last_day": last or first}
    return Closure(association=association, **(values | fields))


def told(association):
    """Who, and what stood before and stands since, the newest first."""
    return [
        (
            change.by,
            change.before and (change.before.name, change.before.first_day),
            change.after and (change.after.name, change.after.first_day),
        )
        for change in changes_of(association, most=9)
    ]


def test_each_change_tells_who_and_what_stood_before(association, supervisor, superuser):
    days = save_closure(closure=closed(association, SUNDAY), by=supervisor)
    days.name, days.first_day, days.last_day = "جرد آخر", WEDNESDAY, WEDNESDAY
    save_closure(closure=days, by=superuser)
    delete_closure(closure=days, by=supervisor)
    assert told(association) == [
        (supervisor, ("جرد آخر", WEDNESDAY), None),
        (superuser, ("جرد", SUNDAY), ("جرد آخر", WEDNESDAY)),
        (supervisor, None, ("جرد", SUNDAY)),
    ]


def test_saving_the_same_again_is_no_change(association, supervisor):
    days = save_closure(closure=closed(association, SUNDAY), by=supervisor)
    save_closure(closure=days, by=supervisor)
    assert len(told(association)) == 1


def test_everybodys_changes_are_told_everywhere_and_an_associations_only_there(
    association, other_association, supervisor, superuser
):
    save_closure(closure=closed(association, SUNDAY), by=supervisor)
    save_closure(closure=closed(None, WEDNESDAY, name="العيد"), by=superuser)
    assert [change[2] for change in told(association)] == [
        ("العيد", WEDNESDAY),
        ("جرد", SUNDAY),
    ]
    for elsewhere in (other_association, None):
        assert [change[2] for change in told(elsewhere)] == [("العيد", WEDNESDAY)]


def test_the_page_shows_who_changed_what(client, association, supervisor, superuser):
    days = save_closure(closure=closed(association, SUNDAY, name="صيانة المقر"), by=superuser)
    delete_closure(closure=days, by=superuser)
    client.force_login(supervisor)
    page = client.get(LIST, {"year": 2026}).content.decode()
    assert page.count(superuser.full_name) == 2 and page.count("صيانة المقر") == 2
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _again in range(3):
        save_closure(closure=closed(association, SUNDAY), by=superuser)
    with CaptureQueriesContext(connection) as more:
        client.get(LIST)
    assert len(more) == len(few)


@pytest.fixture
def waiting(committee_request, officer, member, today):
    """A request that waits for its applicant a second time, since Sunday 14 June."""
    today(SUNDAY)
    ServiceRequest.objects.filter(pk=committee_request.pk).update(counts_from=SUNDAY)
    request = ServiceRequest.objects.get(pk=committee_request.pk)
    request = casework.start_verification(request=request, by=officer, version=None)
    for day, answered_on in ((date(2026, 6, 8), date(2026, 6, 9)), (date(2026, 6, 14), None)):
        today(day)
        request = casework.ask(request=request, by=officer, version=None, text="متى؟")
        if answered_on:
            today(answered_on)
            request = casework.answer(request=request, by=member, version=None, text="غداً")
    today(date(2026, 6, 17))
    return request


def test_an_answer_while_the_clocks_are_reckoned_keeps_its_pause(
    waiting, association, supervisor, member, monkeypatch
):
    """Between finding the requests and reckoning them somebody answers, by the days as they know
    them: the closure is not committed yet."""
    at = SimpleNamespace(found=False, answered=False)

    def answer_in_between(execute, sql, params, many, context):
        if at.found and not at.answered:
            at.answered = True
            with monkeypatch.context() as another:
                another.setattr(clock, "closures_of", lambda keys: Closure.objects.none())
                casework.answer(request=waiting, by=member, version=None, text="غداً")
        at.found = at.found or 'FROM "services_servicerequest"' in sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(answer_in_between):
        save_closure(closure=closed(association, WEDNESDAY), by=supervisor)
    assert at.answered
    # One working day of the first pause, three of the second, and the closed Wednesday.
    counts_from = ServiceRequest.objects.get(pk=waiting.pk).counts_from
    assert counts_from == date(2026, 6, 14)


def test_requests_are_locked_while_their_clocks_are_reckoned(waiting, association, supervisor):
    if not connection.features.has_select_for_update:
        return  # SQLite locks the whole database: no other writes meanwhile
    with CaptureQueriesContext(connection) as queries:
        save_closure(closure=closed(association, WEDNESDAY), by=supervisor)
    locks = [query["sql"] for query in queries if "FOR UPDATE" in query["sql"]]
    assert any('FROM "services_servicerequest"' in sql for sql in locks)
    assert any("FOR NO KEY UPDATE" in query["sql"] for query in queries)
