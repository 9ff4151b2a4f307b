"""Notices to the member on each change of a request, sent by a task after commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django_tasks import task

from accounts.sms import send_sms
from services.models import RequestEvent
from services.promises import earliest_decision_on, promised_on
from services.references import show_reference
from services.wording import told

TEMPLATES = "services/mail/request_moved"
_silent: ContextVar[bool] = ContextVar("_silent", default=False)


@contextmanager
def silence() -> Iterator[None]:
    """Tell nobody of what happens within: for a demo's made-up past, never for real requests."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def notify_member(event: RequestEvent) -> None:
    """Have the person told of `event` by a task, once the transaction is committed.

    Of what leaves the state as it was nothing is told. A queue that refuses is only logged.
    """

    def enqueue() -> None:
        send_notice.enqueue(event_id=event.pk)

    if event.from_state != event.to_state and not _silent.get():
        transaction.on_commit(enqueue, robust=True)


@task
def send_notice(event_id: int) -> None:
    """Tell the person of one event: by e-mail, or by SMS where they have no e-mail address."""
    event = RequestEvent.objects.select_related(
        "request__association",
        "request__service",
        "request__person",
        "request__policy_version",
    ).get(pk=event_id)
    person = event.request.person
    if not person.is_active:
        return
    with translation.override(person.language):
        context = {
            "event": event,
            "request": event.request,
            "service": event.request.service.localized,
            "association": event.request.association,
            "person": person,
            "told": told(event),
            "earliest_decision_on": earliest_decision_on(event.request),
            "promised_on": promised_on(event.request),
            "reference": show_reference(event.request.reference),
            "link": settings.BASE_URL + reverse("services:request", args=[event.request.reference]),
        }
        if person.email:
            _mail(person.email, context)
        elif person.phone:
            send_sms(to=person.phone, text=_text("_sms.txt", context))


def _mail(address: str, context: dict[str, object]) -> None:
    subject = " ".join(_text("_subject.txt", context).split())
    mail = EmailMultiAlternatives(subject, _text(".txt", context), to=[address])
    mail.attach_alternative(_text(".html", context), "text/html")
    mail.send()


def _text(ending: str, context: dict[str, object]) -> str:
    return render_to_string(TEMPLATES + ending, context).strip()
