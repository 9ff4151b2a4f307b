"""Papers kept as they were made (الأوراق): letters of decisions, minutes of sittings."""

import uuid
from typing import Any, NoReturn

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.models.append_only import AppendOnlyError
from services.models.committee import Decision, Sitting
from services.models.files import private_storage


def paper_name(paper: "Paper", name: str) -> str:
    """A name on disk that tells nothing."""
    return f"papers/{uuid.uuid4().hex}"


class PaperQuerySet(models.QuerySet["Paper"]):
    """Changes those alone that are not made yet."""

    def update(self, **kwargs: Any) -> int:
        return super(PaperQuerySet, self.filter(made_at=None)).update(**kwargs)

    def delete(self) -> NoReturn:
        raise AppendOnlyError(self.model._meta.label)


class Paper(models.Model):
    """A letter or minutes (ورقة): asked for, made by a task, and from then on as it was made.

    `left_out` holds the numbers of the agenda's items that this copy of minutes leaves out, as
    they are printed. A letter's language is that of whom it tells.
    """

    class Problem(models.TextChoices):
        NO_FONT = (
            "no_font",
            _(
                "The document cannot be printed: this site has no font with Arabic "
                "letters. Please tell those who run it."
            ),
        )
        OTHER = "other", _("The document could not be made. Please tell those who run this site.")

    decision = models.OneToOneField(
        Decision, null=True, on_delete=models.PROTECT, related_name="letter"
    )
    sitting = models.ForeignKey(
        Sitting, null=True, on_delete=models.PROTECT, related_name="minutes"
    )
    left_out = models.CharField(_("items left out"), max_length=2000, blank=True)
    language = models.CharField(_("language"), max_length=2, blank=True)
    asked_at = models.DateTimeField(_("given to a task at"), null=True)
    made_at = models.DateTimeField(_("made at"), null=True)
    file = models.FileField(
        storage=private_storage, upload_to=paper_name, max_length=120, blank=True
    )
    sha256 = models.CharField(_("digest"), max_length=64, blank=True)
    problem = models.CharField(
        _("what went wrong"), max_length=10, choices=Problem.choices, blank=True
    )

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decision=None) ^ Q(sitting=None), name="paper_of_decision_or_sitting"
            ),
            models.UniqueConstraint(
                fields=["sitting", "language", "left_out"], name="one_copy_of_minutes"
            ),
        ]
        indexes = [
            models.Index(fields=["asked_at"], condition=Q(made_at=None), name="papers_not_made")
        ]

    def __str__(self) -> str:
        return f"{self.decision_id or self.sitting_id} {self.made_at or '–'}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyError(self._meta.label)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError(self._meta.label)
