from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from services import casework
from services.casework import MoveNotAllowed
from services.committee.decisions import recuse
from services.committee.members import voters_of
from services.committee.sittings import waiting_cases
from services.models import Decision, ServiceRequest, State
from tests.services.committee.sittings import Choice, opened, planned, voted


@pytest.fixture
def rejected(case, trio, officer):
    """Not accepted by the first two of three; the third was absent."""
    item = opened(planned([case], officer), trio[:2]).items.get()
    voted(item, dict.fromkeys(trio[:2], Choice.REJECT), reason="لا يستوفي الشروط")
    return ServiceRequest.objects.get(pk=case.pk)


def appealed(request, member):
    return casework.appeal(
        request=request, by=member, version=request.version, reason="لدي وثيقة جديدة"
    )


def test_who_appeals_says_why(rejected, member, officer):
    with pytest.raises(ValidationError) as refused:
        casework.appeal(request=rejected, by=member, version=rejected.version, reason=" ")
    assert "reason" in refused.value.message_dict
    with pytest.raises(PermissionDenied):
        appealed(rejected, officer)
    request = appealed(rejected, member)
    assert (request.state, request.is_closed) == (State.APPEALED, False)


def test_an_appeal_is_made_within_the_window(rejected, member, association):
    decision = rejected.decisions.get()
    last_day = timezone.localdate() + timedelta(days=association.appeal_days)
    assert rejected.appeal_until == last_day

    decision.announced_at = timezone.now() - timedelta(days=association.appeal_days + 1)
    decision.save()
    with pytest.raises(MoveNotAllowed):
        appealed(rejected, member)

    decision.announced_at = timezone.now() - timedelta(days=association.appeal_days)
    decision.save()
    assert appealed(rejected, member).state == State.APPEALED


@pytest.mark.parametrize("days", [0, 5])
def test_what_was_told_of_appeals_stands_when_the_association_changes_it(
    rejected, member, association, days
):
    until = rejected.appeal_until
    association.appeal_days = days
    association.save()
    rejected = ServiceRequest.objects.get(pk=rejected.pk)
    assert rejected.appeal_until == until
    assert appealed(rejected, member).state == State.APPEALED


@pytest.fixture
def deaf_association(association):
    association.appeal_days = 0
    association.save()


def test_an_association_may_hear_no_appeals(deaf_association, rejected, member):
    assert rejected.appeal_until is None
    with pytest.raises(MoveNotAllowed):
        appealed(rejected, member)


def test_others_than_those_who_decided_hear_it(rejected, member, trio, appeals_members, officer):
    request = appealed(rejected, member)
    item = opened(planned([request], officer), [*appeals_members, *trio]).items.get()
    assert voters_of(item) == sorted([trio[2], *appeals_members], key=lambda one: one.full_name)
    votes = dict.fromkeys(voters_of(item), Choice.ACCEPT)
    with pytest.raises(PermissionDenied):
        voted(item, votes, by=trio[0])
    with pytest.raises(ValidationError):
        voted(item, votes | {trio[0]: Choice.REJECT}, by=trio[2])
    assert voted(item, votes).on_appeal


def test_the_first_decision_stays_as_it_was(rejected, member, appeals_members, officer):
    before = Decision.objects.values().get()
    request = appealed(rejected, member)
    item = opened(planned([request], officer), appeals_members).items.get()
    voted(item, dict.fromkeys(appeals_members, Choice.ACCEPT), reason="الوثيقة الجديدة تكفي")
    request = ServiceRequest.objects.get(pk=request.pk)
    assert request.state == State.ACCEPTED
    assert Decision.objects.values().get(pk=before["id"]) == before
    assert [one.accepts for one in request.decisions.all()] == [False, True]


def test_after_an_appeal_there_is_no_other(rejected, member, appeals_members, officer):
    request = appealed(rejected, member)
    item = opened(planned([request], officer), appeals_members).items.get()
    voted(item, dict.fromkeys(appeals_members, Choice.REJECT))
    request = ServiceRequest.objects.get(pk=request.pk)
    assert request.state == State.REJECTED
    assert not request.may_be_appealed
    with pytest.raises(MoveNotAllowed):
        appealed(request, member)


def test_appeals_stand_on_agendas_of_their_own(rejected, member, association, officer):
    request = appealed(rejected, member)
    assert list(waiting_cases(association, hears_appeals=True)) == [request]
    assert list(waiting_cases(association, hears_appeals=False)) == []
    with pytest.raises(ValidationError):
        planned([request], officer, hears_appeals=False)


def test_without_a_quorum_of_others_an_appeal_is_not_decided(
    rejected, member, trio, appeals_members, officer
):
    request = appealed(rejected, member)
    item = opened(planned([request], officer), [appeals_members[0], *trio[:2]]).items.get()
    with pytest.raises(ValidationError):
        voted(item, {appeals_members[0]: Choice.ACCEPT})


def test_members_of_the_appeals_committee_are_recused_too(
    rejected, member, appeals_members, officer
):
    request = appealed(rejected, member)
    recuse(request=request, person=appeals_members[0], reason="قرابة", by=appeals_members[0])
    item = opened(planned([request], officer), appeals_members).items.get()
    assert voters_of(item) == appeals_members[1:]
