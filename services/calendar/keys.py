"""The secret in the address of a person's calendar (رابط التقويم): whoever has it reads it.

Calendar programs can't sign in, so the address itself is the key; a new one ends the old.
"""

import secrets

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from services.models import CalendarKey
from services.queries import works_on_requests


@transaction.atomic
def make_key(*, person: User) -> CalendarKey:
    """A new key; the one before, if any, opens nothing any more. For who works on requests."""
    if not works_on_requests(person):
        raise PermissionDenied
    values = {"key": secrets.token_urlsafe(32), "made_at": timezone.now()}
    key, _made = CalendarKey.objects.update_or_create(person=person, defaults=values)
    return key


def end_key(*, person: User) -> None:
    """The person's calendar can't be subscribed to any more."""
    CalendarKey.objects.filter(person=person).delete()


def owner_of(key: str) -> User | None:
    """Whose calendar the key opens today: nobody's, once they are deactivated or hold no role in
    casework any more."""
    found = CalendarKey.objects.select_related("person").filter(key=key).first()
    if found is None or not works_on_requests(found.person):
        return None
    return found.person


def address_of(key: CalendarKey) -> str:
    """The address to subscribe to, without a language: the feed is in its owner's."""
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("services:calendar_feed", args=[key.key])
    return f"{settings.BASE_URL}{path}"
