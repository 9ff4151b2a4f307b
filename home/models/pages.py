"""The portal and the associations' homes, and what every page under an association shares."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from home.models.association import LOGO_SPEC, Association

# What the API says of every page under an association.
ASSOCIATION_API_FIELDS = [APIField("association_slug")]
PROSE_FEATURES = ["bold", "link", "ol", "ul", "h3", "document-link"]


def _with_relations(page: Page) -> Any:
    """The specific page, read together with the relations that its class draws from."""
    model = page.specific_class
    if model is None:
        return page
    relations = ("locale", "alias_of__locale", *getattr(model, "drawn_with", ()))
    return model.objects.select_related(*relations).get(pk=page.pk)


def foreign_language(page: Page) -> str:
    """The language of an alias's words where it isn't that of the tree it stands in, else ""."""
    source = page.alias_of
    if source is None or source.locale_id == page.locale_id:
        return ""
    language: str = source.locale.language_code
    return language


class Framed:
    """A page that tells the frame around it whose page it is (`home.context`).

    `drawn_with` names relations to one object each that its template always asks for.
    """

    drawn_with: ClassVar[Sequence[str]] = ()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)  # type: ignore[misc]
        request.page = self  # type: ignore[attr-defined]
        request.association = getattr(self, "association", None)  # type: ignore[attr-defined]
        context["content_language"] = self.content_language
        return context

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Find a page deep in the tree at once, where Wagtail asks twice a level."""
        page: Any = self
        routed: RouteResult
        if len(path_components) > 1:
            paths = [
                page.url_path + "/".join(path_components[:n]) + "/"
                for n in range(1, len(path_components) + 1)
            ]
            below = Page.objects.filter(slug__in=path_components, url_path__in=paths)
            deepest = below.order_by("-depth").first()
            if deepest is not None:
                rest = path_components[deepest.depth - page.depth :]
                routed = _with_relations(deepest).route(request, rest)
                return routed
        routed = super().route(request, path_components)  # type: ignore[misc]
        return routed

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Wagtail's, which asks once more for each alias above the page."""
        page: Any = self
        restrictions: models.QuerySet[PageViewRestriction]
        checked = {page.alias_of_id or page.pk}
        lineage = Page.objects.ancestor_of(page, inclusive=True)
        for pk, source, source_of_source in lineage.values_list(
            "pk", "alias_of", "alias_of__alias_of"
        ):
            if source_of_source:
                restrictions = super().get_view_restrictions()  # type: ignore[misc]
                return restrictions
            checked.add(source or pk)
        restrictions = PageViewRestriction.objects.filter(page_id__in=checked)
        return restrictions

    @cached_property
    def content_language(self) -> str:
        """The language its words are in: an alias in the English tree still speaks Arabic."""
        page: Any = self
        source = page.alias_of or page
        language: str = source.locale.language_code
        return language


class HomePage(Framed, Page):
    """The portal (البوابة): all associations."""

    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    intro = RichTextField(_("introduction"), blank=True, features=PROSE_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("tagline"), FieldPanel("intro")]
    api_fields = [APIField("tagline"), APIField("intro")]
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["home.AssociationPage"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("portal home")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        logos = get_image_model().objects.prefetch_renditions(LOGO_SPEC)
        pages = (
            AssociationPage.objects.child_of(self)
            .live()
            .public()
            .select_related("association")
            .prefetch_related(Prefetch("association__logo", queryset=logos))
            .order_by("path")
        )
        context["cards"] = [
            {"page": page, "url": page.get_url(request), "association": page.association}
            for page in pages
        ]
        return context


class AssociationContent(Framed, models.Model):
    """What every page under an association knows: which association it belongs to."""

    # Not "groups": the list would name the groups of every association.
    private_page_options = ["password", "login"]

    class Meta:
        abstract = True

    @cached_property
    def association_page(self) -> "AssociationPage":
        """The association's home above this page (one query).

        Raises AssociationPage.DoesNotExist where the page stands outside an association.
        """
        page: AssociationPage = (
            AssociationPage.objects.ancestor_of(self, inclusive=True)
            .select_related("association__logo")
            .get()
        )
        return page

    @property
    def association(self) -> Association:
        association: Association = self.association_page.association
        return association

    @property
    def association_slug(self) -> str:
        """Whose page it is, for the API."""
        return self.association.slug


class AssociationPage(Framed, Page):
    """An association's home (الصفحة الرئيسة للجمعية)."""

    association = models.ForeignKey(
        Association,
        verbose_name=_("association"),
        on_delete=models.PROTECT,
        related_name="pages",
    )
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    intro = RichTextField(_("introduction"), blank=True, features=PROSE_FEATURES)

    content_panels = [
        *Page.content_panels,
        # Whose page it is decides who may see its requests: not for its editors to change.
        FieldPanel("association", permission="superuser"),
        FieldPanel("tagline"),
        FieldPanel("intro"),
    ]
    api_fields = [APIField("association_data"), APIField("tagline"), APIField("intro")]
    private_page_options = ["password", "login"]
    parent_page_types = ["home.HomePage"]
    template = "home/association_page.html"

    class Meta:
        verbose_name = _("association home")

    @property
    def association_page(self) -> "AssociationPage":
        return self

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        with translation.override(self.content_language):
            context["facts"] = self.facts()
        return context

    @property
    def association_data(self) -> dict[str, Any]:
        """The association, for the API."""
        association: Association = self.association
        return association.as_data()

    def facts(self) -> list[dict[str, Any]]:
        """What the association is, a term and a text each; a text may be empty."""
        association = self.association
        return [
            {"term": _("Legal kind"), "text": association.get_legal_kind_display()},
            {"term": _("Supervised by"), "text": association.regulator},
            {"term": _("Register number"), "text": association.register_number, "ltr": True},
            {"term": _("Website"), "text": association.website, "ltr": True},
        ]
