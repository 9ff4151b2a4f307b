"""The research committee (لجنة البحث): sittings, agenda, recusals, votes, decisions."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.models import Association
from services.models.append_only import AppendOnly
from services.models.request import ServiceRequest


class Sitting(models.Model):
    """A sitting of the committee (جلسة), or of those who hear appeals.

    Planned, then opened with who is present, then closed with its minutes; a closed one stays.
    """

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("sitting", "Planned")
        OPEN = "open", pgettext_lazy("sitting", "Open")
        CLOSED = "closed", pgettext_lazy("sitting", "Closed")
        CANCELLED = "cancelled", pgettext_lazy("sitting", "Cancelled")

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="sittings", editable=False
    )
    number = models.PositiveIntegerField(_("number"), editable=False)
    starts_at = models.DateTimeField(_("date and time"))
    place = models.CharField(_("place or link"), max_length=200, blank=True)
    hears_appeals = models.BooleanField(
        _("hears appeals"),
        default=False,
        help_text=_("Appeals are heard separately, by people other than those who decided."),
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.PLANNED, editable=False
    )
    quorum = models.PositiveSmallIntegerField(
        _("quorum"), editable=False, help_text=_("As the association had it on opening.")
    )
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("chair"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    opened_at = models.DateTimeField(_("opened at"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, editable=False)
    remarks = models.TextField(_("remarks for the minutes"), blank=True, max_length=4000)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("sitting")
        verbose_name_plural = _("sittings")
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="one_sitting_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.association_id} {self.number}"


class Attendance(models.Model):
    """Who belonged to a sitting, and whether they were present (حضور)."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="attendances")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    was_present = models.BooleanField(_("present"))

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendances")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["sitting", "person"], name="one_attendance_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.person_id}"


class AgendaItem(models.Model):
    """A case on the agenda of a sitting (بند), a row each time it was put there."""

    class Outcome(models.TextChoices):
        WAITING = "", _("Not yet heard")
        DECIDED = "decided", pgettext_lazy("agenda item", "Decided")
        POSTPONED = "postponed", _("Postponed")
        SENT_BACK = "sent_back", _("Sent back to be completed")
        REVOKED = "revoked", _("Decision withdrawn")
        DROPPED = "dropped", _("Not before the committee any more")

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="items")
    request = models.ForeignKey(
        ServiceRequest, on_delete=models.PROTECT, related_name="agenda_items"
    )
    position = models.PositiveSmallIntegerField(_("position"))
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=Outcome.choices, blank=True, editable=False
    )
    note = models.CharField(_("note"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda items")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "request"],
                condition=models.Q(outcome=""),
                name="one_waiting_item_per_case",
            )
        ]

    def __str__(self) -> str:
        return f"{self.sitting_id} {self.request_id}"


class Recusal(AppendOnly):
    """A member with a stake in a case (تنحٍّ): they neither see it nor vote on it."""

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="recusals")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(_("reason"), max_length=300)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ["recorded_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["request", "person"], name="one_recusal_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.person_id}"


class Vote(AppendOnly):
    """One member's vote on one case in one sitting (صوت)."""

    class Choice(models.TextChoices):
        ACCEPT = "accept", _("For accepting")
        REJECT = "reject", _("Against accepting")
        ABSTAIN = "abstain", _("Abstains")

    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="votes")
    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="votes")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(_("vote"), max_length=10, choices=Choice.choices)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    cast_at = models.DateTimeField(_("cast at"), default=timezone.now)

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        ordering = ["cast_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "person"], name="one_vote_per_person")
        ]

    def __str__(self) -> str:
        return f"{self.item_id} {self.person_id}"


class DecisionQuerySet(models.QuerySet["Decision"]):
    """The one place that tells where a decision stands."""

    def in_force(self) -> "DecisionQuerySet":
        """Those that were not withdrawn."""
        return self.filter(revoked_at=None)

    def announced(self) -> "DecisionQuerySet":
        """Those that the applicant reads."""
        return self.in_force().filter(announced_at__isnull=False)

    def unannounced(self) -> "DecisionQuerySet":
        """Those taken and not yet told."""
        return self.in_force().filter(announced_at=None)


class Decision(models.Model):
    """What the committee decided on a case (قرار), and when it was announced.

    Never changed but for its announcement, or for being withdrawn before it; a decision on appeal
    is a row of its own, and so is the one that takes the place of one withdrawn.
    """

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="decisions")
    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="decision")
    on_appeal = models.BooleanField(_("on appeal"), default=False)
    accepts = models.BooleanField(_("accepts"))
    reason = models.TextField(_("reason"), max_length=2000)
    conditions = models.TextField(_("conditions"), blank=True, max_length=2000)
    votes_for = models.PositiveSmallIntegerField(_("votes for"))
    votes_against = models.PositiveSmallIntegerField(_("votes against"))
    abstentions = models.PositiveSmallIntegerField(_("abstentions"))
    by_chair = models.BooleanField(
        _("by the chair's vote"), default=False, help_text=_("The votes were equal.")
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(_("decided at"), default=timezone.now)
    announced_at = models.DateTimeField(_("announced at"), null=True)
    appeal_days = models.PositiveSmallIntegerField(
        _("days to appeal"), null=True, help_text=_("What was told when it was announced.")
    )
    early_reason = models.TextField(
        _("why it was announced before the day the policy sets"), blank=True, max_length=1000
    )
    revoked_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
    )
    revoke_reason = models.CharField(
        _("why it was withdrawn"), max_length=500, blank=True, editable=False
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["decided_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "on_appeal"],
                condition=models.Q(revoked_at=None),
                name="one_decision_and_one_on_appeal",
            ),
            models.CheckConstraint(
                condition=models.Q(announced_at=None) | models.Q(revoked_at=None),
                name="what_was_announced_stands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.decided_at:%Y-%m-%d}"
