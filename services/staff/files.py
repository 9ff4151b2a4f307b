"""Files of a case, for those who may see the case."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404

from services.downloads import as_download
from services.models import RequestFile
from services.queries import casework_of


def case_file(request: HttpRequest, reference: str, file_id: int) -> FileResponse:
    """Download a member's file; 404 for whom no role opens the case."""
    cases = casework_of(request.user).filter(reference=reference)
    return as_download(get_object_or_404(RequestFile, pk=file_id, request__in=cases))
