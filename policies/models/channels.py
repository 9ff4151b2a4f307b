"""The channels of communication (قنوات التواصل)."""

import re

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.api import APIField
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page

from home.models import AssociationContent
from home.models.pages import ASSOCIATION_API_FIELDS, PROSE_FEATURES
from saudi.text import ascii_digits

PHONE = re.compile(r"\+?[0-9][0-9 ()-]{2,24}")


class ChannelsPage(AssociationContent, Page):
    """How to reach the association (قنوات التواصل), each channel with its address and hours."""

    intro = RichTextField(_("introduction"), blank=True, features=PROSE_FEATURES)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        InlinePanel("channels", label=_("channel"), min_num=1),
    ]
    api_fields = [*ASSOCIATION_API_FIELDS, APIField("intro"), APIField("channels")]
    parent_page_types = ["home.AssociationPage"]
    subpage_types: list[str] = []
    show_in_menus_default = True
    max_count_per_parent = 1
    template = "policies/channels_page.html"

    class Meta:
        verbose_name = _("contact channels")


class ContactChannel(Orderable):
    """One channel (قناة): its kind, where it is and when it answers."""

    class Kind(models.TextChoices):
        VISIT = "visit", _("Personal meeting")
        PHONE = "phone", _("Phone")
        SOCIAL = "social", _("Social media")
        LETTERS = "letters", _("Letters")
        HELP_REQUEST = "help_request", _("Help requests")
        VOLUNTEERING = "volunteering", _("Volunteering")
        WEBSITE = "website", _("Website")
        MEETINGS = "meetings", _("Meetings")
        BRANCH_DELEGATES = "branch_delegates", _("Branch delegates")
        EMAIL = "email", _("E-mail")

    ICONS = {
        Kind.VISIT: "place",
        Kind.PHONE: "phone",
        Kind.SOCIAL: "chat",
        Kind.LETTERS: "document",
        Kind.HELP_REQUEST: "question",
        Kind.VOLUNTEERING: "people",
        Kind.WEBSITE: "globe",
        Kind.MEETINGS: "calendar",
        Kind.BRANCH_DELEGATES: "branch",
        Kind.EMAIL: "email",
    }

    page = ParentalKey(ChannelsPage, on_delete=models.CASCADE, related_name="channels")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=120)
    address = models.CharField(
        _("address"), max_length=300, blank=True, help_text=_("Number, link or place.")
    )
    hours = models.CharField(_("hours"), max_length=160, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    panels = [
        FieldPanel("kind"),
        FieldPanel("title"),
        FieldPanel("address"),
        FieldPanel("hours"),
        FieldPanel("note"),
    ]
    api_fields = [
        APIField("kind"),
        APIField("title"),
        APIField("address"),
        APIField("link"),
        APIField("hours"),
        APIField("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("contact channel")

    def __str__(self) -> str:
        return self.title

    @property
    def icon(self) -> str:
        """The name of an icon in `components/icons`."""
        return self.ICONS[self.Kind(self.kind)]

    @property
    def link(self) -> str:
        """What a tap on the address does: call, write or open; "" where it is only read."""
        address = self.address.strip()
        if address.startswith(("https://", "http://")):
            return address
        if "@" in address and " " not in address:
            return f"mailto:{address}"
        number = ascii_digits(address)
        if self.kind == self.Kind.PHONE and PHONE.fullmatch(number):
            return "tel:" + re.sub(r"[^+0-9]", "", number)
        return ""

    @property
    def is_ltr(self) -> bool:
        """Numbers and addresses run from left to right in Arabic too."""
        return bool(self.link)
