"""What happens to a request: events, attestations, checks, questions, referrals."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models import PolicyVersion
from services.models.append_only import AppendOnly
from services.models.request import ServiceRequest
from services.models.states import State


class RequestEvent(AppendOnly):
    """One thing that happened to a request (حدث): who, from where to where, by which clause.

    `actor` is None where the site itself acted. Each carries a keyed digest of itself and of the
    event before it, so that a changed or removed row shows (`services.audit`).
    """

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="events")
    sequence = models.PositiveIntegerField(_("number"))
    at = models.DateTimeField(_("when"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True
    )
    move = models.CharField(_("move"), max_length=40)
    from_state = models.CharField(_("from"), max_length=24, choices=State.choices, blank=True)
    to_state = models.CharField(_("to"), max_length=24, choices=State.choices)
    channel = models.CharField(_("channel"), max_length=12, choices=ServiceRequest.Channel.choices)
    message = models.TextField(_("words to the member"), blank=True)
    internal_note = models.TextField(_("internal note"), blank=True)
    clause_anchor = models.CharField(_("clause"), max_length=60, blank=True)
    policy_version = models.ForeignKey(
        PolicyVersion, null=True, on_delete=models.PROTECT, related_name="+"
    )
    attested = models.CharField(
        _("digest of what was attested"),
        max_length=64,
        blank=True,
        help_text=_("Of the newest attestation as this happened."),
    )
    attested_whole = models.CharField(
        _("digest of the whole attestation"),
        max_length=64,
        blank=True,
        help_text=_(
            "With name, wording, way and time. Events from before this was kept have none."
        ),
    )
    facts = models.JSONField(
        _("digests of what was written with it"),
        default=dict,
        blank=True,
        help_text=_("By kind and key. Events from before this was kept have none."),
    )
    digest = models.CharField(_("digest"), max_length=64)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "sequence"], name="one_event_per_place_in_the_chain"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.move}"


class Attestation(AppendOnly):
    """The member's signature under the answers (إقرار), policy step 4.

    What was signed stays beside it, though the request's own answers may change afterwards.
    """

    class Method(models.TextChoices):
        SITE = "site", _("On the site")
        PAPER = "paper", _("On paper")
        SPOKEN = "spoken", _("Spoken, before a witness")

    request = models.ForeignKey(
        ServiceRequest, on_delete=models.PROTECT, related_name="attestations"
    )
    wording = models.TextField(_("wording"))
    signed_name = models.CharField(_("signed name"), max_length=200)
    method = models.CharField(
        _("how it was signed"), max_length=10, choices=Method.choices, default=Method.SITE
    )
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("The person, or the officer who recorded a signature given elsewhere."),
    )
    signed_at = models.DateTimeField(_("signed at"), default=timezone.now)
    digest = models.CharField(_("digest of the answers"), max_length=64)
    answers = models.JSONField(_("answers as signed"), default=dict)
    files = models.JSONField(
        _("files as signed"), default=list, help_text=_("Their names and digests.")
    )

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ["signed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.signed_name}"


class Check(AppendOnly):
    """What an officer found of one fact or document (تحقق), policy step 2; the newest counts.

    `item` is the key of an entry of the request's checklist. `matches_register` is None where
    there is no register to compare with. `seen` tells which answer and files they looked at: when
    these change, the item is to be checked again.
    """

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="checks")
    item = models.CharField(_("item"), max_length=80)
    is_complete = models.BooleanField(_("complete"))
    was_valid = models.BooleanField(_("valid on the day of submission"))
    matches_register = models.BooleanField(_("matches the register"), null=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    seen = models.CharField(_("digest of what was checked"), max_length=64, editable=False)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    checked_at = models.DateTimeField(_("checked at"), default=timezone.now)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["checked_at", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.item}"

    @property
    def is_good(self) -> bool:
        return self.is_complete and self.was_valid and self.matches_register is not False


class Question(models.Model):
    """What the officer asks the member (استيضاح) while the request is checked."""

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField(_("question"), max_length=2000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    due_on = models.DateField(_("answer due on"), null=True, blank=True)
    reminded_at = models.DateTimeField(_("reminded at"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class ReferralQuerySet(models.QuerySet["Referral"]):
    def awaited(self) -> "ReferralQuerySet":
        """Those that still await their report: neither reported nor taken back."""
        return self.filter(reported_at=None, recalled_at=None)


class Referral(models.Model):
    """A case referred to social research (إحالة إلى البحث الاجتماعي), policy step 3.

    The report is for researchers; the finding is what officers and the committee need to know.
    """

    class Method(models.TextChoices):
        VISIT = "visit", _("Home visit")
        CALL = "call", _("Telephone call")
        MEETING = "meeting", _("Meeting at the association")
        PAPERS = "papers", _("From the papers")

    class Advice(models.TextChoices):
        GRANT = "grant", _("Grant it")
        PARTLY = "partly", _("Grant a part")
        REFUSE = "refuse", _("Do not grant it")
        NONE = "none", _("No advice")

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="referrals")
    question = models.TextField(_("question to the researcher"), max_length=2000)
    due_on = models.DateField(_("due on"))
    referred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    referred_at = models.DateTimeField(_("referred at"), default=timezone.now)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("researcher"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("If left empty, any researcher of the association."),
    )
    recalled_at = models.DateTimeField(_("recalled at"), null=True, blank=True)
    method = models.CharField(
        _("how it was studied"), max_length=10, choices=Method.choices, blank=True
    )
    studied_on = models.DateField(_("studied on"), null=True, blank=True)
    household = models.PositiveSmallIntegerField(
        _("people in the household"), null=True, blank=True
    )
    circumstances = models.TextField(_("circumstances"), blank=True, max_length=5000)
    report = models.TextField(_("report"), blank=True, max_length=10000)
    advice = models.CharField(_("advice"), max_length=10, choices=Advice.choices, blank=True)
    finding = models.TextField(_("finding for the officer"), blank=True, max_length=2000)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reported_at = models.DateTimeField(_("reported at"), null=True, blank=True)

    objects = ReferralQuerySet.as_manager()

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["referred_at", "pk"]
        indexes = [
            models.Index(
                fields=["assigned_to"],
                condition=models.Q(reported_at=None),
                name="unreported_of_researcher",
            ),
            models.Index(
                fields=["due_on", "id"],
                condition=models.Q(reported_at=None, recalled_at=None),
                name="unreported_by_due_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.referred_at:%Y-%m-%d}"
