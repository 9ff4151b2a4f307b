"""Days of which somebody was told who can act (التصعيد)."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.models.append_only import AppendOnly
from services.models.casework import Referral
from services.models.request import ServiceRequest


class Escalation(AppendOnly):
    """That a day of a request is near or missed was told (تصعيد), once for each such day.

    `to` is the group that was told; as nobody could be told or only officers, it is told once more
    as soon as there is a supervisor. Of a report it is told once for each referral.
    """

    class About(models.TextChoices):
        NEAR = "near", _("The day is near")
        MISSED = "missed", _("The day was missed")
        REPORT = "report", _("The report of social research is overdue")

    class To(models.IntegerChoices):
        """The higher one is told where there is one."""

        NOBODY = 0, _("Nobody")
        OFFICERS = 1, _("Relations officers")
        SUPERVISORS = 2, _("Supervisors")

    request = models.ForeignKey(
        ServiceRequest, on_delete=models.PROTECT, related_name="escalations"
    )
    about = models.CharField(_("about"), max_length=10, choices=About.choices)
    due_on = models.DateField(_("due on"))
    referral = models.ForeignKey(Referral, null=True, on_delete=models.PROTECT, related_name="+")
    to = models.PositiveSmallIntegerField(_("told to"), choices=To.choices)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("escalation")
        verbose_name_plural = _("escalations")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.about} {self.due_on}"
