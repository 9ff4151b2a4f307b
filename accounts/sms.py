"""Text messages: one function to send them, and the backends that carry them."""

import sys
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import task


class SmsRefused(Exception):  # noqa: N818 - what the gateway did
    """The gateway refused the number or the text: sending it again would change nothing."""


class SmsBackend(Protocol):
    """Carries one text to one mobile (E.164).

    Raises SmsRefused where it never will, anything else where trying again later may help.
    """

    def send(self, *, to: str, text: str) -> None: ...


class ConsoleSms:
    """Writes the text where the process writes: for the demo and for development."""

    def send(self, *, to: str, text: str) -> None:
        sys.stdout.write(f"\n--- SMS to {to}\n{text}\n---\n")
        sys.stdout.flush()


@dataclass(frozen=True)
class Sms:
    to: str
    text: str


class MemorySms:
    """Keeps the texts in `MemorySms.outbox`: for tests."""

    outbox: ClassVar[list[Sms]] = []

    def send(self, *, to: str, text: str) -> None:
        self.outbox.append(Sms(to, text))


def send_sms(to: str, text: str) -> None:
    """Send `text` to a mobile number (E.164), by a task once the transaction is committed."""
    transaction.on_commit(partial(deliver_sms.enqueue, to=to, text=text))


@task()
def deliver_sms(to: str, text: str) -> None:
    """Hand one text over to the backend named by the setting SMS_BACKEND."""
    hand_over(to=to, text=text)


def hand_over(*, to: str, text: str) -> None:
    """Give one text to the backend now; raises what the backend raises."""
    backend: SmsBackend = import_string(settings.SMS_BACKEND)()
    backend.send(to=to, text=text)
