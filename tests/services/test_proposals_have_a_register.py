"""Each proposal has its line in the register: what was decided, why, and what was done."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.users.models import UserProfile

from services import casework
from services.casework import StaleRequest
from services.models import Kind, ProposalEntry, Route, ServiceRequest
from services.submission import submit
from tests.services.factories import make_service
from tests.services.intake.taking import take

LIST = reverse("proposals:list")


def make_proposals_service(association):
    page = make_service(
        association, Route.DIRECT, title="اقترح فكرة", kind=Kind.PROPOSAL, open_to="everyone"
    )
    page.form_fields.create(clean_name="need", label="الفكرة", field_type="multiline")
    page.save()
    return page


@pytest.fixture
def service(association):
    return make_proposals_service(association)


def propose(person, service):
    return submit(
        person=person, service=service, answers={"need": "مظلة للانتظار"}, signed_name="نورة"
    )


@pytest.fixture
def proposal(member, service):
    return propose(member, service)


def enter(proposal, by, **words):
    fresh = ServiceRequest.objects.get(pk=proposal.pk)
    values = {"decision": "adopted", "reason": "ينفع المراجعين"} | words
    return casework.enter_in_register(request=fresh, by=by, version=fresh.version, **values)


def test_sending_a_proposal_makes_its_line(proposal):
    entry = ProposalEntry.objects.get()
    assert (entry.request, entry.decision) == (proposal, "studied")


def test_another_request_has_none(member, direct_service):
    direct_service.form_fields.create(clean_name="need", label="س", field_type="multiline")
    direct_service.save()
    submit(person=member, service=direct_service, answers={"need": "س"}, signed_name="نورة")
    assert not ProposalEntry.objects.exists()


@pytest.mark.parametrize("name", ["officer", "supervisor"])
def test_officers_and_supervisors_write_into_it(name, request, proposal):
    by = request.getfixturevalue(name)
    enter(proposal, by, outcome="وافق المجلس", done="ركّبنا المظلة")
    entry = ProposalEntry.objects.get()
    assert (entry.decision, entry.reason, entry.outcome, entry.done) == (
        "adopted",
        "ينفع المراجعين",
        "وافق المجلس",
        "ركّبنا المظلة",
    )
    assert entry.decided_by == by
    assert entry.decided_at is not None


@pytest.mark.parametrize(
    "name", ["member", "researcher", "committee_member", "editor", "other_officer"]
)
def test_nobody_else_does(name, request, proposal):
    with pytest.raises(PermissionDenied):
        enter(proposal, request.getfixturevalue(name))


def test_what_stood_there_stays_in_the_events(officer, proposal):
    enter(proposal, officer)
    enter(proposal, officer, reason="لأنه ينفع الجميع")
    notes = [event.internal_note for event in proposal.events.filter(move="enter_in_register")]
    assert "ينفع المراجعين" in notes[0]
    assert "لأنه ينفع الجميع" in notes[1]
    assert "ينفع المراجعين" not in notes[1]


def test_the_longest_entry_fits_into_the_event(officer, proposal):
    enter(proposal, officer, reason="س" * 600, outcome="ع" * 600, done="ص" * 600)
    with pytest.raises(ValidationError) as refused:
        enter(proposal, officer, done="ص" * 601)
    assert "done" in refused.value.error_dict


def test_a_decision_needs_a_reason(officer, proposal):
    with pytest.raises(ValidationError) as refused:
        enter(proposal, officer, reason=" ")
    assert "reason" in refused.value.error_dict


def test_writing_the_same_again_is_no_event(officer, proposal):
    enter(proposal, officer)
    with pytest.raises(ValidationError):
        enter(proposal, officer)


def test_two_at_once_do_not_overwrite_each_other(officer, supervisor, proposal):
    seen = ServiceRequest.objects.get(pk=proposal.pk)
    enter(proposal, officer)
    with pytest.raises(StaleRequest):
        casework.enter_in_register(
            request=seen, by=supervisor, version=seen.version, decision="partly", reason="س"
        )


def test_a_request_of_another_kind_is_not_in_the_register(officer, direct_request):
    with pytest.raises(casework.MoveNotAllowed):
        enter(direct_request, officer)


def test_the_member_is_told_and_reads_decision_reason_and_deed(
    client, officer, member, proposal, committed
):
    mail.outbox.clear()
    with committed():
        enter(proposal, officer, outcome="كلام داخلي", done="ركّبنا المظلة")
    assert len(mail.outbox) == 1
    client.force_login(member)
    page = client.get(reverse("services:request", args=[proposal.reference])).content.decode()
    assert "ينفع المراجعين" in page
    assert "ركّبنا المظلة" in page
    assert "كلام داخلي" not in page


def test_the_list_shows_one_s_own_association_only(
    client, officer, other_officer, proposal, other_association, other_member
):
    other = propose(other_member, make_proposals_service(other_association))
    for by, own, foreign in ((officer, proposal, other), (other_officer, other, proposal)):
        client.force_login(by)
        for address in (LIST, reverse("proposals:print")):
            page = client.get(address).content.decode().replace("\u00a0", "")
            assert own.reference in page
            assert foreign.reference not in page
        for reference, status in ((own.reference, 200), (foreign.reference, 404)):
            entry = reverse("proposals:entry", args=[reference])
            assert client.get(entry).status_code == status


@pytest.mark.parametrize("name", ["researcher", "committee_member", "editor"])
def test_the_register_is_for_officers_and_supervisors(client, name, request, proposal):
    client.force_login(request.getfixturevalue(name))
    assert client.get(LIST).status_code in (302, 403)
    entry = reverse("proposals:entry", args=[proposal.reference])
    assert client.get(entry).status_code == 404


def test_it_is_filtered_by_decision_and_searched(client, officer, member, service, proposal):
    second = propose(member, service)
    enter(second, officer)
    client.force_login(officer)

    def found(**query):
        page = client.get(LIST, query).content.decode().replace("\u00a0", "")
        return {one.reference for one in (proposal, second) if one.reference in page}

    assert found() == {proposal.reference, second.reference}
    assert found(decision="adopted") == {second.reference}
    assert found(q=proposal.reference) == {proposal.reference}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_it_is_exported(client, officer, proposal, kind):
    client.force_login(officer)
    answer = client.get(LIST, {"export": kind})
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    assert content
    if kind == "csv":
        assert proposal.reference in content.decode().replace("\u00a0", "")


def test_headings_and_values_are_in_the_language_of_who_exports(client, officer, proposal):
    UserProfile.objects.update_or_create(user=officer, defaults={"preferred_language": "en"})
    client.force_login(officer)
    content = b"".join(client.get(LIST, {"export": "csv"})).decode("utf-8-sig")
    heading, line = content.splitlines()
    assert heading.startswith("Reference,")
    assert "Being studied" in line


def test_the_list_takes_a_constant_number_of_queries(
    client, officer, member, service, proposal, django_assert_max_num_queries
):
    client.force_login(officer)
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for _number in range(4):
        propose(member, service)
    with django_assert_max_num_queries(len(few)):
        client.get(LIST)


def test_the_page_writes_and_keeps_what_was_typed(client, officer, proposal):
    client.force_login(officer)
    address = reverse("proposals:entry", args=[proposal.reference])
    sent = {"version": proposal.version, "decision": "not_adopted", "done": "درسناها"}
    again = client.post(address, sent)
    assert again.status_code == 422
    assert "درسناها" in again.content.decode()
    assert client.post(address, sent | {"reason": "لا مكان"}).status_code == 302
    assert ProposalEntry.objects.get().decision == "not_adopted"


def test_an_officer_does_not_decide_on_their_own(client, officer, service):
    own = propose(officer, service)
    client.force_login(officer)
    assert client.get(reverse("proposals:entry", args=[own.reference])).status_code == 404
    with pytest.raises(PermissionDenied):
        enter(own, officer)


def test_a_proposal_taken_in_by_telephone_is_in_it_too(officer, service):
    take(officer, service)
    assert ProposalEntry.objects.count() == 1
