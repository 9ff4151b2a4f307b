"""Mail to people: rendered in their language, delivered by a task after commit."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template import TemplateDoesNotExist
from django.template.loader import render_to_string
from django.utils import translation
from django_tasks import task

from accounts.models import User
from accounts.sms import send_sms


def send_mail(*, to: str, subject: str, text: str, html: str = "") -> None:
    """Send one mail by a task once the transaction is committed."""
    transaction.on_commit(
        partial(deliver_mail.enqueue, to=to, subject=subject, text=text, html=html)
    )


@task()
def deliver_mail(to: str, subject: str, text: str, html: str) -> None:
    """Hand one mail over to Django's e-mail backend."""
    mail = EmailMultiAlternatives(subject, text, to=[to])
    if html:
        mail.attach_alternative(html, "text/html")
    mail.send()


def tell(user: User, template: str, context: Mapping[str, Any]) -> None:
    """Tell a person something in their language: by mail, or by SMS where they have no e-mail.

    `template` is a path without its ending: `_subject.txt`, `_message.txt`, where useful
    `_message.html`, and `_sms.txt` are added to it. A deactivated account is told nothing.
    """
    if not user.is_active:
        return
    with translation.override(user.language):
        words = {"person": user, **context}
        if user.email:
            send_mail(
                to=user.email,
                subject=" ".join(render_to_string(f"{template}_subject.txt", words).split()),
                text=render_to_string(f"{template}_message.txt", words).strip() + "\n",
                html=_rendered_if_present(f"{template}_message.html", words),
            )
        elif user.phone:
            send_sms(user.phone, render_to_string(f"{template}_sms.txt", words).strip())


def _rendered_if_present(template: str, context: Mapping[str, Any]) -> str:
    try:
        return render_to_string(template, dict(context)).strip()
    except TemplateDoesNotExist:
        return ""
