"""Files of a case, for those who may see the case."""

from django.http import FileResponse, HttpRequest
from django.shortcuts import get_object_or_404

from services.downloads import as_download
from services.looks import looked_at
from services.models import CaseLook, ReportFile, RequestFile
from services.queries import casework_of, reports_read_by


def case_file(request: HttpRequest, reference: str, file_id: int) -> FileResponse:
    """Download a member's file; 404 for whom no role opens the case."""
    cases = casework_of(request.user).filter(reference=reference)
    file = get_object_or_404(RequestFile, pk=file_id, request__in=cases)
    looked_at(person=request.user, requests=cases, what=CaseLook.What.FILE, detail=file.name)
    return as_download(file)


def report_file(request: HttpRequest, reference: str, report_file_id: int) -> FileResponse:
    """Download a file of a report on social research; 404 for all but the researchers of it."""
    read = reports_read_by(request.user).filter(request__reference=reference)
    file = get_object_or_404(ReportFile, pk=report_file_id, referral__in=read)
    cases = casework_of(request.user).filter(reference=reference)
    looked_at(person=request.user, requests=cases, what=CaseLook.What.REPORT)
    return as_download(file)
