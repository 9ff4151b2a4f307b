"""A decision recorded with a mistake is withdrawn while nobody was told, and taken again."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import RequestFactory
from django.utils import timezone

from services import casework, daily
from services.api.schemas import RequestDetail
from services.casework import MoveNotAllowed, StaleRequest
from services.committee import announcing
from services.committee.agenda import agenda
from services.committee.announcing import announce
from services.committee.decisions import postpone, recuse, revoke_decision
from services.committee.sittings import close_sitting, put_on_agenda, waiting_cases
from services.models import AgendaItem, Decision, Notice, ServiceRequest, State, Vote
from services.timeline import decisions_at, timeline
from tests.services.committee.sittings import Choice, opened, planned, voted
from tests.services.committee.test_decisions_are_announced import pass_the_floor

Outcome = AgendaItem.Outcome
MISTAKE = "سُجّل صوت العضو الثاني خطأ"


def fresh(case):
    return ServiceRequest.objects.get(pk=case.pk)


def revoked(case, by, reason=MISTAKE, version=None):
    version = version or fresh(case).version
    return revoke_decision(request=fresh(case), by=by, version=version, reason=reason)


@pytest.fixture
def sitting(floored, trio, officer):
    """Open still, after it decided not to accept the case, which is not to be announced yet."""
    sitting = opened(planned([floored], officer), trio)
    voted(sitting.items.get(), dict.fromkeys(trio, Choice.REJECT), reason="لا يستوفي")
    return sitting


def test_it_is_not_announced_and_stays_on_record_with_its_votes(sitting, floored, trio):
    case = revoked(floored, trio[1])
    decision = Decision.objects.get()
    assert (decision.revoked_by, decision.revoke_reason) == (trio[1], MISTAKE)
    assert decision.revoked_at and decision.announced_at is None and not decision.accepts
    assert Vote.objects.filter(item=decision.item).count() == 3
    assert (case.state, case.decision_to_announce) == (State.WITH_COMMITTEE, None)
    assert case.events.last().internal_note == MISTAKE
    pass_the_floor(floored)
    assert daily.announce() == (0, 0)
    with pytest.raises(MoveNotAllowed):
        announce(request=fresh(floored), by=trio[0], version=None)


def test_it_is_decided_again_in_the_same_open_sitting(sitting, floored, trio, officer):
    revoked(floored, trio[0])
    assert sitting.items.get().outcome == Outcome.REVOKED
    put_on_agenda(sitting=sitting, cases=[fresh(floored)], by=officer)
    again = voted(sitting.items.last(), dict.fromkeys(trio, Choice.ACCEPT))
    assert [one.outcome for one in sitting.items.all()] == [Outcome.REVOKED, Outcome.DECIDED]
    assert [one.accepts for one in Decision.objects.all()] == [False, True]
    assert list(Decision.objects.in_force()) == [again]
    pass_the_floor(floored)
    assert daily.announce() == (1, 0)
    assert fresh(floored).state == State.ACCEPTED
    assert list(Decision.objects.announced()) == [again]


def test_after_the_sitting_was_closed_the_case_waits_for_another(sitting, floored, trio, officer):
    close_sitting(sitting=sitting, by=officer)
    assert list(waiting_cases(floored.association, hears_appeals=False)) == []
    revoked(floored, trio[0])
    assert list(waiting_cases(floored.association, hears_appeals=False)) == [floored]
    row = agenda(sitting, reader=officer)[0]
    assert row.item.outcome == Outcome.DECIDED  # its minutes say what it decided
    another = opened(planned([fresh(floored)], officer), trio)
    voted(another.items.get(), dict.fromkeys(trio, Choice.ACCEPT), early_reason="عاجل")
    assert fresh(floored).state == State.ACCEPTED


@pytest.mark.parametrize("who", ["officer", "supervisor", "researcher", "member", "other_officer"])
def test_nobody_withdraws_it_who_does_not_hear_the_case(sitting, floored, who, request):
    with pytest.raises(PermissionDenied):
        revoked(floored, request.getfixturevalue(who))
    assert Decision.objects.unannounced().exists()


def test_who_is_recused_withdraws_nothing(floored, trio, officer):
    recuse(request=floored, person=trio[2], reason="قرابة", by=officer)
    item = opened(planned([fresh(floored)], officer), trio).items.get()
    voted(item, dict.fromkeys(trio[:2], Choice.REJECT))
    with pytest.raises(PermissionDenied):
        revoked(floored, trio[2])


def test_it_takes_a_reason_and_the_case_as_it_stands(sitting, floored, trio):
    with pytest.raises(ValidationError):
        revoked(floored, trio[0], reason=" ")
    with pytest.raises(StaleRequest):
        revoked(floored, trio[0], version=fresh(floored).version - 1)
    revoked(floored, trio[0])
    with pytest.raises(MoveNotAllowed):
        revoked(floored, trio[0])


def test_what_was_announced_stands(case, trio, officer):
    item = opened(planned([case], officer), trio).items.get()
    decision = voted(item, dict.fromkeys(trio, Choice.REJECT))
    with pytest.raises(MoveNotAllowed):
        revoked(case, trio[0])
    told = Decision.objects.filter(pk=decision.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        told.update(revoked_at=timezone.now())


def test_the_applicant_reads_and_is_told_nothing_of_it(sitting, floored, trio, member):
    notices = Notice.objects.count()
    events = len(timeline(fresh(floored)))
    case = revoked(floored, trio[0])
    assert Notice.objects.count() == notices
    assert len(timeline(case)) == events
    asking = RequestFactory().get("/")
    asking.user = member
    told = RequestDetail.from_orm(case, context={"request": asking}).model_dump_json()
    told += " ".join(f"{one.title} {one.words}" for one in timeline(case))
    assert MISTAKE not in told and "لا يستوفي" not in told


def test_each_event_leads_to_the_decision_it_took_or_told(sitting, floored, trio, officer):
    revoked(floored, trio[0])
    put_on_agenda(sitting=sitting, cases=[fresh(floored)], by=officer)
    voted(sitting.items.last(), dict.fromkeys(trio, Choice.REJECT), early_reason="عاجل")
    first, second = Decision.objects.order_by("pk")
    case = fresh(floored)
    events = list(case.events.all())
    at = decisions_at(case, events)
    assert [(one.move, at[one.pk]) for one in events if one.pk in at] == [
        ("decide", first),
        ("decide", second),
        ("reject", second),
    ]
    told = list(case.events.filter(move="reject"))
    assert decisions_at(case, told) == {told[0].pk: second}


def test_who_voted_may_be_recused_once_the_vote_counts_no_more(sitting, floored, trio, officer):
    with pytest.raises(ValidationError):
        recuse(request=fresh(floored), person=trio[2], reason="قرابة", by=officer)
    revoked(floored, trio[0])
    recuse(request=fresh(floored), person=trio[2], reason="قرابة", by=officer)
    put_on_agenda(sitting=sitting, cases=[fresh(floored)], by=officer)
    decision = voted(sitting.items.last(), dict.fromkeys(trio[:2], Choice.ACCEPT))
    assert decision.votes_for == 2


def test_who_took_a_decision_withdrawn_had_a_part_in_the_first_all_the_same(
    sitting, floored, trio, officer, member, appeals_members
):
    """An appeal is heard by who never heard the case, whatever became of their vote."""
    revoked(floored, trio[0])
    another = opened(planned([fresh(floored)], officer), trio[1:])
    voted(another.items.get(), dict.fromkeys(trio[1:], Choice.REJECT), early_reason="عاجل")
    case = fresh(floored)
    casework.appeal(request=case, by=member, version=case.version, reason="وثيقة جديدة")
    assert fresh(floored).had_part_in_decision(trio[0])


def test_a_decision_on_appeal_is_withdrawn_by_who_hears_the_appeal(
    floored, trio, officer, member, appeals_members
):
    item = opened(planned([floored], officer), trio).items.get()
    voted(item, dict.fromkeys(trio, Choice.REJECT), early_reason="عاجل")
    case = fresh(floored)
    casework.appeal(request=case, by=member, version=case.version, reason="وثيقة جديدة")
    item = opened(planned([fresh(floored)], officer), appeals_members).items.get()
    voted(item, dict.fromkeys(appeals_members, Choice.REJECT))
    with pytest.raises(PermissionDenied):
        revoked(floored, trio[0])
    assert revoked(floored, appeals_members[1]).state == State.APPEALED
    item = opened(planned([fresh(floored)], officer), appeals_members).items.get()
    voted(item, dict.fromkeys(appeals_members, Choice.ACCEPT), early_reason="عاجل")
    assert fresh(floored).state == State.ACCEPTED


def test_an_announcement_that_read_the_decision_before_tells_no_other(
    sitting, floored, trio, officer, monkeypatch
):
    """It was read; then withdrawn, and another taken that says the same; then announced."""
    real = announcing.make_move

    def late(name, **given):
        monkeypatch.setattr(announcing, "make_move", real)
        revoked(floored, trio[0])
        put_on_agenda(sitting=sitting, cases=[fresh(floored)], by=officer)
        voted(sitting.items.last(), dict.fromkeys(trio, Choice.REJECT), reason="لسبب آخر")
        return real(name, **given)

    monkeypatch.setattr(announcing, "make_move", late)
    with pytest.raises(MoveNotAllowed):
        announce(request=fresh(floored), by=officer, version=None, early_reason="عاجل")
    assert not Decision.objects.announced().exists()


def test_a_case_may_be_postponed_after_its_decision_was_withdrawn(sitting, floored, trio, officer):
    revoked(floored, trio[0])
    put_on_agenda(sitting=sitting, cases=[fresh(floored)], by=officer)
    postpone(item=sitting.items.last(), note="يُعاد النظر", by=trio[0])
    assert [one.outcome for one in sitting.items.all()] == [Outcome.REVOKED, Outcome.POSTPONED]
