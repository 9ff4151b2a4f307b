"""Keeping services, and pages above them, from deletion once requests were sent for them."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from services.models import ServicePage, ServiceRequest


def has_requests(page: Page) -> bool:
    """Whether requests were sent for a service at or under `page`, in any language."""
    below = ServicePage.objects.descendant_of(page, inclusive=True)
    return ServiceRequest.objects.filter(
        service__translation_key__in=below.values("translation_key")
    ).exists()


def refuse_deletion(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """An answer that says why the pages stay, or None where nothing keeps them."""
    kept = next((page for page in pages if has_requests(page)), None)
    if kept is None:
        return None
    messages.error(
        request,
        _("Requests were sent for “%(title)s”, so it stays. You can unpublish it instead.")
        % {"title": kept.get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", kept.get_parent().pk)
