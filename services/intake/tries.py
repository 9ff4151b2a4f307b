"""How often somebody may try a code in an hour, on the site and by a program together."""

from allauth.core import ratelimit
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.queries import Someone

LIMIT = "claim_request"


def may_try(request: HttpRequest, user: Someone) -> bool:
    """Whether the person may try a code now (the limit `claim_request` of ACCOUNT_RATE_LIMITS)."""
    allowed: bool = ratelimit.consume(request, action=LIMIT, user=user)
    return allowed


def too_often() -> str:
    return _("Too many tries. Please wait an hour.")
