"""The association (الجمعية): whose site this is."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from home.colour import HEX_COLOUR, MINIMUM_CONTRAST, contrast

WHITE = "#ffffff"
LOGO_SPEC = "max-160x160|format-png"


class Association(models.Model):
    """A cooperative or a civil association (جمعية) that publishes its policy here and serves by it.

    How it calls its people (`people_term`) decides the wording of every page of its own.
    """

    class LegalKind(models.TextChoices):
        COOPERATIVE = "cooperative", _("Cooperative")
        CONSUMER_COOPERATIVE = "consumer_cooperative", _("Consumer cooperative")
        CIVIL = "civil", _("Civil association")

    class PeopleTerm(models.TextChoices):
        MEMBERS = "members", _("Members")
        BENEFICIARIES = "beneficiaries", _("Beneficiaries")

    class DigitStyle(models.TextChoices):
        LATIN = "latn", _("0123456789")
        ARABIC = "arab", _("٠١٢٣٤٥٦٧٨٩")

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name_ar = models.CharField(_("name in Arabic"), max_length=200)
    name_en = models.CharField(_("name in English"), max_length=200)
    legal_kind = models.CharField(_("legal kind"), max_length=30, choices=LegalKind.choices)
    regulator_ar = models.CharField(_("regulator in Arabic"), max_length=200, blank=True)
    regulator_en = models.CharField(_("regulator in English"), max_length=200, blank=True)
    register_number = models.CharField(_("register number"), max_length=40, blank=True)
    website = models.URLField(_("website"), blank=True)
    people_term = models.CharField(
        _("its people are called"),
        max_length=20,
        choices=PeopleTerm.choices,
        default=PeopleTerm.MEMBERS,
    )
    brand_colour = models.CharField(
        _("brand colour"),
        max_length=7,
        default="#1b8354",
        help_text=_("As #rrggbb. White text must be readable on it: a contrast of 4.5 or more."),
    )
    logo = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    promised_working_days = models.PositiveSmallIntegerField(
        _("promised working days"),
        default=15,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_(
            "Working days within which the association promises an answer. What was promised "
            "before stands: a change is for requests from now on."
        ),
    )
    promised_ever = models.JSONField(default=list, editable=False)
    near_days = models.PositiveSmallIntegerField(
        _("warn before a promised day"),
        default=3,
        validators=[MaxValueValidator(60)],
        help_text=_("Working days before a promised day, when a supervisor is told."),
    )
    answer_days = models.PositiveSmallIntegerField(
        _("time to answer a question"),
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("Working days within which an applicant is to answer what they are asked."),
    )
    appeal_days = models.PositiveSmallIntegerField(
        _("time to appeal"),
        default=30,
        validators=[MaxValueValidator(365)],
        help_text=_("Days after an answer within which it can be appealed; 0 for no appeals."),
    )
    committee_quorum = models.PositiveSmallIntegerField(
        _("quorum of the committee"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
        help_text=_("Members who have to be present and may vote."),
    )
    rating_threshold = models.PositiveSmallIntegerField(
        _("rating threshold"),
        default=5,
        validators=[MinValueValidator(5)],
        help_text=_("No satisfaction figure is shown for fewer answers than this."),
    )
    digit_style = models.CharField(
        _("digits"), max_length=4, choices=DigitStyle.choices, default=DigitStyle.LATIN
    )

    class Meta:
        verbose_name = _("association")
        verbose_name_plural = _("associations")
        ordering = ["name_ar"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Remember every number of days that was ever promised: requests keep to theirs."""
        if self.promised_working_days not in self.promised_ever:
            self.promised_ever = [*self.promised_ever, self.promised_working_days]
            if (fields := kwargs.get("update_fields")) is not None:
                kwargs["update_fields"] = {*fields, "promised_ever"}
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """The name in the active language."""
        return self.name_en if get_language() == "en" else self.name_ar

    @property
    def regulator(self) -> str:
        """The supervising authority's name in the active language."""
        return self.regulator_en if get_language() == "en" else self.regulator_ar

    @property
    def logo_url(self) -> str:
        """Where the logo is, scaled for the frame and the cards; "" without a logo."""
        return str(self.logo.get_rendition(LOGO_SPEC).url) if self.logo else ""

    def as_data(self) -> dict[str, Any]:
        """What the public may know of it, for programs."""
        return {
            "slug": self.slug,
            "name": {"ar": self.name_ar, "en": self.name_en},
            "legal_kind": self.legal_kind,
            "regulator": {"ar": self.regulator_ar, "en": self.regulator_en},
            "register_number": self.register_number,
            "website": self.website,
            "people_term": self.people_term,
            "brand_colour": self.brand_colour,
            "logo_url": self.logo_url,
            "promised_working_days": self.promised_working_days,
            "digit_style": self.digit_style,
        }

    @property
    def serves_beneficiaries(self) -> bool:
        return self.people_term == self.PeopleTerm.BENEFICIARIES

    def clean(self) -> None:
        """Refuse a brand colour on which white text can't be read (WCAG 2.2, 1.4.3)."""
        super().clean()
        if not HEX_COLOUR.match(self.brand_colour):
            raise ValidationError(
                {"brand_colour": _("Write the colour as # and six hexadecimal digits.")}
            )
        ratio = contrast(self.brand_colour, WHITE)
        if ratio < MINIMUM_CONTRAST:
            message = _(
                "White text on this colour has a contrast of %(ratio)s; it needs 4.5 or more. "
                "Choose a darker colour."
            ) % {"ratio": f"{ratio:.1f}"}
            raise ValidationError({"brand_colour": message})
