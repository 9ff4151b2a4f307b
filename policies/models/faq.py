"""Frequently asked questions and corrected misconceptions (الأسئلة الشائعة)."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.blocks import StreamBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from home.models import AssociationContent
from home.models.pages import ASSOCIATION_API_FIELDS, PROSE_FEATURES
from policies.blocks import FaqCategoryBlock


class FaqPage(AssociationContent, Page):
    """Questions (أسئلة شائعة) by category, and misconceptions with what is right."""

    intro = RichTextField(_("introduction"), blank=True, features=PROSE_FEATURES)
    categories = StreamField(
        StreamBlock([("category", FaqCategoryBlock())]),
        verbose_name=_("categories"),
        blank=True,
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("categories")]
    api_fields = [*ASSOCIATION_API_FIELDS, APIField("intro"), APIField("categories")]
    parent_page_types = ["home.AssociationPage"]
    subpage_types: list[str] = []
    show_in_menus_default = True
    max_count_per_parent = 1
    template = "policies/faq_page.html"

    class Meta:
        verbose_name = _("frequently asked questions")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        categories = [
            {
                "anchor": block_anchor("category", category, at),
                "title": category.value["title"],
                "entries": [
                    {
                        "kind": entry.block_type,
                        "anchor": block_anchor("entry", entry, at, place),
                        **entry.value,
                    }
                    for place, entry in enumerate(category.value["entries"], start=1)
                ],
            }
            for at, category in enumerate(self.categories, start=1)
        ]
        context["categories"] = categories
        context["contents"] = [
            {"title": one["title"], "url": f"#{one['anchor']}"} for one in categories
        ]
        return context


def block_anchor(kind: str, block: Any, *place: int) -> str:
    """Enough of a block's own id to tell it from the others of the page: it stays when they move.

    A block that was never saved has no id yet; then its place among the others serves.
    """
    own = str(block.id)[:8] if block.id else "-".join(map(str, place))
    return f"{kind}-{own}"
