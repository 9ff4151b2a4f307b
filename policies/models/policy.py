"""The policy (السياسة): what the association promises, as published."""

import json
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page

from home.models import Association, AssociationContent
from home.models.pages import ASSOCIATION_API_FIELDS, PROSE_FEATURES
from policies.anchors import anchors_by_block, give_anchors, repeated_anchors
from policies.approval_record import ApprovalRecord
from policies.blocks import PolicyBody
from policies.content import approval_data
from policies.models.version import PolicyVersion, PolicyVersionQuerySet
from policies.reading import policy_context, version_context
from saudi.dates import HijriDay


class PolicyIndexPage(AssociationContent, Page):
    """All policies of an association (السياسات)."""

    intro = RichTextField(_("introduction"), blank=True, features=PROSE_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    api_fields = [*ASSOCIATION_API_FIELDS, APIField("intro")]
    parent_page_types = ["home.AssociationPage"]
    subpage_types = ["policies.PolicyPage"]
    show_in_menus_default = True
    max_count_per_parent = 1
    template = "policies/policy_index_page.html"

    class Meta:
        verbose_name = _("policies")


class PolicyPage(RoutablePageMixin, AssociationContent, Page):
    """A policy (سياسة) in typed blocks, with its approval as data.

    Each date is kept as the document printed it and as it was read; they may contradict.
    """

    audience = models.CharField(
        _("addresses"),
        max_length=20,
        choices=Association.PeopleTerm.choices,
        default=Association.PeopleTerm.MEMBERS,
    )
    summary = models.TextField(_("summary"), blank=True, max_length=600)
    body = StreamField(PolicyBody(), verbose_name=_("body"), blank=True)

    approval_statement = models.TextField(
        _("approval as printed"),
        blank=True,
        help_text=_("The whole approval block, in the words of the document."),
    )
    meeting = models.CharField(_("approved in meeting"), max_length=200, blank=True)
    hijri_printed = models.CharField(_("Hijri date as printed"), max_length=60, blank=True)
    hijri_read = models.CharField(
        _("Hijri date as read"), max_length=10, blank=True, help_text=_("Year-month-day.")
    )
    gregorian_printed = models.CharField(_("Gregorian date as printed"), max_length=60, blank=True)
    weekday_printed = models.CharField(_("weekday as printed"), max_length=30, blank=True)
    approved_on = models.DateField(_("approved on"), null=True, blank=True)
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    next_review_on = models.DateField(_("next review"), null=True, blank=True)

    decision_floor_days = models.PositiveSmallIntegerField(
        _("earliest decision after"),
        null=True,
        blank=True,
        help_text=_(
            "Calendar days: where the policy says that a reply comes after not less than so many."
        ),
    )

    source_document = models.ForeignKey(
        "wagtaildocs.Document",
        verbose_name=_("original document"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    import_report = models.JSONField(_("import report"), null=True, blank=True, editable=False)

    content_panels = [
        *Page.content_panels,
        FieldPanel("audience"),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("approval_statement"),
                FieldPanel("meeting"),
                FieldRowPanel([FieldPanel("hijri_printed"), FieldPanel("hijri_read")]),
                FieldRowPanel([FieldPanel("gregorian_printed"), FieldPanel("approved_on")]),
                FieldPanel("weekday_printed"),
                FieldRowPanel([FieldPanel("effective_from"), FieldPanel("next_review_on")]),
                InlinePanel("signatories", label=_("signatory")),
            ],
            heading=_("Approval"),
        ),
        FieldPanel("decision_floor_days"),
        FieldPanel("source_document"),
    ]
    api_fields = [
        *ASSOCIATION_API_FIELDS,
        APIField("audience"),
        APIField("summary"),
        APIField("body"),
        APIField("approval_statement"),
        APIField("meeting"),
        APIField("hijri_printed"),
        APIField("hijri_read"),
        APIField("gregorian_printed"),
        APIField("weekday_printed"),
        APIField("approved_on"),
        APIField("effective_from"),
        APIField("next_review_on"),
        APIField("decision_floor_days"),
        APIField("signatories"),
        APIField("contradictions"),
        APIField("source_document_url"),
        APIField("version_in_force"),
    ]
    parent_page_types = ["policies.PolicyIndexPage"]
    drawn_with = ("source_document",)
    subpage_types: list[str] = []
    template = "policies/policy_page.html"

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")

    def clean(self) -> None:
        super().clean()
        if self.hijri_read:
            try:
                HijriDay.fromisoformat(self.hijri_read)
            except ValueError as error:
                message = _("Write an existing Hijri day as year-month-day: 1443-07-11.")
                raise ValidationError({"hijri_read": message}) from error
        repeated = repeated_anchors(self.body)
        if repeated:
            message = _("More than one clause has this anchor: %(anchors)s")
            raise ValidationError({"body": message % {"anchors": ", ".join(repeated)}})
        self._settle_anchors()

    def minimal_clean(self) -> None:
        """Drafts and previews have their anchors too."""
        super().minimal_clean()
        self._settle_anchors()

    def _settle_anchors(self) -> None:
        known: dict[str, str] = {}
        used_before: list[str] = []
        if self.pk:
            stored = PolicyPage.objects.filter(pk=self.pk).select_related("latest_revision").first()
            if stored and stored.latest_revision:
                known |= anchors_by_block(json.loads(stored.latest_revision.content["body"]))
            if stored:
                known |= anchors_by_block(stored.body.raw_data)
            for version in self.versions.all():
                used_before += version.clauses()
        give_anchors(self.body, known=known, used_before=used_before)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        return context | policy_context(self, list(self.all_versions()))

    @property
    def contradictions(self) -> list[str]:
        """Which of the printed dates and the weekday contradict each other, for the API."""
        return [*ApprovalRecord.from_data(approval_data(self)).contradictions]

    @property
    def source_document_url(self) -> str | None:
        return self.source_document.url if self.source_document else None

    @property
    def version_in_force(self) -> dict[str, Any] | None:
        """The version in force today, for the API; None where there is none."""
        version = self.all_versions().in_force(timezone.localdate()).first()
        return version.as_data() if version else None

    def all_versions(self) -> PolicyVersionQuerySet:
        """Its versions, newest first, also when it is the translation of what was approved."""
        versions = PolicyVersion.objects.filter(policy__translation_key=self.translation_key)
        return versions.order_by("-number")

    @path("version/<int:number>/")
    def version(self, request: HttpRequest, number: int) -> HttpResponse:
        """A version as the board approved it, also when a later one has taken its place."""
        version = get_object_or_404(self.all_versions(), number=number)
        context = super().get_context(request) | version_context(
            self, version, self.content_language
        )
        return TemplateResponse(request, "policies/policy_version.html", context)


class PolicySignatory(Orderable):
    """Who signed the approval (الموقّع), in which office, and whether present."""

    class Presence(models.TextChoices):
        PRESENT = "present", _("Present")
        ABSENT = "absent", _("Absent")
        UNKNOWN = "unknown", _("Not stated")

    page = ParentalKey(PolicyPage, on_delete=models.CASCADE, related_name="signatories")
    name = models.CharField(_("name"), max_length=200)
    office = models.CharField(_("office"), max_length=120, blank=True)
    presence = models.CharField(
        _("presence"), max_length=10, choices=Presence.choices, default=Presence.UNKNOWN
    )

    panels = [FieldPanel("name"), FieldPanel("office"), FieldPanel("presence")]
    api_fields = [APIField("name"), APIField("office"), APIField("presence")]

    class Meta(Orderable.Meta):
        verbose_name = _("signatory")
        verbose_name_plural = _("signatories")

    def __str__(self) -> str:
        return self.name
