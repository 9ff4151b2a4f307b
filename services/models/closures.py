"""The days on which associations are closed (أيام الإغلاق), beside weekends."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from home.models import Association

LONGEST_CLOSURE = 60  # days


class Closure(models.Model):
    """Days that an association adds to the official holidays (إغلاق), or on which it works.

    Without an association it is everybody's: so an Eid is put where it was announced. What is
    not written here is as `saudi.working_days.official_holidays` predicts it.
    """

    association = models.ForeignKey(
        Association,
        verbose_name=_("association"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="closures",
        help_text=_("If left empty, it applies to all associations."),
    )
    name = models.CharField(_("occasion"), max_length=120)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    is_open = models.BooleanField(
        _("these are working days"),
        default=False,
        help_text=_("For a predicted holiday that falls on other days."),
    )

    class Meta:
        verbose_name = _("closure")
        verbose_name_plural = _("closures")
        ordering = ["first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="closure_ends_after_it_starts"
            )
        ]
        indexes = [models.Index(fields=["association", "first_day"])]

    def __str__(self) -> str:
        return f"{self.name} {self.first_day}"

    def clean(self) -> None:
        super().clean()
        if self.first_day and self.last_day:
            if self.last_day < self.first_day:
                raise ValidationError({"last_day": _("The last day must come after the first.")})
            if (self.last_day - self.first_day).days >= LONGEST_CLOSURE:
                raise ValidationError({"last_day": _("That is too long: 60 days at most.")})
