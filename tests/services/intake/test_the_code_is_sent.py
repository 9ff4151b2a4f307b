"""The notice with the code: kept without it, sent by a task and tried again, its outcome told."""

from datetime import timedelta

import pytest
import requests
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.urls import reverse
from django.utils import timezone
from django_tasks import task_backends

from accounts.sms import MemorySms
from services.intake.claiming import claim, renew_code
from services.intake.codes import HIDDEN, MOST_TRIES, code_in_force
from services.intake.taking import Unregistered
from services.models import Intake, Notice
from services.sending import send_notice
from tests.services.intake.taking import take

Status, Problem = Notice.Status, Notice.Problem
HERE = "tests.services.intake.test_the_code_is_sent"
BY_MAIL = Unregistered("منيرة بنت سليمان", email="munira@example.org")


class NoMail(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, messages):
        raise ConnectionRefusedError


class Repeating:
    """A gateway whose error repeats what it was given."""

    def send(self, *, to, text):
        raise requests.ConnectionError(f"no answer to {to}: {text}")


@pytest.fixture
def later(settings):
    """A queue that keeps tasks for later, as the real one does."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    yield lambda: task_backends["default"].results
    task_backends["default"].clear()


def plain(text):
    return text.replace("\u00a0", "")


def again(notice):
    """The next try, as if its moment had come."""
    Notice.objects.filter(pk=notice.pk).update(retry_at=None)
    send_notice.call(notice_id=notice.pk)
    notice.refresh_from_db()


def test_nothing_is_sent_while_the_officer_waits(officer, open_service, committed, later):
    with committed():
        taken = take(officer, open_service, BY_MAIL)
    notice = Notice.objects.get()
    assert (notice.status, notice.channel, notice.person) == (Status.WAITING, "email", None)
    assert mail.outbox == []
    [queued] = later()
    assert (queued.args, queued.kwargs) == ([], {"notice_id": notice.pk})
    queued.task.call(*queued.args, **queued.kwargs)
    assert taken.code in plain(mail.outbox[0].body)
    assert taken.code in plain(mail.outbox[0].alternatives[0][0])
    notice.refresh_from_db()
    assert notice.status == Status.SENT
    assert HIDDEN in notice.text and taken.code not in plain(notice.text)


def test_a_mail_server_that_is_down_is_asked_again(officer, open_service, committed, settings):
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{HERE}.NoMail"
    with committed():
        taken = take(officer, open_service, BY_MAIL)
    notice = Notice.objects.get()
    assert (notice.status, notice.problem) == (Status.RETRYING, Problem.UNREACHABLE)
    settings.EMAIL_BACKEND = working
    again(notice)
    assert notice.status == Status.SENT
    assert taken.code in plain(mail.outbox[0].body)


def test_what_a_gateway_answers_is_not_kept_with_the_code_in_it(
    officer, open_service, committed, settings
):
    settings.SMS_BACKEND = f"{HERE}.Repeating"
    with committed():
        taken = take(officer, open_service)
    notice = Notice.objects.get()
    assert (notice.status, notice.detail) == (Status.RETRYING, "ConnectionError")
    assert taken.code not in plain(str(Notice.objects.values().get()))


def test_a_new_code_is_told_the_same_way(officer, open_service, committed, texts):
    taken = take(officer, open_service)
    with committed():
        code = renew_code(request=taken.request, by=officer, version=taken.request.version)
    notice = Notice.objects.get(event__move="renew_code")
    assert (notice.status, notice.channel) == (Status.SENT, "sms")
    assert code in plain(texts[0].text) and code not in plain(notice.text)


def test_what_is_sent_late_tells_the_code_that_holds(officer, open_service, texts):
    taken = take(officer, open_service)
    first = Notice.objects.get()
    code = renew_code(request=taken.request, by=officer, version=taken.request.version)
    assert code != taken.code
    again(first)
    assert code in plain(texts[0].text)


def claimed(taken, person):
    claim(by=person, reference=taken.request.reference, code=taken.code)


def too_old(_taken, _person):
    Intake.objects.update(code_made_at=timezone.now() - timedelta(days=91))


def tried_too_often(_taken, _person):
    Intake.objects.update(failed_tries=MOST_TRIES)


@pytest.mark.parametrize("became", [claimed, too_old, tried_too_often])
def test_a_code_that_opens_nothing_is_not_sent(became, officer, person, open_service, texts):
    taken = take(officer, open_service)
    became(taken, person)
    notice = Notice.objects.filter(person=None).get()
    again(notice)
    assert (notice.status, notice.problem) == (Status.FAILED, Problem.NO_CODE)
    assert texts == [] and mail.outbox == []


def test_the_outcome_stands_on_the_case(client, officer, open_service, committed, settings):
    settings.EMAIL_BACKEND = f"{HERE}.NoMail"
    with committed():
        taken = take(officer, open_service, BY_MAIL)
    client.force_login(officer)
    page = client.get(reverse("casework:case", args=[taken.request.reference])).content.decode()
    assert Notice.objects.get().get_problem_display() in page
    assert taken.code not in plain(page)


def test_with_another_secret_key_no_code_is_made_of_what_is_kept(officer, open_service, settings):
    taken = take(officer, open_service)
    assert code_in_force(Intake.objects.get()) == taken.code
    settings.SECRET_KEY = "another"
    assert code_in_force(Intake.objects.get()) == ""


def test_nobody_is_told_of_a_made_up_past(officer, open_service, committed):
    MemorySms.outbox.clear()
    with committed():
        take(officer, open_service, tells=False)
    assert not Notice.objects.exists() and MemorySms.outbox == []
