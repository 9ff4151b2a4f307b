"""Keeping files that members attach (المرفقات), and researchers to their reports."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from accounts.models import User
from services.models import Referral, ReportFile, RequestDraft, RequestFile, ServiceRequest
from services.uploads import Upload, check_upload, check_uploads


def keep(
    upload: Upload,
    *,
    by: User,
    request: ServiceRequest | None = None,
    draft: RequestDraft | None = None,
    field_name: str = "",
) -> RequestFile:
    """Keep `upload` for a request or a draft, with its digest, in private storage.

    Raises ValidationError for what `services.uploads.check_upload` refuses.
    """
    return RequestFile.objects.create(
        request=request, draft=draft, field_name=field_name, **_stored(upload, by)
    )


def keep_all(
    uploads: Iterable[Upload], *, by: User, request: ServiceRequest, field_name: str = ""
) -> list[RequestFile]:
    """Keep each of `uploads` for a request, as `keep` does."""
    return [keep(one, by=by, request=request, field_name=field_name) for one in uploads]


def keep_report_file(upload: Upload, *, by: User, referral: Referral) -> ReportFile:
    """Keep `upload` for the report on a referral, as `keep` does for a request."""
    return ReportFile.objects.create(referral=referral, **_stored(upload, by))


def check_all(files: Sequence[Upload], *, field: str, kept: int = 0) -> None:
    """Refuse first what can be refused of files to be kept: stored files do not roll back.

    `kept` of the same field are stored already. ValidationError under `field`, as
    `services.uploads.check_uploads` says.
    """
    try:
        check_uploads(files, kept=kept)
    except ValidationError as error:
        raise ValidationError({field: error}) from error


def _stored(upload: Upload, by: User) -> dict[str, Any]:
    checked = check_upload(upload)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return {
        "file": upload,
        "name": checked.name,
        "content_type": checked.content_type,
        "size": upload.size or 0,
        "sha256": digest.hexdigest(),
        "uploaded_by": by,
    }
