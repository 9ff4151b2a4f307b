"""The service request (طلب الخدمة)."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from home.models import Association
from policies.models import PolicyVersion
from services.digests import answers_digest
from services.models.catalogue import ServicePage
from services.models.machine import RequestMachine


class ServiceRequest(RequestMachine):
    """A member's request (طلب) for a service, handled in the steps of the policy.

    Answers are kept as attested, beside the form as it was when they were given.
    """

    class Channel(models.TextChoices):
        WEBSITE = "website", _("Website")
        API = "api", _("Application")

    class ContactBy(models.TextChoices):
        EMAIL = "email", _("E-mail")
        MOBILE = "mobile", _("Mobile")

    reference = models.CharField(_("reference"), max_length=12, unique=True, editable=False)
    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="requests", editable=False
    )
    service = models.ForeignKey(
        ServicePage,
        verbose_name=_("service"),
        on_delete=models.PROTECT,
        related_name="requests",
        editable=False,
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.PROTECT,
        related_name="requests",
        editable=False,
    )
    membership = models.ForeignKey(
        Membership,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests",
        editable=False,
    )
    policy_version = models.ForeignKey(
        PolicyVersion,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requests",
        editable=False,
        help_text=_("In force on the day of submission."),
    )
    channel = models.CharField(
        _("channel"), max_length=12, choices=Channel.choices, default=Channel.WEBSITE
    )
    form_fields = models.JSONField(_("form as it was"), default=list, editable=False)
    answers = models.JSONField(_("answers"), default=dict, editable=False)
    contact_by = models.CharField(
        _("prefers to be reached by"),
        max_length=10,
        choices=ContactBy.choices,
        default=ContactBy.EMAIL,
    )
    contact_note = models.CharField(_("agreed way of contact"), max_length=200, blank=True)
    expected_on = models.DateField(_("expected on"), null=True, blank=True)
    submitted_at = models.DateTimeField(_("submitted at"), default=timezone.now, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    is_rated = models.BooleanField(_("rated"), default=False, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    submission_key = models.CharField(
        max_length=40,
        blank=True,
        editable=False,
        help_text=_("Given once to each opened form, so that sending it twice makes one request."),
    )

    class Meta:
        verbose_name = _("service request")
        verbose_name_plural = _("service requests")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "submission_key"],
                condition=~models.Q(submission_key=""),
                name="one_request_per_submission",
            )
        ]
        indexes = [
            models.Index(fields=["association", "state", "-submitted_at"]),
            models.Index(fields=["person", "-submitted_at"]),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_attested(self) -> bool:
        """Whether the newest attestation covers the answers and files as they stand."""
        newest = self.attestations.order_by("-signed_at", "-pk").first()
        return newest is not None and newest.digest == answers_digest(
            answers=self.answers, file_digests=self.files.values_list("sha256", flat=True)
        )

    @property
    def may_be_rated(self) -> bool:
        """A request that came to an end can be rated, once."""
        return self.is_closed and not self.is_rated
