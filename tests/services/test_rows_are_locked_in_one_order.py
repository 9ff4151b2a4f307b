"""No two verbs wait for each other: a sitting is locked before its cases, a case before its own.

Where PostgreSQL finds two that do, it ends one of them with an error that nobody expects.
"""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from services import casework
from services.committee.announcing import announce
from services.committee.decisions import decide, postpone, recuse, revoke_decision, send_back
from services.committee.sittings import close_sitting, put_on_agenda
from services.intake.claiming import claim, claim_offered, renew_code
from services.intake.taking import Unregistered
from services.models import AgendaItem, ServiceRequest
from tests.services.committee.conftest import another_case, case, floored, trio  # noqa: F401
from tests.services.committee.sittings import Choice, opened, planned, voted
from tests.services.intake.conftest import open_service  # noqa: F401
from tests.services.intake.taking import some_code, take
from tests.services.locks import locks_seen

Outcome = AgendaItem.Outcome
# Who needs several locks takes them from left to right.
ORDER = ["sitting", "servicerequest"]
OF_A_CASE = {"agendaitem", "decision", "intake", "vote"}


def is_in_order(tables):
    ranks = [
        ORDER.index(table) if table in ORDER else len(ORDER)
        for table in tables
        if table in ORDER or table in OF_A_CASE
    ]
    return bool(ranks) and ranks == sorted(ranks)


def first_of_each(tables):
    return list(dict.fromkeys(tables))


def fresh(case):  # noqa: F811
    return ServiceRequest.objects.get(pk=case.pk)


@pytest.fixture
def sitting(floored, trio, officer):  # noqa: F811
    return opened(planned([floored], officer), trio)


@pytest.fixture
def decided_on(sitting, trio):  # noqa: F811
    voted(sitting.items.get(), dict.fromkeys(trio, Choice.ACCEPT))
    return sitting


def decides(sitting, one, trio, officer):  # noqa: F811
    votes = {person.pk: Choice.ACCEPT for person in trio}
    item = sitting.items.get()
    decide(item=item, votes=votes, reason="س", by=trio[0], version=fresh(one).version)


def postpones(sitting, one, trio, officer):  # noqa: F811
    postpone(item=sitting.items.get(), note="س", by=trio[0])


def sends_back(sitting, one, trio, officer):  # noqa: F811
    send_back(request=one, by=officer, version=fresh(one).version, reason="س")


def recuses(sitting, one, trio, officer):  # noqa: F811
    recuse(request=one, person=trio[0], reason="س", by=officer)


def closes(sitting, one, trio, officer):  # noqa: F811
    close_sitting(sitting=sitting, by=officer)


@pytest.mark.parametrize("verb", [decides, postpones, sends_back, recuses, closes])
def test_what_is_done_in_a_sitting(verb, sitting, floored, trio, officer, monkeypatch):  # noqa: F811
    with locks_seen(monkeypatch) as locks:
        verb(sitting, floored, trio, officer)
    assert is_in_order(first_of_each(locks.tables)), locks.tables


def test_what_is_done_with_a_decision(decided_on, floored, trio, officer, monkeypatch):  # noqa: F811
    with locks_seen(monkeypatch) as locks:
        revoke_decision(request=floored, by=trio[0], version=fresh(floored).version, reason="س")
    assert is_in_order(first_of_each(locks.tables)), locks.tables
    assert first_of_each(locks.tables)[0] == "sitting"
    put_on_agenda(sitting=decided_on, cases=[fresh(floored)], by=officer)
    voted(decided_on.items.last(), dict.fromkeys(trio, Choice.ACCEPT))
    with locks_seen(monkeypatch) as locks:
        announce(request=fresh(floored), by=officer, version=None, early_reason="عاجل")
    assert is_in_order(first_of_each(locks.tables)), locks.tables


def test_a_sitting_that_closes_locks_all_its_cases_before_what_is_theirs(
    case,  # noqa: F811
    another_case,  # noqa: F811
    trio,  # noqa: F811
    officer,
    monkeypatch,
):
    sitting = opened(planned([another_case, case], officer), trio)
    with locks_seen(monkeypatch) as locks:
        close_sitting(sitting=sitting, by=officer)
    before_items = locks.tables[: locks.tables.index("agendaitem")]
    assert before_items[:2] == ["sitting", "servicerequest"]
    assert {one.outcome for one in sitting.items.all()} == {Outcome.POSTPONED}


@pytest.fixture
def taken(officer, open_service):  # noqa: F811
    return take(officer, open_service)


def test_a_new_code_is_made(taken, officer, monkeypatch):
    with locks_seen(monkeypatch) as locks:
        renew_code(request=taken.request, by=officer, version=None)
    assert first_of_each(locks.tables)[:2] == ["servicerequest", "intake"]


def test_a_code_is_tried_in_vain_and_then_used(taken, person, monkeypatch):
    for code in (some_code(), taken.code):
        with locks_seen(monkeypatch) as locks, suppress(ValidationError):
            claim(by=person, reference=taken.request.reference, code=code)
        assert first_of_each(locks.tables)[:2] == ["servicerequest", "intake"]
    assert fresh(taken.request).person == person


def test_what_is_offered_is_claimed(officer, open_service, member, monkeypatch):  # noqa: F811
    asker = Unregistered("منيرة بنت سليمان", member.phone)
    taken = take(officer, open_service, asker)
    member.phone_verified = True
    member.save()
    with locks_seen(monkeypatch) as locks:
        claim_offered(by=member, reference=taken.request.reference)
    assert first_of_each(locks.tables)[:2] == ["servicerequest", "intake"]


def test_a_case_sent_back_as_its_sitting_closes_stays_sent_back(
    sitting,
    floored,  # noqa: F811
    officer,
    monkeypatch,
):
    """Sent back just before the sitting had the lock of the case: that was first."""
    with locks_seen(monkeypatch) as locks:
        locks.before["servicerequest"] = lambda: sends_back(sitting, floored, None, officer)
        close_sitting(sitting=sitting, by=officer)
    assert not locks.before
    item = sitting.items.get()
    assert (item.outcome, item.note) == (Outcome.SENT_BACK, "س")
    assert not fresh(floored).events.filter(move="postpone").exists()


def test_a_case_sent_back_and_presented_again_as_its_sitting_closes_is_not_postponed(
    sitting,
    floored,  # noqa: F811
    officer,
    monkeypatch,
):
    def meanwhile():
        sends_back(sitting, floored, None, officer)
        casework.present(request=floored, by=officer, version=fresh(floored).version)

    with locks_seen(monkeypatch) as locks:
        locks.before["servicerequest"] = meanwhile
        close_sitting(sitting=sitting, by=officer)
    assert sitting.items.get().outcome == Outcome.SENT_BACK
    assert not fresh(floored).events.filter(move="postpone").exists()


def test_a_case_sent_back_and_returned_meanwhile_is_not_postponed_on_its_old_line(
    sitting,
    floored,  # noqa: F811
    trio,  # noqa: F811
    officer,
    monkeypatch,
):
    def meanwhile():
        sends_back(sitting, floored, None, officer)
        casework.present(request=floored, by=officer, version=fresh(floored).version)

    with locks_seen(monkeypatch) as locks, pytest.raises(ValidationError):
        locks.before["servicerequest"] = meanwhile
        postpones(sitting, floored, trio, officer)
    assert not fresh(floored).events.filter(move="postpone").exists()
