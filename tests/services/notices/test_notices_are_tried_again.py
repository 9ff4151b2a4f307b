"""A notice that did not get through is tried again where that helps, and given up at last."""

from datetime import timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)

import pytest
from django.core import mail
from django.utils import timezone

from accounts.notifications import choose_channels
from accounts.sms import SmsRefused
from services import sending
from services.models import Notice
from services.sending import LONGEST_PAUSE, MOST_TRIES, pause_after, send_notice, send_overdue
from tests.services.notices.post import HERE, REFUSED, Failing, FailingSms

Channel, Status, Problem = Notice.Channel, Notice.Status, Notice.Problem


GREYLISTED = {"member@example.org": (451, b"try later")}


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


def test_while_one_worker_sends_another_leaves_it(moved, later, monkeypatch):
    notice = moved()[Channel.EMAIL]
    seen = []

    def send(_notice):
        send_notice.call(notice_id=notice.pk)  # the same task, run a second time meanwhile
        seen.append(_notice)

    monkeypatch.setattr(sending, "_send", send)
    send_notice.call(notice_id=notice.pk)
    assert len(seen) == 1


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
