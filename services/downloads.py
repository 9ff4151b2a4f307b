"""Handing out members' files."""

from django.http import FileResponse

from services.models.files import StoredFile


def as_download(file: StoredFile) -> FileResponse:
    """The file to be saved, never shown inside the site: it came from outside.

    Whoever calls this has made sure that the person may have it.
    """
    response = FileResponse(
        file.file.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type=file.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
