"""Who calls: a session token from allauth's headless endpoints, or the browser's own session."""

from allauth.headless.contrib.ninja.security import XSessionTokenAuth
from django.http import HttpRequest
from ninja.security import SessionAuth

from accounts.models import User


class SessionToken(XSessionTokenAuth):
    """`X-Session-Token`, as `/_allauth/app/v1/` hands it out."""

    openapi_in = "header"
    openapi_name = "X-Session-Token"

    def __call__(self, request: HttpRequest) -> User | None:
        user: User | None = super().__call__(request)
        if user is None or not user.is_active:
            return None
        request.user = user
        return user


signed_in = [SessionToken(), SessionAuth()]


def caller(request: HttpRequest) -> User:
    """The person who calls; endpoints behind `signed_in` always have one."""
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type, the router has checked
    return request.user
