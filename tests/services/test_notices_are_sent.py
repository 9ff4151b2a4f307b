"""Each notice by its channel, tried again where that helps, its outcome on the case."""

from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone
from django_tasks import task_backends

from accounts.models import User
from accounts.notifications import choose_channels
from accounts.sms import MemorySms, SmsRefused
from services import casework, notices, sending
from services.models import Intake, Notice, ServiceRequest
from services.sending import LONGEST_PAUSE, MOST_TRIES, pause_after, send_notice, send_overdue
from tests import cast
from tests.services.factories import make_request, make_service

Channel, Status, Problem = Notice.Channel, Notice.Status, Notice.Problem
HERE = "tests.services.test_notices_are_sent"


class Failing(BaseEmailBackend):
    """A mail server that answers with `error`, and counts how often it was asked."""

    error: Exception = ConnectionRefusedError()
    asked = 0

    def send_messages(self, messages):
        type(self).asked += 1
        raise self.error


class FailingSms:
    error: Exception = ConnectionRefusedError()

    def send(self, *, to, text):
        raise self.error


@pytest.fixture(autouse=True)
def empty_boxes():
    MemorySms.outbox.clear()
    Failing.error, Failing.asked = ConnectionRefusedError(), 0


@pytest.fixture
def broken_mail(settings):
    settings.EMAIL_BACKEND = f"{HERE}.Failing"


@pytest.fixture
def moved(committee_request, officer, committed):
    """A function that makes a move the member is told of, and gives its notices by channel."""

    def move():
        with committed():
            casework.start_verification(request=committee_request, by=officer, version=1)
        return {notice.channel: notice for notice in Notice.objects.all()}

    return move


@pytest.fixture
def later(settings):
    """A queue that keeps tasks for later, as the real one does."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    yield lambda: task_backends["default"].results
    task_backends["default"].clear()


def test_a_notice_stands_in_the_site_and_goes_by_mail(moved, member):
    made = moved()
    assert set(made) == {Channel.EMAIL, Channel.SITE}
    assert {notice.status for notice in made.values()} == {Status.SENT}
    assert made[Channel.EMAIL].tries == 1
    assert made[Channel.EMAIL].text in mail.outbox[0].body
    assert mail.outbox[0].subject == made[Channel.EMAIL].subject


def test_each_kind_goes_by_the_channels_the_member_chose(moved, member):
    choose_channels(person=member, chosen={"progress": ["sms"], "messages": ["email"]})
    assert set(moved()) == {Channel.SMS}
    assert mail.outbox == []
    assert MemorySms.outbox[0].to == member.phone


def test_a_message_is_of_another_kind(committee_request, officer, member, committed):
    choose_channels(person=member, chosen={"progress": ["sms"], "messages": ["email"]})
    with committed():
        casework.reply(request=committee_request, by=officer, text="يوم الأحد")
    assert [notice.channel for notice in Notice.objects.all()] == [Channel.EMAIL]
    assert "يوم الأحد" in mail.outbox[0].body


@pytest.mark.parametrize("move", ["note", "write"])
def test_of_notes_and_of_ones_own_words_the_member_is_told_nothing(
    move, committee_request, officer, member, committed
):
    by = member if move == "write" else officer
    with committed():
        getattr(casework, move)(request=committee_request, by=by, text="سر بيننا")
    assert not Notice.objects.exists()
    assert mail.outbox == []


def test_internal_words_stand_in_no_notice(committee_request, officer, member, committed):
    choose_channels(person=member, chosen={"progress": ["email", "sms", "site"]})
    with committed():
        casework.start_verification(
            request=committee_request, by=officer, version=1, internal_note="سر بيننا"
        )
    assert Notice.objects.count() == 3
    for notice in Notice.objects.all():
        assert "سر بيننا" not in notice.subject + notice.text


def test_a_closed_account_is_told_nothing(moved, member):
    User.objects.filter(pk=member.pk).update(is_active=False)
    assert moved() == {}


def test_a_server_that_is_down_is_asked_again(moved, broken_mail):
    notice = moved()[Channel.EMAIL]
    assert (notice.status, notice.problem) == (Status.RETRYING, Problem.UNREACHABLE)
    assert notice.retry_at > timezone.now()
    assert "ConnectionRefusedError" in notice.detail


def test_the_next_try_is_put_off(moved, broken_mail, later):
    notice = moved()[Channel.EMAIL]
    assert notice.status == Status.WAITING
    [first] = later()
    first.task.call(*first.args, **first.kwargs)
    [_first, second] = later()
    notice.refresh_from_db()
    assert second.task.run_after == notice.retry_at
    assert second.kwargs == {"notice_id": notice.pk}
    assert pause_after(1) - timedelta(seconds=5) < second.task.run_after - timezone.now()


def test_pauses_grow_and_end():
    pauses = [pause_after(tries) for tries in range(1, MOST_TRIES + 1)]
    assert pauses[:3] == [timedelta(minutes=1), timedelta(minutes=4), timedelta(minutes=16)]
    assert pauses == sorted(pauses)
    assert pauses[-1] == LONGEST_PAUSE


def test_after_the_last_try_it_is_given_up(moved, broken_mail):
    notice = moved()[Channel.EMAIL]
    for _try in range(MOST_TRIES + 3):
        Notice.objects.filter(pk=notice.pk).update(retry_at=timezone.now())
        send_notice.call(notice_id=notice.pk)
    notice.refresh_from_db()
    assert (notice.status, notice.tries) == (Status.FAILED, MOST_TRIES)
    assert notice.problem == Problem.UNREACHABLE
    assert Failing.asked == MOST_TRIES


REFUSED = {"member@example.org": (550, b"no such user")}
GREYLISTED = {"member@example.org": (451, b"try later")}


@pytest.mark.parametrize(
    ("error", "problem", "status"),
    [
        (SMTPRecipientsRefused(REFUSED), Problem.REFUSED, Status.FAILED),
        (SMTPRecipientsRefused(GREYLISTED), Problem.REFUSED, Status.RETRYING),
        (SMTPDataError(554, b"spam"), Problem.NOT_TAKEN, Status.FAILED),
        (SMTPDataError(452, b"full"), Problem.NOT_TAKEN, Status.RETRYING),
        (SMTPAuthenticationError(535, b"no"), Problem.NOT_TAKEN, Status.RETRYING),
        (SMTPServerDisconnected(), Problem.UNREACHABLE, Status.RETRYING),
        (TimeoutError(), Problem.UNREACHABLE, Status.RETRYING),
        (KeyError("?"), Problem.OTHER, Status.RETRYING),
    ],
)
def test_what_is_wrong_for_good_is_not_tried_again(error, problem, status, moved, broken_mail):
    Failing.error = error
    notice = moved()[Channel.EMAIL]
    assert (notice.status, notice.problem) == (status, problem)


def test_a_number_the_gateway_refuses_is_not_tried_again(moved, member, settings):
    settings.SMS_BACKEND = f"{HERE}.FailingSms"
    FailingSms.error = SmsRefused("HTTP 400")
    choose_channels(person=member, chosen={"progress": ["sms"]})
    notice = moved()[Channel.SMS]
    assert (notice.status, notice.problem) == (Status.FAILED, Problem.REFUSED)


def test_what_was_sent_is_not_sent_again(moved):
    notice = moved()[Channel.EMAIL]
    send_notice.call(notice_id=notice.pk)
    assert len(mail.outbox) == 1


def test_while_one_worker_sends_another_leaves_it(moved, later, monkeypatch):
    notice = moved()[Channel.EMAIL]
    seen = []

    def send(_notice):
        send_notice.call(notice_id=notice.pk)  # the same task, run a second time meanwhile
        seen.append(_notice)

    monkeypatch.setattr(sending, "_send", send)
    send_notice.call(notice_id=notice.pk)
    assert len(seen) == 1


def test_an_address_that_went_away_meanwhile(moved, member, later):
    choose_channels(person=member, chosen={"progress": ["sms"]})
    notice = moved()[Channel.SMS]
    User.objects.filter(pk=member.pk).update(phone=None)
    send_notice.call(notice_id=notice.pk)
    notice.refresh_from_db()
    assert (notice.status, notice.problem) == (Status.FAILED, Problem.NO_ADDRESS)


def test_an_account_that_was_closed_meanwhile(moved, member, later):
    notice = moved()[Channel.EMAIL]
    User.objects.filter(pk=member.pk).update(is_active=False)
    send_notice.call(notice_id=notice.pk)
    notice.refresh_from_db()
    assert (notice.status, notice.problem) == (Status.FAILED, Problem.NO_ACCOUNT)
    assert mail.outbox == []


def test_a_notice_whose_task_was_lost_is_sent_by_the_daily_run(moved, later, settings):
    moved()
    assert send_overdue() == 0
    later().clear()
    Notice.objects.update(made_at=timezone.now() - timedelta(hours=2))
    assert send_overdue() == 1
    [lost] = later()
    lost.task.call(*lost.args, **lost.kwargs)
    assert len(mail.outbox) == 1
    assert send_overdue() == 0


def unclaimed(association, officer, **address):
    """A request that was taken in for somebody who has no account."""
    request = make_request(officer, make_service(association))
    ServiceRequest.objects.filter(pk=request.pk).update(person=None)
    Intake.objects.create(
        request=request, full_name="عائشة بنت علي", taken_by=officer, language="en", **address
    )
    return ServiceRequest.objects.get(pk=request.pk)


@pytest.mark.parametrize(
    ("address", "channel"),
    [
        ({"email": "aisha@example.org", "phone": "+966555700143"}, Channel.EMAIL),
        ({"phone": "+966555700143"}, Channel.SMS),
    ],
)
def test_who_has_no_account_yet_is_told_too(address, channel, association, officer, committed):
    other = cast.make_staff(association, cast.Role.RELATIONS_OFFICER)
    request = unclaimed(association, officer, **address)
    with committed():
        casework.start_verification(request=request, by=other, version=1)
    notice = Notice.objects.get()
    assert (notice.channel, notice.person, notice.status) == (channel, None, Status.SENT)
    text = mail.outbox[0].body if channel == Channel.EMAIL else MemorySms.outbox[0].text
    assert "We are checking that your request is complete." in text


# To the officer to whom the case is assigned.


@pytest.fixture
def assigned(committee_request, officer):
    ServiceRequest.objects.filter(pk=committee_request.pk).update(assigned_to=officer)
    return ServiceRequest.objects.get(pk=committee_request.pk)


def test_the_assigned_officer_is_told_that_the_member_wrote(assigned, member, officer, committed):
    with committed():
        casework.write(request=assigned, by=member, text="كلام خاص")
    [message] = mail.outbox
    assert message.to == [officer.email]
    assert reverse("casework:case", args=[assigned.reference]) in message.body
    assert "كلام خاص" not in message.body
    assert Notice.objects.get().to_staff


def test_an_answer_is_told_to_both(assigned, member, officer, committed):
    moved = casework.start_verification(request=assigned, by=officer, version=1)
    asked = casework.ask(request=moved, by=officer, version=2, text="؟")
    with committed():
        casework.answer(request=asked, by=member, version=3, text="نعم")
    assert {message.to[0] for message in mail.outbox} == {officer.email, member.email}


def test_who_no_longer_serves_there_is_not_told(assigned, member, officer, committed):
    officer.appointments.update(ends_on=timezone.localdate() - timedelta(days=1))
    with committed():
        casework.write(request=assigned, by=member, text="كلمة")
    assert mail.outbox == []


def test_an_officer_may_do_without_mails_of_work(assigned, member, officer, committed):
    choose_channels(person=officer, chosen={"work": []})
    with committed():
        casework.write(request=assigned, by=member, text="كلمة")
    assert mail.outbox == []


# On the page of the case.


def case(request):
    return reverse("casework:case", args=[request.reference])


def again(notice):
    return reverse("casework:resend", args=[notice.request.reference, notice.pk])


def test_the_case_tells_each_outcome(client, officer, moved, committee_request, broken_mail):
    Failing.error = SMTPRecipientsRefused(REFUSED)
    notice = moved()[Channel.EMAIL]
    client.force_login(officer)
    page = client.get(case(committee_request)).content.decode()
    assert notice.get_problem_display() in page
    assert again(notice) in page


def test_a_failed_notice_is_sent_again(client, officer, moved, broken_mail, settings, committed):
    Failing.error = SMTPRecipientsRefused(REFUSED)
    notice = moved()[Channel.EMAIL]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    client.force_login(officer)
    with committed():
        client.post(again(notice))
    notice.refresh_from_db()
    assert (notice.status, notice.tries, notice.problem) == (Status.SENT, 1, "")
    assert len(mail.outbox) == 1


def test_what_arrived_is_not_sent_again_by_the_button(client, officer, moved, committed):
    notice = moved()[Channel.EMAIL]
    with pytest.raises(ValidationError):
        notices.send_again(notice=notice, by=officer)
    client.force_login(officer)
    with committed():
        client.post(again(notice))
    assert len(mail.outbox) == 1


def test_only_officers_and_supervisors_of_the_association_send_again(
    client, moved, broken_mail, researcher, other_officer, member
):
    Failing.error = SMTPRecipientsRefused(REFUSED)
    notice = moved()[Channel.EMAIL]
    for user in (researcher, other_officer, member):
        with pytest.raises(PermissionDenied):
            notices.send_again(notice=notice, by=user)
        client.force_login(user)
        assert client.post(again(notice)).status_code in (302, 404)
    notice.refresh_from_db()
    assert notice.status == Status.FAILED


def test_a_notice_of_another_case_is_not_reached_through_ones_own(
    client, officer, other_association, moved, other_member, broken_mail
):
    Failing.error = SMTPRecipientsRefused(REFUSED)
    own = moved()[Channel.EMAIL]
    foreign_request = make_request(other_member, make_service(other_association))
    foreign = Notice.objects.create(
        request=foreign_request,
        event=foreign_request.events.get(),
        person=other_member,
        channel=Channel.EMAIL,
        status=Status.FAILED,
    )
    client.force_login(officer)
    address = reverse("casework:resend", args=[own.request.reference, foreign.pk])
    assert client.post(address).status_code == 404
