from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from services import casework, daily
from services.casework import MoveNotAllowed, StaleRequest
from services.committee import announcing
from services.committee.announcing import announce, may_be_announced_now
from services.committee.decisions import send_back
from services.models import Decision, ServiceRequest, State
from services.promises import earliest_decision_on
from services.timeline import timeline
from tests.services.committee.sittings import Choice, opened, planned, to_committee, voted
from tests.services.factories import make_request


def decided_on(case, officer, people, choice=Choice.ACCEPT, **words):
    item = opened(planned([case], officer), people).items.get()
    return voted(item, dict.fromkeys(people, choice), **words)


def pass_the_floor(case):
    long_ago = timezone.now() - timedelta(days=14)
    ServiceRequest.objects.filter(pk=case.pk).update(submitted_at=long_ago)


def test_before_the_floor_a_decision_waits_and_the_member_reads_nothing(floored, trio, officer):
    decision = decided_on(floored, officer, trio)
    floored.refresh_from_db()
    assert (floored.state, decision.announced_at) == (State.WITH_COMMITTEE, None)
    assert all("decide" not in entry.title for entry in timeline(floored))
    assert decision.reason not in " ".join(entry.words for entry in timeline(floored))
    assert daily.announce() == (0, 0)


def test_an_earlier_announcement_needs_a_reason_that_is_kept_and_shown(floored, trio, officer):
    decision = decided_on(floored, officer, trio)
    with pytest.raises(ValidationError) as refused:
        announce(request=floored, by=officer, version=None, early_reason="  ")
    told = refused.value.message_dict["early_reason"][0]
    assert str(earliest_decision_on(floored).year) in told and "هـ" in told

    case = announce(request=floored, by=officer, version=None, early_reason="حالة طبية عاجلة")
    decision.refresh_from_db()
    assert (case.state, decision.early_reason) == (State.ACCEPTED, "حالة طبية عاجلة")
    assert any("حالة طبية عاجلة" in entry.words for entry in timeline(case))


def test_a_decision_may_be_announced_early_as_it_is_taken(floored, trio, officer):
    decision = decided_on(floored, officer, trio, early_reason="حالة طبية عاجلة")
    assert decision.announced_at and decision.early_reason == "حالة طبية عاجلة"


def test_on_the_day_of_the_floor_no_reason_is_asked_for_nor_kept(floored, trio, officer):
    pass_the_floor(floored)
    floored.refresh_from_db()
    assert earliest_decision_on(floored) == timezone.localdate()
    assert may_be_announced_now(floored)
    decision = decided_on(floored, officer, trio, early_reason="لا داعي")
    assert decision.announced_at and decision.early_reason == ""


def test_the_site_announces_what_is_due_and_nothing_else(
    floored, another_case, trio, officer, member
):
    decided_on(floored, officer, trio, Choice.REJECT)
    assert daily.announce() == (0, 0)
    pass_the_floor(floored)
    assert daily.announce() == (1, 0)
    floored.refresh_from_db()
    assert (floored.state, floored.events.last().actor) == (State.REJECTED, None)
    another_case.refresh_from_db()
    assert another_case.state == State.WITH_COMMITTEE
    assert daily.announce() == (0, 0)


def test_a_decision_that_cannot_be_announced_leaves_the_others_their_turn(
    floored, trio, officer, member, monkeypatch, caplog
):
    other = make_request(member, floored.service, policy_version=floored.policy_version)
    other = to_committee(other, officer)
    item_of = opened(planned([floored, other], officer), trio).items
    for case in (floored, other):
        voted(item_of.get(request=case), dict.fromkeys(trio, Choice.ACCEPT))
        pass_the_floor(case)
    real = announcing.announce

    def fails_for_one(*, request, **acting):
        if request.pk == floored.pk:
            raise RuntimeError
        return real(request=request, **acting)

    monkeypatch.setattr(announcing, "announce", fails_for_one)
    assert daily.announce() == (1, 1)
    other.refresh_from_db()
    assert other.state == State.ACCEPTED
    assert floored.reference in caplog.text


def test_a_case_withdrawn_before_the_day_is_not_announced(floored, trio, officer, member):
    decided_on(floored, officer, trio)
    floored.refresh_from_db()
    casework.withdraw(request=floored, by=member, version=floored.version)
    pass_the_floor(floored)
    assert daily.announce() == (0, 0)
    assert Decision.objects.get().announced_at is None


def test_a_decision_is_announced_once_and_by_who_may(floored, trio, officer, researcher, member):
    decided_on(floored, officer, trio)
    floored.refresh_from_db()
    for person in (researcher, member):
        with pytest.raises(PermissionDenied):
            announce(request=floored, by=person, version=None, early_reason="عاجل")
    with pytest.raises(StaleRequest):
        announce(request=floored, by=officer, version=floored.version - 1, early_reason="عاجل")
    announce(request=floored, by=trio[2], version=floored.version, early_reason="عاجل")
    with pytest.raises(MoveNotAllowed):
        announce(request=floored, by=officer, version=None, early_reason="عاجل")


def test_what_is_decided_is_not_sent_back(floored, trio, officer):
    decided_on(floored, officer, trio)
    floored.refresh_from_db()
    with pytest.raises(MoveNotAllowed):
        send_back(request=floored, by=officer, version=floored.version, reason="ينقصه شيء")


def test_the_words_of_an_announcement_are_in_the_members_language(floored, trio, officer, member):
    member.language = "en"
    member.save()
    decided_on(floored, officer, trio, early_reason="urgent", conditions="once a year")
    assert "Conditions: once a year" in floored.events.last().message
