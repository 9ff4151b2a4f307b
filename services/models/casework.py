"""What happens to a request: events, attestations, questions, referrals."""

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from policies.models import PolicyVersion
from services.models.machine import State
from services.models.request import ServiceRequest


class AppendOnlyError(TypeError):
    """Raised where code tries to change or remove what must stay as it was written."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(self.model._meta.label)

    def delete(self) -> NoReturn:
        raise AppendOnlyError(self.model._meta.label)


class AppendOnly(models.Model):
    """Rows that are written once and never changed or removed."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(self._meta.label)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(self._meta.label)


class RequestEvent(AppendOnly):
    """One thing that happened to a request (حدث): who, from where to where, by which clause."""

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="events")
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

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.move}"


class Attestation(AppendOnly):
    """The member's signature under the answers (إقرار), policy step 4."""

    request = models.ForeignKey(
        ServiceRequest, on_delete=models.PROTECT, related_name="attestations"
    )
    wording = models.TextField(_("wording"))
    signed_name = models.CharField(_("signed name"), max_length=200)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(_("signed at"), default=timezone.now)
    digest = models.CharField(_("digest of the answers"), max_length=64)

    class Meta:
        verbose_name = _("attestation")
        verbose_name_plural = _("attestations")
        ordering = ["signed_at", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.signed_name}"


class Question(models.Model):
    """What the officer asks the member (استيضاح) while the request is checked."""

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField(_("question"), max_length=2000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["asked_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Referral(models.Model):
    """A case referred to social research (إحالة إلى البحث الاجتماعي), policy step 3."""

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="referrals")
    question = models.TextField(_("question to the researcher"), max_length=2000)
    due_on = models.DateField(_("due on"))
    referred_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    referred_at = models.DateTimeField(_("referred at"), default=timezone.now)
    report = models.TextField(_("report"), blank=True, max_length=10000)
    finding = models.TextField(_("finding for the officer"), blank=True, max_length=2000)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    reported_at = models.DateTimeField(_("reported at"), null=True, blank=True)

    class Meta:
        verbose_name = _("referral")
        verbose_name_plural = _("referrals")
        ordering = ["referred_at", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.referred_at:%Y-%m-%d}"
