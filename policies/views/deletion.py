"""Keeping policies, and pages above them, from deletion once the board approved a version."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from policies.models import PolicyPage, PolicyVersion


def has_versions(page: Page) -> bool:
    """Whether a policy at or under `page`, in any language, has an approved version."""
    below = PolicyPage.objects.descendant_of(page, inclusive=True)
    keys = below.values("translation_key")
    return PolicyVersion.objects.filter(policy__translation_key__in=keys).exists()


def refuse_deletion(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    """An answer that says why the pages stay, or None where nothing keeps them."""
    kept = next((page for page in pages if has_versions(page)), None)
    if kept is None:
        return None
    messages.error(
        request,
        _("“%(title)s” holds a text that the board approved, so it stays. You can unpublish it.")
        % {"title": kept.get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", kept.get_parent().pk)
