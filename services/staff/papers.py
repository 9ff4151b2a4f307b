"""Papers handed out in the Wagtail admin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from wagtail.admin import messages

from accounts.models import User
from services.models import Decision, Sitting
from services.papers import NO_FONT, as_pdf
from services.pdf.fonts import NoFont
from services.pdf.letter import decision_letter
from services.pdf.minutes import minutes
from services.pdf.paper import file_name
from services.queries import casework_of


def minutes_of(request: HttpRequest, sitting: Sitting, *, reader: User) -> HttpResponse | None:
    """The minutes to be saved; None where no font can print them, and the person is told."""
    try:
        data = minutes(sitting, reader=reader)
    except NoFont:
        messages.error(request, NO_FONT)
        return None
    return as_pdf(data, file_name("minutes", sitting.association.slug, sitting.number))


def case_letter(request: HttpRequest, reference: str, decision_id: int) -> HttpResponse:
    """The letter of an announced decision; 404 for whom no role opens the case."""
    cases = casework_of(request.user).filter(reference=reference)
    decisions = Decision.objects.exclude(announced_at=None).select_related(
        "request__association", "request__policy_version", "request__service", "request__person"
    )
    decision = get_object_or_404(decisions, pk=decision_id, request__in=cases)
    try:
        return as_pdf(decision_letter(decision), file_name("decision", reference))
    except NoFont:
        messages.error(request, NO_FONT)
        return redirect("casework:case", reference)
