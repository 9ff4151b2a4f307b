"""Sending one notice: tried again where that may help, and its outcome written down."""

import logging
from datetime import datetime, timedelta
from smtplib import (
    SMTPAuthenticationError,
    SMTPDataError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPSenderRefused,
)

import requests
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMultiAlternatives
from django.db.models import F, Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django_tasks import task

from accounts.models import User
from accounts.sms import SmsRefused, hand_over
from services.intake.codes import HIDDEN, code_in_force, show_code
from services.intake.notice import WITH_A_CODE
from services.models import Notice
from services.models.request import Applicant
from services.notice_words import STANDARD, link_to

logger = logging.getLogger(__name__)

Channel, Status, Problem = Notice.Channel, Notice.Status, Notice.Problem

MOST_TRIES = 8
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=6)
GROWTH = 4
# While one worker sends, no other takes the same notice; longer than any server is waited for.
TAKEN_FOR = timedelta(minutes=5)
# From this answer on a mail server means it for good.
FOR_GOOD = 500
OUTCOME = ["status", "sent_at", "problem", "detail", "retry_at"]


class Undeliverable(Exception):  # noqa: N818 - what the notice is
    """There is nobody to send to any more."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@task()
def send_notice(notice_id: int) -> None:
    """Send one notice, unless it was sent, was given up, or is being sent by another worker."""
    notice = _taken(notice_id)
    if notice is None:
        return
    try:
        with translation.override(notice.language):
            _send(notice)
    except Undeliverable as error:
        _give_up(notice, error.problem)
    except Exception as error:  # whatever a backend raises is this notice's outcome
        problem, is_final = problem_with(error)
        # What a service answers may repeat what it was given.
        said = "" if has_code(notice) else f": {error}"
        detail = f"{type(error).__name__}{said}"
        if problem == Problem.OTHER:
            logger.exception("notice %s could not be sent", notice.pk)
        if is_final or notice.tries >= MOST_TRIES:
            _give_up(notice, problem, detail)
        else:
            _try_later(notice, problem, detail)
    else:
        notice.status, notice.sent_at = Status.SENT, timezone.now()
        notice.problem, notice.detail, notice.retry_at = "", "", None
        notice.save(update_fields=OUTCOME)


def pause_after(tries: int) -> timedelta:
    """How long to wait after so many tries: a minute, then four times as long, at most 6 hours."""
    grown: timedelta = FIRST_PAUSE * GROWTH ** (tries - 1)
    return min(grown, LONGEST_PAUSE)


def send_at(notice: Notice, at: datetime) -> None:
    """Have the notice sent at a moment to come.

    Where the queue knows no later moment, `send_overdue` finds it.
    """
    if send_notice.get_backend().supports_defer:
        send_notice.using(run_after=at).enqueue(notice_id=notice.pk)


def send_overdue(now: datetime | None = None) -> int:
    """Enqueue notices whose moment passed an hour ago and more, as their task was lost.

    How many there were. For the daily run.
    """
    before = (now or timezone.now()) - timedelta(hours=1)
    lost = Notice.objects.filter(
        Q(retry_at=None, made_at__lt=before) | Q(retry_at__lt=before),
        status__in=[Status.WAITING, Status.RETRYING],
    )
    keys = list(lost.values_list("pk", flat=True))
    for key in keys:
        send_notice.enqueue(notice_id=key)
    return len(keys)


def problem_with(error: Exception) -> tuple[str, bool]:
    """What went wrong, and whether it is of no use to try again."""
    match error:
        case SmsRefused():
            return Problem.REFUSED, True
        case SMTPRecipientsRefused():
            codes = [code for code, _words in error.recipients.values()]
            return Problem.REFUSED, all(code >= FOR_GOOD for code in codes)
        case SMTPNotSupportedError():  # letters in the address that the server can't take
            return Problem.REFUSED, True
        case SMTPAuthenticationError():  # until somebody mends the settings
            return Problem.NOT_TAKEN, False
        case SMTPSenderRefused() | SMTPDataError():
            return Problem.NOT_TAKEN, error.smtp_code >= FOR_GOOD
        case SMTPException() | requests.RequestException() | OSError():
            return Problem.UNREACHABLE, False
        case ImproperlyConfigured():
            return Problem.NOT_TAKEN, False
        case _:
            return Problem.OTHER, False


def _taken(notice_id: int) -> Notice | None:
    """The notice, one more try on it and kept from other workers; None where there is no need."""
    now = timezone.now()
    free = Notice.objects.filter(
        Q(retry_at=None) | Q(retry_at__lte=now),
        pk=notice_id,
        status__in=[Status.WAITING, Status.RETRYING],
    )
    if not free.update(tries=F("tries") + 1, retry_at=now + TAKEN_FOR):
        return None
    return Notice.objects.select_related(
        "person", "event", "request__association", "request__person", "request__intake"
    ).get(pk=notice_id)


def _send(notice: Notice) -> None:
    text = words_to_send(notice)
    who: User | Applicant = notice.person or notice.request.applicant
    if isinstance(who, User) and not who.is_active:
        raise Undeliverable(Problem.NO_ACCOUNT)
    address = who.email if notice.channel == Channel.EMAIL else who.phone
    if not address:
        raise Undeliverable(Problem.NO_ADDRESS)
    if notice.channel == Channel.SMS:
        hand_over(to=address, text=text)
    else:
        _mail(notice, address, text)


def words_to_send(notice: Notice) -> str:
    """The notice's text, with the code that opens the request today where a mark stands for it.

    Undeliverable where none does.
    """
    if not has_code(notice):
        return notice.text
    code = code_in_force(notice.request.intake)
    if not code:
        raise Undeliverable(Problem.NO_CODE)
    return notice.text.replace(HIDDEN, show_code(code))


def has_code(notice: Notice) -> bool:
    return HIDDEN in notice.text and notice.event.move in WITH_A_CODE


def _mail(notice: Notice, address: str, text: str) -> None:
    context = {
        "notice": notice,
        "text": text,
        "association": notice.request.association,
        "link": notice.link or link_to(notice.request),
    }
    plain = render_to_string(f"{STANDARD}_mail.txt", context).strip()
    mail = EmailMultiAlternatives(notice.subject, f"{plain}\n", to=[address])
    mail.attach_alternative(render_to_string(f"{STANDARD}.html", context), "text/html")
    mail.send()


def _give_up(notice: Notice, problem: str, detail: str = "") -> None:
    notice.status, notice.retry_at = Status.FAILED, None
    notice.problem, notice.detail = problem, detail[:300]
    notice.save(update_fields=OUTCOME)


def _try_later(notice: Notice, problem: str, detail: str) -> None:
    at = timezone.now() + pause_after(notice.tries)
    notice.status, notice.retry_at = Status.RETRYING, at
    notice.problem, notice.detail = problem, detail[:300]
    notice.save(update_fields=OUTCOME)
    send_at(notice, at)
