"""An officer ends what can't go on: with a reason for the file, and words to the person."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from services import casework
from services.api.schemas import RequestDetail
from services.calendar.entries import entries_for
from services.casework import MoveNotAllowed, StaleRequest
from services.deadlines import due_on
from services.models import (
    ClosingReason,
    Kind,
    Notice,
    NoticeTemplate,
    Route,
    ServiceRequest,
    State,
)
from services.queries import casework_of
from services.referrals import open_referrals_of
from services.timeline import timeline
from services.unanswered import close_unanswered
from services.wording import CLOSED_BECAUSE, closed_because
from services.worklist.tabs import Tab, Worklist
from tests import cast
from tests.services.factories import handed_over, make_request, make_service, stand

WORDS = "وجدنا طلبك المرسل أمس، ونعمل عليه"
TODAY = timezone.localdate()


def closed(request, by, **changes):
    values = {"version": request.version, "reason": "duplicate", "message": WORDS}
    return casework.close_with_reason(request=request, by=by, **(values | changes))


def test_it_ends_with_the_reason_and_the_words_on_its_event(committee_request, officer):
    request = closed(committee_request, officer, internal_note="اتصلت به")
    assert (request.state, request.closing_reason) == (State.CLOSED, "duplicate")
    assert request.closed_at is not None
    event = request.events.last()
    assert (event.move, event.actor, event.message) == ("close_with_reason", officer, WORDS)
    assert str(ClosingReason.DUPLICATE.label) in event.internal_note
    assert "اتصلت به" in event.internal_note


def test_what_is_before_the_committee_is_sent_back_first(committee_request, officer):
    for state in (State.WITH_COMMITTEE, State.APPEALED):
        case = stand(committee_request, state)
        with pytest.raises(MoveNotAllowed):
            closed(case, officer)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "unwanted"}, "reason"),
        ({"message": " "}, "message"),
        ({"message": "س" * 2001}, "message"),
    ],
)
def test_without_a_reason_or_words_nothing_is_closed(committee_request, officer, changes, field):
    with pytest.raises(ValidationError) as refused:
        closed(committee_request, officer, **changes)
    assert field in refused.value.message_dict
    assert ServiceRequest.objects.get().state == State.SUBMITTED


def test_what_changed_meanwhile_is_not_closed(committee_request, officer):
    casework.start_verification(request=committee_request, by=officer, version=1)
    with pytest.raises(StaleRequest):
        closed(committee_request, officer)


def test_the_supervisor_closes_a_complaint_about_every_officer_only(
    association, member, officer, supervisor
):
    service = make_service(association, Route.DIRECT, kind=Kind.COMPLAINT)
    complaint = make_request(member, service, kind=Kind.COMPLAINT)
    with pytest.raises(PermissionDenied):
        closed(complaint, supervisor)
    complaint = casework.name_complained_about(
        request=complaint, by=supervisor, version=complaint.version, person=officer
    )
    assert closed(complaint, supervisor).state == State.CLOSED


def test_what_waits_for_a_report_is_taken_back_from_the_researcher(
    committee_request, officer, researcher
):
    request = casework.start_verification(request=committee_request, by=officer, version=1)
    request = casework.refer(
        request=request, by=officer, version=request.version, question="؟", due_on=TODAY
    )
    assert open_referrals_of(researcher).exists()
    request = closed(request, officer, reason="unreachable")
    assert request.referrals.get().recalled_at is not None
    assert not open_referrals_of(researcher).exists()
    assert not casework_of(researcher).exists()


def test_a_question_stays_unanswered_and_the_clock_stands_no_more(committee_request, officer):
    request = casework.start_verification(request=committee_request, by=officer, version=1)
    request = casework.ask(request=request, by=officer, version=request.version, text="؟")
    request = closed(request, officer, reason="not_needed")
    assert request.open_question is not None
    assert request.waiting_since is None


def test_deliveries_stay_and_none_is_awaited_any_more(committee_request, officer):
    case = stand(committee_request, State.ACCEPTED)
    case = casework.register(
        request=case, by=officer, version=case.version, expected_on=TODAY,
        planned_deliveries=12, delivered_every="month",
    )  # fmt: skip
    case = casework.start_delivery(request=case, by=officer, version=case.version)
    case = casework.deliver_part(
        request=case, by=officer, version=case.version, amount=Decimal(500), **handed_over()
    )
    case = closed(case, officer, reason="deceased")
    assert case.deliveries.in_force().get().amount == Decimal(500)
    assert due_on(case) is None


def test_it_is_neither_on_work_lists_nor_in_calendars(direct_request, officer):
    case = casework.schedule(
        request=direct_request, by=officer, version=1, contact_note="هاتف",
        expected_on=TODAY + timedelta(days=1),
    )  # fmt: skip
    open_tabs = [tab for tab in Tab if tab != Tab.ALL]

    def found():
        worklist = Worklist(officer)
        return [
            tab
            for tab in open_tabs
            if any(part.filter(pk=case.pk).exists() for part in worklist.requests(tab))
        ]

    assert found()
    assert [entry for entry in entries_for(officer) if case.reference in entry.uid]
    closed(case, officer)
    assert not found()
    assert not [entry for entry in entries_for(officer) if case.reference in entry.uid]


@pytest.mark.parametrize("reason", ClosingReason)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_reason_is_told_in_plain_words_and_that_one_may_ask_again(
    committee_request, officer, reason, language
):
    request = closed(committee_request, officer, reason=reason.value)
    with translation.override(language):
        because = closed_because(request)
        assert (reason == ClosingReason.OTHER) != (reason in CLOSED_BECAUSE)
        assert str(CLOSED_BECAUSE.get(reason, "")) in because
        if language == "en":
            assert ("whenever you like" in because) == (reason != ClosingReason.DECEASED)
        words = timeline(request)[-1].words
    assert words == "\n\n".join(filter(None, [because, WORDS]))


def test_the_person_reads_why_on_the_page_and_by_the_api(
    client, committee_request, officer, member
):
    closed(committee_request, officer)
    client.force_login(member)
    address = reverse("services:request", args=[committee_request.reference])
    because = str(CLOSED_BECAUSE[ClosingReason.DUPLICATE])
    page = client.get(address)
    assert because in page.context["stands"]
    assert page.content.decode().count(because) == 2
    assert WORDS in page.content.decode()
    assert str(ClosingReason.DUPLICATE.label) not in page.content.decode()


def test_one_closed_for_want_of_an_answer_says_so_as_before(
    client, committee_request, officer, member
):
    request = casework.start_verification(request=committee_request, by=officer, version=1)
    request = casework.ask(request=request, by=officer, version=request.version, text="؟")
    request = close_unanswered(request)
    assert request.closing_reason == ""
    client.force_login(member)
    page = client.get(reverse("services:request", args=[request.reference]))
    assert "سؤالنا لم يُجب عنه" in page.context["stands"]


def test_the_person_is_told_the_reason_in_the_mail_and_by_own_words_of_the_association(
    committee_request, officer, association, committed
):
    because = str(CLOSED_BECAUSE[ClosingReason.DUPLICATE])
    another = make_request(committee_request.person, committee_request.service)
    with committed():
        closed(committee_request, officer)
    body = mail.outbox[-1].body
    assert because in body
    assert WORDS in body
    NoticeTemplate.objects.create(
        association=association, move="close_with_reason", language="ar",
        subject="انتهى", text="يا {name}", sms="انتهى",
    )  # fmt: skip
    with committed():
        closed(another, officer)
    body = mail.outbox[-1].body
    assert because in body
    assert WORDS in body
    told = Notice.objects.filter(request=another, channel=Notice.Channel.SMS, to_staff=False)
    assert not [one for one in told if WORDS in one.text]


def test_the_person_may_rate_it_and_ask_anew(committee_request, officer, member):
    assert closed(committee_request, officer).may_be_rated
    assert make_request(member, committee_request.service).state == State.SUBMITTED


def test_the_officer_closes_it_on_its_page_once_they_understood(client, committee_request, officer):
    client.force_login(officer)
    page = reverse("casework:case", args=[committee_request.reference])
    address = reverse("casework:move", args=[committee_request.reference, "close_with_reason"])
    assert address in client.get(page).content.decode()
    fields = {"version": committee_request.version, "reason": "not_ours", "message": WORDS}
    sent = {f"close_with_reason-{name}": value for name, value in fields.items()}
    assert client.post(address, sent).status_code == 422
    assert ServiceRequest.objects.get().state == State.SUBMITTED
    assert client.post(address, sent | {"close_with_reason-understood": "on"}).status_code == 302
    assert ServiceRequest.objects.get().state == State.CLOSED
    shown = client.get(page).content.decode()
    assert str(ClosingReason.NOT_OURS.label) in shown
    assert address not in shown


@pytest.mark.parametrize("who", ["supervisor", "researcher", "committee_member"])
def test_others_of_the_staff_are_not_offered_it(committee_request, officer, request, who):
    user = request.getfixturevalue(who)
    assert "close_with_reason" not in {move.name for move in committee_request.moves_open_to(user)}


def test_officers_of_another_association_see_nothing_of_it(
    client, committee_request, other_officer, officer
):
    address = reverse("casework:move", args=[committee_request.reference, "close_with_reason"])
    client.force_login(other_officer)
    assert client.post(address).status_code == 404
    with pytest.raises(PermissionDenied):
        closed(committee_request, other_officer)


def test_the_code_of_the_reason_and_the_words_stand_in_the_api(committee_request, officer):
    request = closed(committee_request, officer)
    asking = RequestFactory().get("/")
    asking.user = cast.make_person("سائل")
    detail = RequestDetail.from_orm(request, context={"request": asking})
    assert (detail.state, detail.closing_reason) == ("closed", "duplicate")
    because = str(CLOSED_BECAUSE[ClosingReason.DUPLICATE])
    assert because in detail.stands
    assert because in detail.timeline[-1].words
