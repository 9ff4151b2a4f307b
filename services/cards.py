"""What lists of services show, ready for their component."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.days import working_days
from home.models import Association
from home.models.pages import foreign_language
from services.models import ServiceIndexPage, ServicePage


def service_cards(
    parent: Page, association: Association, request: HttpRequest, limit: int | None = None
) -> list[dict[str, Any]]:
    """A card for each live service below `parent`, in the editors' order (one query)."""
    pages = (
        ServicePage.objects.descendant_of(parent)
        .live()
        .public()
        .select_related("alias_of__locale")
        .order_by("path")[:limit]
    )
    return [
        {
            "title": page.title,
            "url": page.get_url(request),
            "summary": page.summary,
            "lang": foreign_language(page),
            "audience": page.audience,
            "duration": working_days(page.working_days, association),
            "cost": page.cost,
            "badge": None if page.is_accepting else {"text": _("Closed now"), "kind": "warning"},
        }
        for page in pages
    ]


def service_index_of(parent: Page) -> ServiceIndexPage | None:
    """The live list of services below an association's home, or None (one query)."""
    index: ServiceIndexPage | None = ServiceIndexPage.objects.child_of(parent).live().first()
    return index
