"""A proposal whose case was closed or withdrawn is not shown as being studied for ever."""

from django.urls import reverse

from services import casework
from services.models import Kind, ProposalEntry, Route, State
from tests.services.factories import make_request, make_service


def test_a_proposal_that_was_closed_is_not_studied_any_more(client, association, member, officer):
    service = make_service(association, Route.DIRECT, title="اقترح", kind=Kind.PROPOSAL)
    proposals = [make_request(member, service, kind=Kind.PROPOSAL) for _number in range(3)]
    for one in proposals:
        ProposalEntry.objects.create(request=one)
    closed_one, withdrawn, studied = proposals
    casework.close_with_reason(
        request=closed_one, by=officer, version=1, reason="duplicate", message="مكرر"
    )
    casework.withdraw(request=withdrawn, by=member, version=1)
    entries = {one.request_id: one.standing for one in ProposalEntry.objects.all()}
    assert entries[closed_one.pk] == str(State.CLOSED.label)
    assert entries[withdrawn.pk] == str(State.WITHDRAWN.label)
    assert entries[studied.pk] == str(ProposalEntry.Decision.STUDIED.label)

    client.force_login(officer)

    def found(*decisions):
        page = client.get(reverse("proposals:list"), {"decision": decisions})
        return {one.request_id for one in page.context["object_list"]}

    assert found("studied") == {studied.pk}
    assert found("ended") == {closed_one.pk, withdrawn.pk}
    assert found("ended", "studied") == {one.pk for one in proposals}
    assert found("adopted") == set()


def test_what_was_decided_on_a_proposal_stays_when_it_is_closed(association, member, officer):
    service = make_service(association, Route.DIRECT, title="اقترح", kind=Kind.PROPOSAL)
    case = make_request(member, service, kind=Kind.PROPOSAL)
    case = casework.enter_in_register(
        request=case, by=officer, version=1, decision="adopted", reason="ينفع"
    )
    case = casework.close_with_reason(
        request=case, by=officer, version=case.version, reason="other", message="انتهى الأمر"
    )
    assert case.proposal.standing == str(ProposalEntry.Decision.ADOPTED.label)
