"""What goes out to members: notices with their outcome, templates, replies prepared in advance."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from home.models import Association
from services.models.casework import RequestEvent
from services.models.request import ServiceRequest


class Notice(models.Model):
    """One notice (إشعار) to who asked, by one channel, and what became of it.

    `to_staff`: to somebody of the staff, who works on the case or is told of its days. `person` is
    None where who asked has no account yet.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", _("E-mail")
        SMS = "sms", _("Text message")
        SITE = "site", _("In the site")

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        RETRYING = "retrying", _("Will be tried again")
        FAILED = "failed", _("Failed")

    class Problem(models.TextChoices):
        """What went wrong, for staff to read."""

        NO_ADDRESS = "no_address", _("There is no address for this channel any more.")
        NO_ACCOUNT = "no_account", _("The account has been closed.")
        NO_CODE = (
            "no_code",
            _("There is no valid code any more: it was used, or a new one is needed."),
        )
        REFUSED = "refused", _("The address was refused; it is probably wrong.")
        NOT_TAKEN = "not_taken", _("The sending service did not take it.")
        UNREACHABLE = "unreachable", _("The sending service could not be reached.")
        OTHER = "other", _("Something unexpected happened while sending.")

    request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="notices")
    event = models.ForeignKey(RequestEvent, on_delete=models.PROTECT, related_name="notices")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="notices"
    )
    to_staff = models.BooleanField(_("to staff"), default=False)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    language = models.CharField(_("language"), max_length=2, choices=User.Language.choices)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    text = models.TextField(_("text"), blank=True)
    link = models.URLField(
        blank=True, help_text=_("Where it leads, if not to the applicant's page of the request.")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.WAITING
    )
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    problem = models.CharField(
        _("what went wrong"), max_length=12, choices=Problem.choices, blank=True
    )
    detail = models.CharField(_("in the words of the service"), max_length=300, blank=True)
    retry_at = models.DateTimeField(_("tried again at"), null=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent at"), null=True)
    read_at = models.DateTimeField(_("read at"), null=True)

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "channel"],
                condition=models.Q(to_staff=False),
                name="one_notice_to_applicant_per_channel",
            ),
            models.UniqueConstraint(
                fields=["event", "channel", "person"],
                condition=models.Q(to_staff=True),
                name="one_notice_to_each_of_staff",
            ),
        ]
        indexes = [models.Index(fields=["person", "channel", "read_at", "-made_at"])]

    def __str__(self) -> str:
        return f"{self.request_id} {self.channel} {self.status}"


class NoticeTemplate(models.Model):
    """An association's own words for a notice (قالب إشعار); placeholders stand in braces."""

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="notice_templates", editable=False
    )
    move = models.CharField(_("on which occasion"), max_length=40)
    language = models.CharField(_("language"), max_length=2, choices=User.Language.choices)
    subject = models.CharField(_("subject"), max_length=120)
    text = models.TextField(_("text of the e-mail"), max_length=3000)
    sms = models.CharField(_("text message"), max_length=300)

    class Meta:
        verbose_name = _("notice template")
        verbose_name_plural = _("notice templates")
        ordering = ["move", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "move", "language"], name="one_template_per_occasion"
            )
        ]

    def __str__(self) -> str:
        return f"{self.move} {self.language}"


class CannedReply(models.Model):
    """Words an association's officers often write (رد جاهز); placeholders stand in braces."""

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="canned_replies", editable=False
    )
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=2000)

    class Meta:
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")
        ordering = ["title", "pk"]

    def __str__(self) -> str:
        return self.title
