"""What every answer tells browsers and caches: what may run, who may look, what may be kept."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

# Nothing from elsewhere, no script in a page. Style attributes carry the associations' colours.
SITE = {
    "default-src": "'self'",
    "style-src": "'self'",
    "style-src-attr": "'unsafe-inline'",
    "img-src": "'self' data:",  # the picture of a second factor's secret
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}
# Wagtail's admin and the API's own page have scripts and styles within their pages.
WORKROOM = SITE | {
    "script-src": "'self' 'unsafe-inline'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "base-uri": "'self'",
}
WORKROOMS = ("/admin/", "/api/v3/docs/")
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
IN_PERSON = ("X-Session-Token", "Authorization")


def written(policy: dict[str, str]) -> str:
    return "; ".join(f"{kind} {sources}" for kind, sources in policy.items())


class HeadersMiddleware:
    """Sets the headers that a view has not set itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.site, self.workroom = written(SITE), written(WORKROOM)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        in_workroom = request.path_info.startswith(WORKROOMS)
        policy = self.workroom if in_workroom else self.site
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        kept = response.headers.get("Cache-Control", "")
        if is_personal(request, response) and "no-store" not in kept and "public" not in kept:
            response.headers["Cache-Control"] = "private, no-store"
        return response


def is_personal(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether it answers somebody in person: a session or a token came with it, or goes out."""
    session = settings.SESSION_COOKIE_NAME
    return (
        session in request.COOKIES
        or session in response.cookies
        or any(name in request.headers for name in IN_PERSON)
    )
