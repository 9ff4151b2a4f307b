"""What was in force when (إصدار السياسة)."""

from datetime import date
from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from home.models import Association
from policies.content import Section


class PolicyVersionQuerySet(models.QuerySet["PolicyVersion"]):
    def in_force(self, day: date) -> "PolicyVersionQuerySet":
        """Versions in force on `day`; the day of `in_force_until` is the first without it."""
        return self.filter(in_force_from__lte=day).filter(
            Q(in_force_until=None) | Q(in_force_until__gt=day)
        )


class FrozenError(TypeError):
    """Raised where code tries to change or remove what the board approved."""


class PolicyVersion(models.Model):
    """A policy as the board approved it (إصدار معتمد): frozen, numbered, with a digest.

    Only the day on which it ceases to be in force is written later.
    """

    association = models.ForeignKey(
        Association, on_delete=models.PROTECT, related_name="policy_versions"
    )
    policy = models.ForeignKey(
        "policies.PolicyPage", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=255)
    content = models.JSONField(_("content"))
    digest = models.CharField(_("digest"), max_length=64, help_text=_("SHA-256 of the content."))
    in_force_from = models.DateField(_("in force from"))
    in_force_until = models.DateField(_("in force until"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved at"), auto_now_add=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = PolicyVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("policy version")
        verbose_name_plural = _("policy versions")
        ordering = ["policy", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["policy", "number"], name="one_number_per_version"),
            models.UniqueConstraint(
                fields=["policy"],
                condition=Q(in_force_until=None),
                name="one_open_version_per_policy",
            ),
            models.CheckConstraint(
                condition=Q(in_force_until=None) | Q(in_force_until__gte=F("in_force_from")),
                name="version_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding and kwargs.get("update_fields") != ["in_force_until"]:
            raise FrozenError(str(self))
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError(str(self))

    def end(self, *, on: date) -> None:
        """Cease to be in force on that day, the first without this version."""
        self.in_force_until = on
        self.save(update_fields=["in_force_until"])

    def is_in_force(self, day: date) -> bool:
        until = self.in_force_until
        return self.in_force_from <= day and (until is None or day < until)

    def as_data(self) -> dict[str, Any]:
        """What identifies the version, for programs; days as YYYY-MM-DD."""
        until = self.in_force_until
        return {
            "number": self.number,
            "in_force_from": self.in_force_from.isoformat(),
            "in_force_until": until.isoformat() if until else None,
            "digest": self.digest,
        }

    @property
    def is_newest(self) -> bool:
        return self.in_force_until is None

    @property
    def has_procedure(self) -> bool:
        return any(section["kind"] == "procedure" for section in self.content["body"])

    def language_of_body(self, language: str) -> str:
        """`language` if the version keeps a translation into it, else that of the original."""
        original: str = self.content["language"]
        return language if language in self.content["translations"] else original

    def body_in(self, language: str) -> list[Section]:
        """The sections in `language` if the version keeps that translation, else as approved."""
        translation = self.content["translations"].get(language, self.content)
        body: list[Section] = translation["body"]
        return body

    def title_in(self, language: str) -> str:
        """The title in `language` if the version keeps that translation, else as approved."""
        translation = self.content["translations"].get(language, self.content)
        title: str = translation["title"]
        return title

    def clauses(self, language: str = "") -> dict[str, str]:
        """The words of each clause by its anchor, in the order of the document."""
        return {
            clause["anchor"]: clause["text"]
            for section in self.body_in(language)
            for clause in section["clauses"]
        }

    def url_in(self, language: str) -> str:
        """Where it can be read in that language, or else in the original; "" if nowhere."""
        if language not in self._urls:
            self._urls[language] = self._find_url(language)
        return self._urls[language]

    @cached_property
    def _urls(self) -> dict[str, str]:
        return {}

    def _find_url(self, language: str) -> str:
        pages = self.policy.get_translations(inclusive=True).live().select_related("locale")
        by_language = {page.locale.language_code: page for page in pages}
        page = by_language.get(language) or by_language.get(self.content["language"])
        url = page.get_url() if page else None
        if url and not self.is_newest:
            url += f"version/{self.number}/"
        return url or ""
