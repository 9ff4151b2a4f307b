"""What special kinds of services keep beside the request: proposals and complaints."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from services.models.append_only import AppendOnly
from services.models.request import ServiceRequest
from services.models.states import ENDED_UNANSWERED, State

# In characters: what changes in the register is written whole into one note of an event.
LONGEST_ENTRY = 600


class ProposalEntry(models.Model):
    """A proposal's line in the register (سجل المقترحات): what was decided, and what was done."""

    class Decision(models.TextChoices):
        STUDIED = "studied", _("Being studied")
        ADOPTED = "adopted", _("Adopted")
        PARTLY = "partly", _("Adopted in part")
        NOT_ADOPTED = "not_adopted", _("Not adopted")

    request = models.OneToOneField(
        ServiceRequest, on_delete=models.PROTECT, related_name="proposal"
    )
    decision = models.CharField(
        _("decision"), max_length=12, choices=Decision.choices, default=Decision.STUDIED
    )
    reason = models.TextField(_("reason"), blank=True, max_length=LONGEST_ENTRY)
    outcome = models.TextField(_("outcome"), blank=True, max_length=LONGEST_ENTRY)
    done = models.TextField(_("what was done"), blank=True, max_length=LONGEST_ENTRY)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-request__submitted_at"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.decision}"

    @property
    def is_studied(self) -> bool:
        """Whether it waits for a decision: not where the case was withdrawn or closed before."""
        return self.decision == self.Decision.STUDIED and self.request.state not in ENDED_UNANSWERED

    @property
    def standing(self) -> str:
        """The decision; how the case ended instead, where it was withdrawn or closed before."""
        if self.decision == self.Decision.STUDIED and not self.is_studied:
            return str(State(self.request.state).label)
        return str(self.Decision(self.decision).label)


class ComplainedAbout(AppendOnly):
    """Somebody of the staff whom a complaint is about (المشكو منه): the case is kept from them."""

    request = models.ForeignKey(
        ServiceRequest, on_delete=models.PROTECT, related_name="complained_about"
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    named_at = models.DateTimeField(_("named at"), default=timezone.now)

    class Meta:
        verbose_name = _("person complained about")
        verbose_name_plural = _("people complained about")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "person"], name="complained_about_once_per_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.person_id}"
