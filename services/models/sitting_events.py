"""The record of a sitting (سجل الجلسة): who did what with it, written once."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.models.append_only import AppendOnly
from services.models.committee import Sitting


class SittingEvent(AppendOnly):
    """One deed on a sitting: by whom, when, what.

    `note` tells of which agenda items, by their numbers. What is said of a case stands with the
    case: whoever reads a sitting need not be one to whom it opens.
    """

    class What(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("sitting", "Planned")
        AGENDA = "agenda", _("Put on the agenda")
        OPENED = "opened", _("Opened, with its attendance")
        REVOKED = "revoked", _("Decision withdrawn")
        CLOSED = "closed", _("Closed, with its minutes")
        CANCELLED = "cancelled", pgettext_lazy("sitting", "Cancelled")

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="events")
    at = models.DateTimeField(_("when"), default=timezone.now)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(_("what"), max_length=10, choices=What.choices)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("event of a sitting")
        verbose_name_plural = _("events of sittings")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.what}"
