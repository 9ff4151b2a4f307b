"""The one API: Wagtail's pages, and beside them what members do, in one OpenAPI document."""

from collections.abc import Callable
from typing import Any

from django.db.models import ProtectedError, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from wagtail.api.v3.errors import problem_response
from wagtail.api.v3.urls import api
from wagtail.documents.api.v3 import router as documents
from wagtail.images.api.v3 import router as images

from accounts.queries import Someone
from policies.files import readable_documents, readable_images
from services.api import requests_router, services_router

api.title = "Sila"
api.description = (
    "Content is read under `pages`. A person signs in through `/_allauth/app/v1/` and sends the "
    "session token it hands out as `X-Session-Token` to `services` and `requests`."
)
api.add_router("/services/", services_router)
api.add_router("/requests/", requests_router)

Files = Callable[[HttpRequest], QuerySet[Any]]


def narrowed(every: Files, readable: Callable[[Someone], QuerySet[Any]]) -> Files:
    """Wagtail's reading of files, all of them, narrowed to those the caller may read."""
    return lambda request: every(request).filter(pk__in=readable(request.user).values("pk"))


# Wagtail asks these functions, and offers no setting.
documents.get_documents_queryset = narrowed(documents.get_documents_queryset, readable_documents)
images.get_images_queryset = narrowed(images.get_images_queryset, readable_images)


@api.exception_handler(ProtectedError)
def told_that_it_stays(request: HttpRequest, error: ProtectedError) -> HttpResponse:
    """Approved policies and services that were asked for are never deleted, by no door."""
    answer: HttpResponse = problem_response(
        status=409,
        detail=_("This page has records that must be kept. You can unpublish it instead."),
    )
    return answer


__all__ = ["api"]
