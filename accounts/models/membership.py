"""Membership of an association (العضوية)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from home.models import Association
from saudi.text import ascii_digits


class Membership(models.Model):
    """A person's membership (عضوية) of an association, or their being its beneficiary (مستفيد).

    It begins as an application with the member number the person knows; an officer accepts or
    declines it. Only an active membership opens members' services.
    """

    class Status(models.TextChoices):
        PENDING = "pending", _("Waiting for a decision")
        ACTIVE = "active", _("Active")
        DECLINED = "declined", _("Declined")
        ENDED = "ended", _("Ended")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    association = models.ForeignKey(
        Association,
        verbose_name=_("association"),
        on_delete=models.PROTECT,
        related_name="memberships",
    )
    number = models.CharField(_("member number"), max_length=30)
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PENDING
    )
    note = models.TextField(_("note from the applicant"), blank=True, max_length=1000)
    applied_at = models.DateTimeField(_("applied at"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    reason = models.TextField(_("reason told to the applicant"), blank=True, max_length=1000)
    joined_on = models.DateField(_("joined on"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["-applied_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "association"],
                condition=Q(status__in=["pending", "active"]),
                name="one_open_membership_per_person",
            ),
            models.UniqueConstraint(
                fields=["association", "number"],
                condition=Q(status="active"),
                name="one_active_membership_per_number",
            ),
        ]
        indexes = [
            models.Index(fields=["association", "status", "-applied_at"]),
            models.Index(fields=["number"], name="memberships_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.association} · {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the number comparable: 0-9, no space around it, one space inside."""
        self.number = " ".join(ascii_digits(self.number).split())
        super().save(*args, **kwargs)

    @property
    def is_active(self) -> bool:
        return self.status == self.Status.ACTIVE

    @property
    def is_pending(self) -> bool:
        return self.status == self.Status.PENDING
