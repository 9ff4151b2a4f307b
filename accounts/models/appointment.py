"""Staff roles, held from a day until a day (التكليف)."""

from datetime import date, datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.models import Association


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def in_force(self, day: date) -> "AppointmentQuerySet":
        """Appointments held on `day`, the first and the last day included.

        One that was ended early does not count from the day on which it was ended.
        """
        return self.filter(
            Q(ends_on=None) | Q(ends_on__gte=day),
            Q(ended_at=None) | Q(ended_at__date__gt=day),
            starts_on__lte=day,
        )


class Appointment(models.Model):
    """One role of one person in one association (تكليف), from a day until a day."""

    class Role(models.TextChoices):
        COMMUNICATIONS_EDITOR = "communications_editor", _("Communications editor")
        RELATIONS_OFFICER = "relations_officer", _("Relations officer")
        SOCIAL_RESEARCHER = "social_researcher", _("Social researcher")
        COMMITTEE_MEMBER = "committee_member", _("Research committee member")
        APPEALS_MEMBER = "appeals_member", _("Appeals committee member")
        BRANCH_DELEGATE = "branch_delegate", _("Branch delegate")
        SUPERVISOR = "supervisor", _("Supervisor")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="appointments",
    )
    association = models.ForeignKey(
        Association,
        verbose_name=_("association"),
        on_delete=models.PROTECT,
        related_name="appointments",
    )
    role = models.CharField(_("role"), max_length=30, choices=Role.choices)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended early at"), null=True, blank=True, editable=False)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("appointment")
        verbose_name_plural = _("appointments")
        ordering = ["association", "role", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="appointment_ends_after_it_starts",
            )
        ]
        indexes = [models.Index(fields=["user", "association", "role"])]

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.association}"

    def was_held_at(self, moment: datetime) -> bool:
        """Whether it was held at that moment: one that was ended early, until it was ended."""
        day = timezone.localdate(moment)
        return (
            self.starts_on <= day
            and (self.ends_on is None or day <= self.ends_on)
            and (self.ended_at is None or moment < self.ended_at)
        )
