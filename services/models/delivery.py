"""What was delivered (التسليم): in whole, in parts, or month by month."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.models.request import ServiceRequest


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def in_force(self) -> "DeliveryQuerySet":
        """Those that count: made, and not corrected by a later row."""
        return self.filter(corrected_by=None, was_made=True)


class Delivery(models.Model):
    """One delivery of a service (تسليم), and the member's confirmation that it arrived.

    A row stays as it was written; what was written wrongly is corrected by another row.
    """

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="deliveries")
    what = models.CharField(_("what was delivered"), max_length=300)
    amount = models.DecimalField(
        _("amount in riyals"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    delivered_on = models.DateField(_("delivered on"))
    channel = models.CharField(_("by which way"), max_length=200)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmed by the applicant at"), null=True)
    corrects = models.OneToOneField(
        "self",
        verbose_name=_("corrects"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="corrected_by",
    )
    was_made = models.BooleanField(
        _("it was delivered"), default=True, help_text=_("Not, where a correction says so.")
    )

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ["delivered_on", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.delivered_on}"

    @property
    def first_recorded_at(self) -> datetime:
        """When it was first written down, before any correction."""
        return self.corrects.first_recorded_at if self.corrects else self.recorded_at
