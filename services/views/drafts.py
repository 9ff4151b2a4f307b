"""A draft's files, and throwing a draft away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from services.downloads import as_download
from services.drafts import discard_draft, draft_of
from services.models import RequestFile, ServicePage
from services.summaries import titles_of
from services.views.access import form_url, signed_in


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, service_id: int) -> HttpResponse:
    """Ask whether the person is sure, then throw their draft for the service away.

    Also for a service that has been unpublished meanwhile.
    """
    service = get_object_or_404(ServicePage, pk=service_id)
    person = signed_in(request)
    if draft_of(person, service) is None:
        raise Http404
    if request.method == "POST":
        discard_draft(person=person, service=service)
        messages.success(request, _("The draft was deleted."))
        return redirect("services:dashboard")
    request.association = service.association  # type: ignore[attr-defined]
    context = {"title": titles_of([service])[service.pk], "form_url": form_url(service)}
    return render(request, "services/discard_draft.html", context)


@login_required
@require_safe
def draft_file(request: HttpRequest, file_id: int) -> FileResponse:
    """A file of the person's own draft; Http404 for everyone else's."""
    return as_download(get_object_or_404(RequestFile, pk=file_id, draft__person=request.user))
