"""What lists of policies and of channels show, ready for their components."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.days import gregorian, hijri, iso
from home.digits import digits
from home.models import Association
from home.models.pages import foreign_language
from policies.models import ChannelsPage, ContactChannel, PolicyIndexPage, PolicyPage, PolicyVersion


def policy_cards(
    parent: Page, association: Association, request: HttpRequest, limit: int | None = None
) -> list[dict[str, Any]]:
    """A card for each live policy below `parent`, in the editors' order (two queries)."""
    pages = list(
        PolicyPage.objects.descendant_of(parent)
        .live()
        .public()
        .select_related("alias_of__locale")
        .defer("body")
        .order_by("path")
    )[:limit]
    versions = {
        version.policy.translation_key: version
        for version in PolicyVersion.objects.filter(
            policy__translation_key__in=[page.translation_key for page in pages]
        )
        .in_force(timezone.localdate())
        .select_related("policy")
        .defer("content", "policy__body")
    }
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "summary": page.summary,
            "lang": foreign_language(page),
            "iso": iso(page.approved_on),
            "gregorian_text": gregorian(page.approved_on, association),
            "hijri_text": hijri(page.approved_on, association),
            **_standing(versions.get(page.translation_key), association),
        }
        for page in pages
    ]


def _standing(version: PolicyVersion | None, association: Association) -> dict[str, Any]:
    if version is None:
        return {"badge": {"text": _("Not yet in force"), "kind": "warning"}}
    number = digits(version.number, association)
    return {
        "version": _("Version %(number)s") % {"number": number},
        "badge": {"text": _("In force"), "kind": "success"},
    }


def policy_index_of(parent: Page) -> PolicyIndexPage | None:
    """The live list of policies below an association's home, or None (one query)."""
    index: PolicyIndexPage | None = PolicyIndexPage.objects.child_of(parent).live().first()
    return index


def channels_of(parent: Page) -> tuple[ChannelsPage | None, list[ContactChannel]]:
    """The live page of channels below an association's home and its channels (three queries)."""
    page: ChannelsPage | None = ChannelsPage.objects.child_of(parent).live().public().first()
    return page, list(page.channels.all()) if page else []
