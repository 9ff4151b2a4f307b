"""Who has no account answers by telephone, a visit or a letter, and an officer writes it down."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from services import casework
from services.casework import MoveNotAllowed
from services.daily import close_unanswered, remind
from services.intake.claiming import claim
from services.models import Notice, Route, ServiceRequest, State
from tests import cast
from tests.services.factories import make_request, make_service, stand
from tests.services.filled_in import pdf
from tests.services.intake.conftest import with_form
from tests.services.intake.taking import take

ANSWER = "رقم العقد ٤٤، وينتهي في شعبان"


@pytest.fixture
def taken(association, officer):
    """Taken in by telephone for somebody without an account; nobody has claimed it."""
    service = make_service(association, Route.COMMITTEE, title="إعانة", open_to="everyone")
    return take(officer, with_form(service))


@pytest.fixture
def asked(taken, officer):
    request = casework.start_verification(
        request=taken.request, by=officer, version=taken.request.version
    )
    return casework.ask(request=request, by=officer, version=request.version, text="رقم العقد؟")


def recorded(request, by, **changes):
    values = {"version": request.version, "text": ANSWER, "channel": "phone"}
    return casework.record_answer(request=request, by=by, **(values | changes))


def test_the_answer_is_kept_and_the_event_says_how_it_came(asked, officer):
    request = recorded(asked, officer)
    assert request.state == State.VERIFYING
    question = request.questions.get()
    assert (question.answer, question.answered_at is not None) == (ANSWER, True)
    event = request.events.last()
    assert (event.move, event.actor, event.channel, event.message) == (
        "record_answer",
        officer,
        "phone",
        ANSWER,
    )
    assert event.clause_anchor == ""
    assert request.waiting_since is None


def test_what_was_answered_is_not_closed_for_want_of_an_answer(asked, officer, monkeypatch):
    recorded(asked, officer)
    later = timezone.now() + timedelta(days=90)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    assert (remind(), close_unanswered()) == ((0, 0), (0, 0))
    assert ServiceRequest.objects.get(pk=asked.pk).state == State.VERIFYING


def test_who_claims_it_reads_what_was_written_down_for_them(asked, taken, officer, client):
    recorded(asked, officer, channel="visit")
    owner = cast.make_person("منيرة بنت سليمان")
    claim(by=owner, reference=asked.reference, code=taken.code)
    client.force_login(owner)
    page = client.get(reverse("services:request", args=[asked.reference])).content.decode()
    assert "رقم العقد؟" in page
    assert page.count(ANSWER) >= 2
    assert "زيارة" in page


def test_who_asked_is_told_that_it_was_written_down(asked, officer, committed):
    with committed():
        request = recorded(asked, officer)
    told = Notice.objects.filter(event=request.events.last(), to_staff=False)
    assert [one.channel for one in told] == [Notice.Channel.SMS]


def test_the_colleague_who_has_the_case_is_told(asked, officer, association, committed):
    colleague = cast.make_staff(association, cast.Role.RELATIONS_OFFICER)
    request = casework.assign(request=asked, by=officer, version=asked.version, to=colleague)
    with committed():
        request = recorded(request, officer)
    told = Notice.objects.filter(event=request.events.last(), to_staff=True)
    assert [one.person for one in told] == [colleague]


def test_words_alone_leave_the_signature_as_it_was_and_files_ask_for_a_new_one(
    committee_request, officer
):
    request = casework.start_verification(request=committee_request, by=officer, version=1)
    request = casework.ask(request=request, by=officer, version=request.version, text="؟")
    request = recorded(request, officer)
    assert request.is_attested
    request = casework.ask(request=request, by=officer, version=request.version, text="؟")
    request = recorded(request, officer, channel="whatsapp", files=[pdf()])
    assert request.files.count() == 1
    assert not request.is_attested
    with pytest.raises(MoveNotAllowed):
        casework.present(request=request, by=officer, version=request.version)
    request = casework.record_signature(
        request=request,
        by=officer,
        version=request.version,
        method="paper",
        signed_name="نورة",
        internal_note="في الملف",
    )
    assert request.is_attested


def test_a_message_that_awaits_a_reply_goes_on_awaiting_it(committee_request, officer, member):
    request = casework.start_verification(request=committee_request, by=officer, version=1)
    request = casework.ask(request=request, by=officer, version=request.version, text="؟")
    casework.write(request=request, by=member, text="متى تنتهون؟")
    assert recorded(request, officer).awaits_reply


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "س" * 4001}, "text"),
        ({"channel": "website"}, "channel"),
        ({"channel": ""}, "channel"),
        ({"files": [pdf()] * 11}, "files"),
    ],
)
def test_what_is_missing_or_too_much_is_refused(asked, officer, changes, field):
    with pytest.raises(ValidationError) as refused:
        recorded(asked, officer, **changes)
    assert field in refused.value.message_dict
    assert ServiceRequest.objects.get(pk=asked.pk).state == State.INFORMATION_REQUIRED


@pytest.mark.parametrize("who", ["member", "supervisor", "researcher", "other_officer"])
def test_only_an_officer_writes_it_down(asked, request, who):
    with pytest.raises(PermissionDenied), transaction.atomic():
        recorded(asked, request.getfixturevalue(who))


def test_an_officer_does_not_answer_for_themself(officer, committee_service):
    own = stand(make_request(officer, committee_service), State.INFORMATION_REQUIRED)
    with pytest.raises(PermissionDenied):
        recorded(own, officer)


def test_the_officer_does_it_on_the_page_of_the_case(client, asked, officer):
    client.force_login(officer)
    address = reverse("casework:move", args=[asked.reference, "record_answer"])
    assert address in client.get(reverse("casework:case", args=[asked.reference])).content.decode()
    fields = {"version": asked.version, "channel": "phone", "text": ANSWER}
    sent = {f"record_answer-{name}": value for name, value in fields.items()}
    sent["record_answer-files"] = pdf()
    assert client.post(address, sent).status_code == 302
    page = client.get(reverse("casework:case", args=[asked.reference]))
    newest = page.context["timeline"][-1]
    assert newest["words_of_applicant"]
    assert newest["by_hand"]
    assert page.content.decode().count("الهاتف") >= 2
    assert asked.files.count() == 1


def test_who_asks_somebody_without_an_account_learns_how_the_answer_comes(
    client, taken, officer, committee_request
):
    client.force_login(officer)
    words = {}
    for request in (taken.request, committee_request):
        moved = casework.start_verification(request=request, by=officer, version=request.version)
        page = client.get(reverse("casework:case", args=[moved.reference]))
        form = next(form for form in page.context["forms"] if form.move == "ask")
        words[request.person_id is None] = str(form.fields["text"].help_text)
    assert words[True] != words[False]
