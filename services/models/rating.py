"""Satisfaction (قياس الرضا), anonymous by construction."""

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from home.models import Association
from services.models.catalogue import Route, ServicePage
from services.models.states import State

SCALE = [MinValueValidator(1), MaxValueValidator(5)]


class Rating(models.Model):
    """What someone thought of a service (تقييم): to develop, not to punish.

    It carries no link to a request, a member or an employee, no time finer than the month, and a
    random key, so that neither order nor moment leads back to a person.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="ratings", editable=False
    )
    service = models.ForeignKey(
        ServicePage, on_delete=models.PROTECT, related_name="ratings", editable=False
    )
    route = models.CharField(max_length=12, choices=Route.choices, editable=False)
    outcome = models.CharField(max_length=24, choices=State.choices, editable=False)
    month = models.DateField(help_text=_("The first day of the month."), editable=False)
    satisfaction = models.PositiveSmallIntegerField(_("satisfaction"), validators=SCALE)
    ease = models.PositiveSmallIntegerField(_("ease"), validators=SCALE)
    comment = models.TextField(_("comment"), blank=True, max_length=2000)

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["-month", "id"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m} {self.satisfaction}"
