"""What the member's views share: which service, whose request, who is asked to sign in."""

from http import HTTPStatus
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation

from accounts.models import User
from services.eligibility import Eligibility
from services.models import ServicePage, ServiceRequest
from services.queries import own_requests


def signed_in(request: HttpRequest) -> User:
    """The person signed in; only for views behind `login_required`."""
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type
    return request.user


def the_service(request: HttpRequest, service_id: int) -> ServicePage:
    """A live service, whose frame the page then has; Http404 where there is none."""
    service: ServicePage | None = ServicePage.objects.live().public().filter(pk=service_id).first()
    if service is None:
        raise Http404
    request.association = service.association  # type: ignore[attr-defined]
    return service


def in_active_language(service: ServicePage) -> ServicePage:
    """The live translation of the service into the page's language, or itself."""
    if service.locale.language_code == translation.get_language():
        return service
    found: ServicePage | None = (
        ServicePage.objects.live()
        .filter(
            translation_key=service.translation_key,
            locale__language_code=translation.get_language(),
        )
        .first()
    )
    return found or service


def own_request(request: HttpRequest, reference: str) -> ServiceRequest:
    """The person's own request with all its page needs; Http404 for anyone else's."""
    found = (
        own_requests(request.user)
        .filter(reference=reference)
        .select_related("association", "service__locale", "policy_version__policy", "person")
        .first()
    )
    if found is None:
        raise Http404
    request.association = found.association  # type: ignore[attr-defined]
    return found


def sign_in_first(next_url: str) -> HttpResponse:
    return redirect_to_login(next_url)


def csrf_holds(request: HttpRequest) -> bool:
    """Django's own check, made by hand in views that keep drafts even where it fails."""
    check = CsrfViewMiddleware(lambda _request: HttpResponse())
    return check.process_view(request, _any_view, (), {}) is None


def _any_view(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def may_not(request: HttpRequest, service: ServicePage, eligibility: Eligibility) -> HttpResponse:
    """The page that says why not, and what to do about it."""
    context: dict[str, Any] = {
        "service": service,
        "reason": eligibility.reason.value,
        "membership": eligibility.membership,
        "apply_url": reverse("accounts:apply", args=[service.association.slug]),
    }
    return render(request, "services/may_not_request.html", context, status=HTTPStatus.FORBIDDEN)


def to_form(service: ServicePage, *, check: bool = False) -> HttpResponse:
    return redirect(form_url(service) + ("?check=1" if check else ""))


def form_url(service: ServicePage) -> str:
    return reverse("services:form", args=[service.pk])
