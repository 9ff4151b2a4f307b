from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from services.casework import MoveNotAllowed, StaleRequest
from services.committee.announcing import announce
from services.committee.decisions import decide, recuse
from services.committee.members import voters_of
from services.models import AgendaItem, Decision, Recusal, ServiceRequest, State
from services.queries import casework_of
from tests import cast
from tests.cast import Role
from tests.services.committee.sittings import Choice, opened, planned, voted


@pytest.fixture
def item(case, trio, officer):
    """A case before an open sitting of three, led by the first."""
    return opened(planned([case], officer), trio).items.get()


def test_more_votes_for_than_against_accept(item, trio):
    decision = voted(
        item,
        dict(zip(trio, (Choice.ACCEPT, Choice.REJECT, Choice.ACCEPT), strict=True)),
        conditions="ألا يتكرر خلال السنة",
    )
    counted = (decision.votes_for, decision.votes_against, decision.abstentions)
    assert (decision.accepts, decision.by_chair, counted) == (True, False, (2, 1, 0))
    case = ServiceRequest.objects.get(pk=item.request_id)
    assert case.state == State.ACCEPTED
    message = case.events.last().message
    assert message.startswith("يستوفي الشروط\n\n")
    assert message.endswith("ألا يتكرر خلال السنة")
    assert case.votes.count() == 3


def test_equal_votes_go_with_the_chair(item, trio):
    votes = dict(zip(trio, (Choice.REJECT, Choice.ACCEPT, Choice.ABSTAIN), strict=True))
    decision = voted(item, votes)
    assert (decision.accepts, decision.by_chair) == (False, True)


def test_equal_votes_without_the_chairs_are_no_decision(item, trio):
    votes = dict(zip(trio, (Choice.ABSTAIN, Choice.ACCEPT, Choice.REJECT), strict=True))
    with pytest.raises(ValidationError):
        voted(item, votes)
    assert not Decision.objects.exists()
    assert not item.request.votes.exists()


@pytest.mark.parametrize("votes", [{}, {0: "accept"}, {0: "accept", 1: "accept", 2: "perhaps"}])
def test_each_who_hears_the_case_votes(item, trio, votes):
    with pytest.raises(ValidationError):
        voted(item, {trio[key]: choice for key, choice in votes.items()}, by=trio[0])


def test_a_decision_has_a_reason(item, trio):
    with pytest.raises(ValidationError) as refused:
        voted(item, dict.fromkeys(trio, Choice.ACCEPT), reason="  ")
    assert "reason" in refused.value.message_dict


def test_the_longest_reason_and_conditions_are_told_whole(floored, trio, officer):
    item = opened(planned([floored], officer), trio).items.get()
    voted(
        item,
        dict.fromkeys(trio, Choice.REJECT),
        reason="س" * 2000,
        conditions="ش" * 2000,
        early_reason="ص" * 1000,
    )
    message = floored.events.last().message
    assert all(letter * many in message for letter, many in (("س", 2000), ("ش", 2000)))
    assert "ص" * 1000 in message


def test_who_was_absent_neither_votes_nor_writes_the_decision_down(case, trio, officer):
    item = opened(planned([case], officer), trio[:2]).items.get()
    assert voters_of(item) == trio[:2]
    with pytest.raises(PermissionDenied):
        voted(item, dict.fromkeys(trio[:2], Choice.ACCEPT), by=trio[2])
    with pytest.raises(PermissionDenied):
        voted(item, dict.fromkeys(trio[:2], Choice.ACCEPT), by=officer)


def test_a_case_is_decided_once(item, trio):
    votes = dict.fromkeys(trio, Choice.ACCEPT)
    voted(item, votes)
    with pytest.raises(ValidationError):
        voted(item, votes)
    assert Decision.objects.count() == 1


def test_who_decides_had_the_case_as_it_is_before_them(item, trio):
    with pytest.raises(StaleRequest):
        decide(
            item=item,
            votes={person.pk: Choice.ACCEPT for person in trio},
            reason="يستوفي",
            by=trio[0],
            version=item.request.version - 1,
        )


def test_who_is_recused_neither_sees_the_case_nor_votes(item, trio):
    case = item.request
    assert casework_of(trio[2]).filter(pk=case.pk).exists()
    recuse(request=case, person=trio[2], reason="ابن عمي", by=trio[2])
    assert not casework_of(trio[2]).filter(pk=case.pk).exists()
    assert voters_of(item) == trio[:2]
    with pytest.raises(PermissionDenied):
        voted(item, dict.fromkeys(trio[:2], Choice.ACCEPT), by=trio[2])
    decision = voted(item, dict.fromkeys(trio[:2], Choice.ACCEPT))
    assert decision.votes_for == 2


def test_a_recusal_may_cost_the_quorum(item, trio):
    for person in trio[1:]:
        recuse(request=item.request, person=person, reason="قرابة", by=trio[0])
    with pytest.raises(ValidationError, match="2"):
        voted(item, {trio[0]: Choice.ACCEPT})


def test_a_recused_chair_breaks_no_tie(item, trio):
    recuse(request=item.request, person=trio[0], reason="قرابة", by=trio[0])
    with pytest.raises(ValidationError):
        voted(item, {trio[1]: Choice.ACCEPT, trio[2]: Choice.REJECT})


def test_nobody_is_recused_from_what_they_decided(floored, trio, officer):
    item = opened(planned([floored], officer), trio[:2]).items.get()
    voted(item, dict.fromkeys(trio[:2], Choice.ACCEPT))
    for person, refused in ((trio[0], True), (trio[2], False)):
        if refused:
            with pytest.raises(ValidationError) as told:
                recuse(request=floored, person=person, reason="قرابة", by=officer)
            assert "person" in told.value.message_dict
        else:
            recuse(request=floored, person=person, reason="قرابة", by=officer)
    assert Recusal.objects.get().person == trio[2]


def test_only_who_hears_a_case_is_recused_and_once(case, trio, officer, member, researcher):
    recuse(request=case, person=trio[0], reason="قرابة", by=officer)
    for person in (trio[0], researcher, officer):
        with pytest.raises(ValidationError):
            recuse(request=case, person=person, reason="قرابة", by=officer)
    for by in (member, researcher, trio[0]):
        with pytest.raises(PermissionDenied):
            recuse(request=case, person=trio[1], reason="قرابة", by=by)


def test_a_recused_officer_announces_nothing(floored, trio, officer, association):
    officer.appointments.create(
        association=association, role=Role.COMMITTEE_MEMBER, starts_on=cast.LONG_AGO
    )
    recuse(request=floored, person=officer, reason="شريك", by=trio[0])
    item = opened(planned([floored], trio[0]), trio).items.get()
    voted(item, dict.fromkeys(trio, Choice.ACCEPT))
    with pytest.raises(PermissionDenied):
        announce(request=floored, by=officer, version=None, early_reason="عاجل")


def test_a_term_that_ends_during_the_sitting_ends_the_vote(item, trio):
    trio[2].appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    assert voters_of(item) == trio[:2]


def test_whose_case_it_is_does_not_hear_it(member, case, trio, officer, association):
    member.appointments.create(
        association=association, role=Role.COMMITTEE_MEMBER, starts_on=cast.LONG_AGO
    )
    item = opened(planned([case], officer), [trio[0], trio[1], member]).items.get()
    assert voters_of(item) == trio[:2]
    with pytest.raises(PermissionDenied):
        voted(item, dict.fromkeys(trio[:2], Choice.ACCEPT), by=member)


def test_a_case_of_a_sitting_not_opened_is_not_decided(case, trio, officer):
    item = planned([case], officer).items.get()
    with pytest.raises(ValidationError):
        voted(item, dict.fromkeys(trio, Choice.ACCEPT))
    with pytest.raises(MoveNotAllowed):
        announce(request=case, by=officer, version=None)
    assert AgendaItem.objects.get().outcome == ""
