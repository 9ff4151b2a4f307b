"""The catalogue of services (دليل الخدمات), each with its form."""

import re
from collections.abc import Iterable
from typing import Any

from anyascii import anyascii
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.api import APIField
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.models import FORM_FIELD_CHOICES, AbstractFormField
from wagtail.coreutils import safe_snake_case
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from home.models import AssociationContent
from home.models.pages import ASSOCIATION_API_FIELDS, PROSE_FEATURES
from saudi.text import fold
from services.form_builder import CHOICE_TYPES, AnswersForm, ServiceFormBuilder, choices_of

FIELD_TYPES = (
    *((value, label) for value, label in FORM_FIELD_CHOICES if value != "hidden"),
    ("file", _("File")),
    ("saudi_mobile", _("Saudi mobile number")),
    ("national_id", _("National ID or Iqama number")),
    ("iban", _("Saudi IBAN")),
)


class Route(models.TextChoices):
    """The route (المسار) a request takes, as the association's policy lays it down."""

    COMMITTEE = "committee", _("Through the research committee (seven steps)")
    DIRECT = "direct", _("Direct (four steps)")


class Kind(models.TextChoices):
    """What is asked for (نوع الخدمة); some kinds have a register or a rule of their own."""

    SERVICE = "service", _("Service")
    PROPOSAL = "proposal", _("Proposal")
    COMPLAINT = "complaint", _("Complaint")
    VOLUNTEERING = "volunteering", _("Volunteering")
    QUESTION = "question", _("General question")


class ServiceIndexPage(AssociationContent, Page):
    """All services of an association (الخدمات)."""

    intro = RichTextField(_("introduction"), blank=True, features=PROSE_FEATURES)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    api_fields = [*ASSOCIATION_API_FIELDS, APIField("intro")]
    parent_page_types = ["home.AssociationPage"]
    subpage_types = ["services.ServicePage"]
    show_in_menus_default = True
    max_count_per_parent = 1
    template = "services/service_index_page.html"

    class Meta:
        verbose_name = _("services")


class ServicePage(AssociationContent, Page):
    """A service (خدمة): whom it is for, what it takes, its route and its form.

    Wagtail's form builder makes the form; its own way of taking submissions (`FormMixin`) is left
    out, as requests are taken by `services.submission` alone.
    """

    class OpenTo(models.TextChoices):
        MEMBERS = "members", _("Active members only")
        EVERYONE = "everyone", _("Anyone signed in")

    summary = models.CharField(_("summary"), max_length=240)
    description = RichTextField(_("description"), blank=True, features=PROSE_FEATURES)
    audience = models.CharField(_("who it is for"), max_length=160, blank=True)
    open_to = models.CharField(
        _("open to"), max_length=10, choices=OpenTo.choices, default=OpenTo.MEMBERS
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.SERVICE)
    # Not `route`: pages have a method of that name.
    request_route = models.CharField(
        _("route"), max_length=12, choices=Route.choices, default=Route.COMMITTEE
    )
    working_days = models.PositiveSmallIntegerField(
        _("expected working days"), null=True, blank=True
    )
    cost = models.CharField(_("cost"), max_length=80, blank=True)
    requirements = RichTextField(_("what you need"), blank=True, features=["ol", "ul", "bold"])
    attestation = models.TextField(
        _("attestation"),
        blank=True,
        max_length=600,
        help_text=_("What the member signs. Left empty, the site's own wording is used."),
    )
    is_accepting = models.BooleanField(_("takes new requests"), default=True)

    base_form_class = WagtailAdminFormPageForm

    content_panels = [
        *Page.content_panels,
        FieldPanel("summary"),
        FieldPanel("description"),
        MultiFieldPanel(
            [
                FieldPanel("audience"),
                FieldRowPanel(
                    [FieldPanel("kind"), FieldPanel("open_to"), FieldPanel("request_route")]
                ),
                FieldRowPanel([FieldPanel("working_days"), FieldPanel("cost")]),
                FieldPanel("requirements"),
                FieldPanel("is_accepting"),
            ],
            heading=_("Terms"),
        ),
        InlinePanel("form_fields", label=_("form field")),
        InlinePanel(
            "checklist_items",
            label=_("further item to check"),
            help_text=_("Every required field of the form is checked anyway."),
        ),
        FieldPanel("attestation"),
    ]
    api_fields = [
        *ASSOCIATION_API_FIELDS,
        APIField("summary"),
        APIField("description"),
        APIField("audience"),
        APIField("kind"),
        APIField("open_to"),
        APIField("request_route"),
        APIField("working_days"),
        APIField("cost"),
        APIField("requirements"),
        APIField("is_accepting"),
        APIField("form_fields"),
    ]
    parent_page_types = ["services.ServiceIndexPage"]
    subpage_types: list[str] = []
    template = "services/service_page.html"

    class Meta:
        verbose_name = _("service")

    def get_form_fields(self) -> "Iterable[ServiceFormField]":
        fields: Iterable[ServiceFormField] = self.form_fields.all()
        return fields

    def get_form_class(self) -> type[AnswersForm]:
        return ServiceFormBuilder(self.get_form_fields()).get_form_class()

    def get_form(self, *args: Any, **kwargs: Any) -> AnswersForm:
        """The form, empty or bound as Django's forms are."""
        return self.get_form_class()(*args, page=self, **kwargs)


LONGEST_NAME = 60
# Words that ask for a copy of an identity document, folded.
IDENTITY_DOCUMENTS = re.compile(
    r"\b(هويه|الهويه|هويتك|اقامه|الاقامه|اقامتك|جواز|الجواز|جوازك|بطاقه الاحوال"
    r"|national id|identity card|iqama|passport)\b"
)


class ServiceFormField(AbstractFormField):
    """A field of a service's form, of Wagtail's types or of our own."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="form_fields")
    field_type = models.CharField(_("field type"), max_length=16, choices=FIELD_TYPES)
    field_type.required_on_save = True  # type: ignore[attr-defined]

    class Meta(AbstractFormField.Meta):
        verbose_name = _("form field")
        verbose_name_plural = _("form fields")

    def __str__(self) -> str:
        return str(self.label)

    def get_field_clean_name(self) -> str:
        """The name of its answers: the label in Latin letters, for Arabic labels too."""
        return str(safe_snake_case(anyascii(self.label)))[:LONGEST_NAME].strip("_") or "field"

    def clean(self) -> None:
        """Refuse what a member could not answer, and copies of identity documents.

        The data-protection law restricts copying them; a number is asked for by its own field.
        """
        super().clean()
        choices = choices_of(self.choices)
        if self.field_type in CHOICE_TYPES:
            if len(choices) < 2:
                message = _("Write two choices or more, each on its own line.")
                raise ValidationError({"choices": message})
            if len(set(choices)) < len(choices):
                raise ValidationError({"choices": _("Each choice can stand here only once.")})
            if strangers := set(choices_of(self.default_value)) - set(choices):
                message = _("“%(choice)s” is not among the choices.")
                raise ValidationError({"default_value": message % {"choice": strangers.pop()}})
        elif choices:
            raise ValidationError({"choices": _("This type of field has no choices.")})
        if self.field_type == "file" and IDENTITY_DOCUMENTS.search(fold(self.label)):
            message = _("Ask for the number, not for a copy of an identity document.")
            raise ValidationError({"label": message})


class ChecklistItem(Orderable):
    """What an officer checks beside the required answers and files (بند تحقق)."""

    page = ParentalKey(ServicePage, on_delete=models.CASCADE, related_name="checklist_items")
    label = models.CharField(_("what to check"), max_length=160)

    class Meta(Orderable.Meta):
        verbose_name = _("item to check")
        verbose_name_plural = _("items to check")

    def __str__(self) -> str:
        return self.label
