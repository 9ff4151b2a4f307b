"""A request being filled in (مسودة)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from services.models.catalogue import ServicePage


class RequestDraft(models.Model):
    """What a person has filled in so far (مسودة طلب), one draft a service of their own.

    Officers have others beside, of requests that they take in on behalf (`IntakeDraft`).
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    service = models.ForeignKey(ServicePage, on_delete=models.CASCADE, related_name="drafts")
    answers = models.JSONField(_("answers"), default=dict)
    contact_by = models.CharField(_("prefers to be reached by"), max_length=10, blank=True)
    about = models.JSONField(
        default=list, help_text=_("Of a complaint: keys of the staff it is about.")
    )
    is_own = models.BooleanField(default=True, editable=False)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-updated_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "service"],
                condition=models.Q(is_own=True),
                name="one_draft_per_service",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.service_id}"
