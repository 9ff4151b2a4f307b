"""Files of a request or of its draft (المرفقات)."""

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from services.models.casework import Referral
from services.models.draft import RequestDraft
from services.models.request import ServiceRequest


def private_storage() -> Storage:
    return storages["private"]


def private_name(file: "StoredFile", name: str) -> str:
    """A name on disk that tells nothing; what the member called it stays in the row."""
    return f"requests/{uuid.uuid4().hex}"


class StoredFile(models.Model):
    """A file kept where only a view that knows who asks reads it."""

    file = models.FileField(storage=private_storage, upload_to=private_name, max_length=120)
    name = models.CharField(_("name"), max_length=255)
    content_type = models.CharField(_("kind"), max_length=100)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(_("digest"), max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(_("uploaded at"), auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["uploaded_at", "pk"]

    def __str__(self) -> str:
        return self.name


class RequestFile(StoredFile):
    """A file a member attached (مرفق), or an officer for them."""

    request = models.ForeignKey(
        ServiceRequest, null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    draft = models.ForeignKey(
        RequestDraft, null=True, blank=True, on_delete=models.CASCADE, related_name="files"
    )
    field_name = models.CharField(max_length=255, blank=True)

    class Meta(StoredFile.Meta):
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.CheckConstraint(
                condition=Q(request=None) ^ Q(draft=None), name="file_of_request_or_draft"
            )
        ]


class ReportFile(StoredFile):
    """A file of a social researcher's report (مرفق تقرير), for researchers alone."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")
