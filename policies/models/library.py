"""The library of documents (مكتبة الوثائق): bylaws, support guide, annual plans and reports."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from home.models import AssociationContent
from home.models.pages import ASSOCIATION_API_FIELDS, PROSE_FEATURES


class LibraryPage(AssociationContent, Page):
    """The documents an association works by (مكتبة الوثائق)."""

    intro = RichTextField(_("introduction"), blank=True, features=PROSE_FEATURES)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        InlinePanel("items", label=_("document")),
    ]
    api_fields = [*ASSOCIATION_API_FIELDS, APIField("intro"), APIField("items")]
    parent_page_types = ["home.AssociationPage"]
    subpage_types: list[str] = []
    show_in_menus_default = True
    max_count_per_parent = 1
    template = "policies/library_page.html"

    class Meta:
        verbose_name = _("documents library")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        items = self.items.all()
        # A preview holds its items in memory, not in a queryset.
        if isinstance(items, models.QuerySet):
            items = items.select_related("document")
        context["items"] = items
        return context


class LibraryItem(Orderable):
    """One document of the library, with its kind and year."""

    class Kind(models.TextChoices):
        BYLAWS = "bylaws", _("Bylaws")
        SUPPORT_GUIDE = "support_guide", _("Support guide")
        ANNUAL_PLAN = "annual_plan", _("Annual plan")
        ANNUAL_REPORT = "annual_report", _("Annual report")
        FORM = "form", _("Form")
        OTHER = "other", _("Other document")

    page = ParentalKey(LibraryPage, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=200)
    description = models.CharField(_("description"), max_length=300, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    panels = [
        FieldRowPanel([FieldPanel("kind"), FieldPanel("year")]),
        FieldPanel("title"),
        FieldPanel("description"),
        FieldPanel("document"),
    ]
    api_fields = [
        APIField("kind"),
        APIField("title"),
        APIField("description"),
        APIField("year"),
        APIField("document_url"),
        APIField("document_format"),
        APIField("document_bytes"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("library document")

    def __str__(self) -> str:
        return self.title

    @property
    def document_url(self) -> str:
        url: str = self.document.url
        return url

    @property
    def document_format(self) -> str:
        """The kind of file by its ending, such as "pdf"."""
        ending: str = self.document.file_extension.lower()
        return ending

    @property
    def document_bytes(self) -> int | None:
        size: int | None = self.document.get_file_size()
        return size
