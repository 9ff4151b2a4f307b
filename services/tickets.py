"""A form's ticket: who opened it, for what, and a key of its own.

It travels in the form. A session may end, or be renewed by signing in in another tab, while someone
fills the form in; the ticket then still tells whose draft the words belong to, so they are kept
before the person is asked to sign in. It lets its bearer write one person's draft of one service
and nothing else: reading it, and sending the request, need the session.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

_SALT = "services.tickets"
_VALID_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Ticket:
    """A ticket as read: the person who opened the form, and the key of this opening."""

    person: User
    key: str


def issue(person: User, subject: str, key: str = "") -> str:
    """Return a ticket for `person` and `subject`; an opening goes on under its `key`."""
    payload = [person.pk, subject, key or secrets.token_urlsafe(16), _fingerprint(person)]
    return signing.dumps(payload, salt=_SALT, compress=True)


def read(text: str, subject: str) -> Ticket | None:
    """Return the ticket, or None if it isn't ours, not for `subject`, too old, or its person has
    changed their password or been deactivated since."""
    try:
        pk, about, key, fingerprint = signing.loads(text, salt=_SALT, max_age=_VALID_FOR)
    except (signing.BadSignature, ValueError):
        return None
    person = User.objects.filter(pk=pk, is_active=True).first()
    if person is None or about != subject:
        return None
    if not constant_time_compare(fingerprint, _fingerprint(person)):
        return None
    return Ticket(person=person, key=key)


def _fingerprint(person: User) -> str:
    return salted_hmac(_SALT, person.get_session_auth_hash()).hexdigest()[:20]
