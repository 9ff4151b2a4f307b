"""Keeping files that members attach (المرفقات)."""

import hashlib

from accounts.models import User
from services.models import RequestDraft, RequestFile, ServiceRequest
from services.uploads import Upload, check_upload


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
    checked = check_upload(upload)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return RequestFile.objects.create(
        request=request,
        draft=draft,
        field_name=field_name,
        file=upload,
        name=checked.name,
        content_type=checked.content_type,
        size=upload.size or 0,
        sha256=digest.hexdigest(),
        uploaded_by=by,
    )
