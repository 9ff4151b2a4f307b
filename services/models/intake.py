"""Requests taken in on behalf of somebody (استقبال بالنيابة)."""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.models.phone_ends import LastFour
from saudi.text import fold
from services.models.draft import RequestDraft
from services.models.request import ServiceRequest


class Intake(models.Model):
    """Who took a request in for whom (استقبال): by telephone, visit, letter, WhatsApp or meeting.

    Where the person has no account yet, their name and address stand here, and a code with which
    they claim the request later; only the code's digest is kept, and a random number from which
    the site's key makes it again while it is sent.
    """

    request = models.OneToOneField(ServiceRequest, on_delete=models.PROTECT, related_name="intake")
    full_name = models.CharField(_("full name"), max_length=200)
    name_folded = models.CharField(max_length=200, editable=False, default="", db_index=True)
    phone = models.CharField(_("mobile number"), max_length=16, null=True, blank=True)
    email = models.EmailField(_("e-mail address"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=User.Language.choices, default=User.Language.ARABIC
    )
    note = models.TextField(_("how it came"), blank=True, max_length=1000)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(_("taken in at"), default=timezone.now)
    code_digest = models.CharField(max_length=64, blank=True, editable=False)
    code_nonce = models.CharField(max_length=32, blank=True, editable=False)
    code_made_at = models.DateTimeField(null=True, editable=False)
    failed_tries = models.PositiveSmallIntegerField(default=0, editable=False)
    claimed_at = models.DateTimeField(_("claimed at"), null=True, editable=False)

    class Meta:
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")
        ordering = ["taken_at", "pk"]
        indexes = [
            models.Index(fields=["phone"], name="intakes_by_phone"),
            models.Index(LastFour("phone"), name="intakes_by_end_of_phone"),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.full_name}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the name that search looks in beside the one that is shown."""
        self.name_folded = fold(self.full_name)[:200]
        super().save(*args, **kwargs)

    def get_full_name(self) -> str:
        return self.full_name


class IntakeDraft(models.Model):
    """A request being taken in on behalf: for whom, and how it came; the answers stand in `draft`.

    Who takes it in is the draft's person. Either `member`, or who has no membership here.
    """

    draft = models.OneToOneField(RequestDraft, on_delete=models.CASCADE, related_name="intake")
    channel = models.CharField(_("how it came"), max_length=12, blank=True)
    member = models.ForeignKey(
        Membership, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    full_name = models.CharField(_("full name"), max_length=200, blank=True)
    phone = models.CharField(_("mobile number"), max_length=40, blank=True)
    email = models.CharField(_("e-mail address"), max_length=254, blank=True)
    language = models.CharField(
        _("language"), max_length=2, choices=User.Language.choices, default=User.Language.ARABIC
    )
    note = models.TextField(_("note"), blank=True, max_length=1000)

    class Meta:
        verbose_name = _("draft of an intake")
        verbose_name_plural = _("drafts of intakes")

    def __str__(self) -> str:
        return f"{self.draft_id} {self.channel}"
