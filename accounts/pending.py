"""What a sign-up said and has yet to prove, kept in its own session.

Somebody could sign up with an address that is not theirs, wait until its owner takes the account
over by a code, and then come in by the password, or the second address, that they had set. So
neither is on the account before the session that set them has proved its address.
"""

from typing import Any

from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from accounts.models import User

SESSION_KEY = "accounts_signup"


def keep_for_later(request: HttpRequest, user: User, *, password: str, phone: str) -> None:
    """Remember the password (hashed) and the second address of a saved, unproved `user`."""
    request.session[SESSION_KEY] = {
        "user": user.pk,
        "password": make_password(password) if password else "",
        "phone": phone,
    }


def pending_phone(request: HttpRequest, user: User | None) -> str | None:
    """The mobile number that this session's sign-up of `user` has yet to prove."""
    return _kept(request, user).get("phone") or None


def give_pending_password(request: HttpRequest, user: User) -> None:
    """Let the password chosen at sign-up hold, now that the same session has proved an address."""
    password = _kept(request, user).get("password")
    if password:
        user.password = password
        user.save(update_fields=["password"])
    request.session.pop(SESSION_KEY, None)


def _kept(request: HttpRequest, user: User | None) -> dict[str, Any]:
    kept: dict[str, Any] = request.session.get(SESSION_KEY) or {}
    return kept if user is not None and kept.get("user") == user.pk else {}
