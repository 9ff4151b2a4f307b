"""What staff keep for their own work: views of the list, and the record of who looked at what."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.models.append_only import AppendOnly
from services.models.request import ServiceRequest


class SavedView(models.Model):
    """A person's own view of the work list (عرض محفوظ): its filters, as the address has them."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "name"], name="one_saved_view_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class CaseLook(AppendOnly):
    """Somebody of the staff looked at a case (اطلاع): who, when, at what."""

    class What(models.TextChoices):
        CASE = "case", _("The case")
        FILE = "file", _("A file")
        REPORT = "report", _("A report of social research")
        PAPER = "paper", _("Minutes or a letter")
        EXPORT = "export", _("An export of the list")
        AGENDA = "agenda", _("The agenda of a sitting")
        REGISTER = "register", _("The register of proposals")

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="looks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(_("what"), max_length=10, choices=What.choices)
    detail = models.CharField(max_length=120, blank=True)
    at = models.DateTimeField(_("when"), default=timezone.now)

    class Meta:
        verbose_name = _("look at a case")
        verbose_name_plural = _("looks at cases")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["request", "-at"])]

    def __str__(self) -> str:
        return f"{self.request_id} {self.person_id} {self.what}"


class CalendarKey(models.Model):
    """The secret in the address of a person's own calendar feed (رابط التقويم)."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_key"
    )
    key = models.CharField(max_length=43, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("calendar address")
        verbose_name_plural = _("calendar addresses")

    def __str__(self) -> str:
        return str(self.person_id)
