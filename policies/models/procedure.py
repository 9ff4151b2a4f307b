"""The procedure (الإجراء): the steps of a service, who acts and when."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, PageChooserPanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from home.models import AssociationContent
from home.models.pages import ASSOCIATION_API_FIELDS, PROSE_FEATURES
from policies.models.policy import PolicyPage
from policies.steps import procedure_context


class ProcedurePage(AssociationContent, Page):
    """How requests are handled (آلية التعامل): numbered steps, each on a clause of the policy."""

    intro = RichTextField(_("introduction"), blank=True, features=PROSE_FEATURES)
    policy = models.ForeignKey(
        PolicyPage,
        verbose_name=_("policy"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="procedures",
    )
    start_page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("service it starts"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("policy"),
        InlinePanel("steps", label=_("step"), min_num=1),
        PageChooserPanel("start_page", ["services.ServicePage", "services.ServiceIndexPage"]),
    ]
    api_fields = [
        *ASSOCIATION_API_FIELDS,
        APIField("intro"),
        APIField("policy"),
        APIField("steps"),
        APIField("start_page"),
    ]
    parent_page_types = ["home.AssociationPage"]
    drawn_with = ("policy", "start_page")
    subpage_types: list[str] = []
    show_in_menus_default = True
    template = "policies/procedure_page.html"

    class Meta:
        verbose_name = _("procedure")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        with translation.override(self.content_language):
            return context | procedure_context(self, request)


class ProcedureStep(Orderable):
    """One step (خطوة): who acts, within how many working days, by which clause."""

    class Actor(models.TextChoices):
        MEMBER = "member", _("You")
        RELATIONS_OFFICER = "relations_officer", _("Relations officer")
        SOCIAL_RESEARCHER = "social_researcher", _("Social researcher")
        COMMITTEE = "committee", _("Research committee")

    page = ParentalKey(ProcedurePage, on_delete=models.CASCADE, related_name="steps")
    title = models.CharField(_("title"), max_length=160)
    description = models.TextField(_("description"), blank=True, max_length=600)
    actor = models.CharField(_("who acts"), max_length=30, choices=Actor.choices)
    working_days = models.PositiveSmallIntegerField(
        _("expected working days"), null=True, blank=True
    )
    clause_anchor = models.CharField(
        _("clause of the policy"), max_length=60, blank=True, help_text=_("For example: step-5")
    )

    panels = [
        FieldPanel("title"),
        FieldPanel("description"),
        FieldPanel("actor"),
        FieldPanel("working_days"),
        FieldPanel("clause_anchor"),
    ]
    api_fields = [
        APIField("title"),
        APIField("description"),
        APIField("actor"),
        APIField("working_days"),
        APIField("clause_anchor"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("procedure step")

    def __str__(self) -> str:
        return self.title
