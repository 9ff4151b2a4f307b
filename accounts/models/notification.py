"""By which channels a person wants to be told of what (تفضيلات الإشعارات)."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class NotificationPreference(models.Model):
    """The channels a person chose for one kind of notice (تفضيل إشعار).

    Who never chose has no row: `accounts.notifications.channels_for` then decides.
    """

    class Kind(models.TextChoices):
        PROGRESS = "progress", _("How my requests go on, and decisions on them")
        MESSAGES = "messages", _("Questions and messages to me")
        REMINDERS = "reminders", _("Reminders and deadlines")
        DELIVERIES = "deliveries", _("Expected days and deliveries")
        WORK = "work", _("Requests that I work on")

    class Channel(models.TextChoices):
        EMAIL = "email", pgettext_lazy("channel", "E-mail")
        SMS = "sms", pgettext_lazy("channel", "Text message")
        SITE = "site", pgettext_lazy("channel", "In the site")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.CASCADE,
        related_name="notification_preferences",
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    email = models.BooleanField(_("e-mail"), default=False)
    sms = models.BooleanField(_("text message"), default=False)
    site = models.BooleanField(_("in the site"), default=True)

    class Meta:
        verbose_name = _("notification preference")
        verbose_name_plural = _("notification preferences")
        ordering = ["user", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="one_preference_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"

    @property
    def chosen(self) -> frozenset[str]:
        """The channels that are switched on."""
        return frozenset(channel for channel in self.Channel.values if getattr(self, channel))
