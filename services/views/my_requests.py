"""The person's requests: the list, one of them, its receipt and files."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.ui.components import Component

from services import tickets
from services.answers import shown_answers
from services.attestation import wording_for
from services.conversation import mark_read
from services.downloads import as_download
from services.forms import AnswerForm, FilesForm
from services.looks import looked_at
from services.models import CaseLook, RequestFile, ServiceRequest
from services.promises import earliest_decision_on, is_answer_owed, promised_on
from services.queries import own_requests, visible_to
from services.route_steps import clause_behind, stands
from services.summaries import ended, still_open, summaries, titles_of
from services.timeline import timeline
from services.views.access import own_request, signed_in
from services.views.conversation_panel import ConversationPanel
from services.views.decisions_panel import DecisionsPanel
from services.views.deliveries_panel import DeliveriesPanel
from services.views.proposal_panel import ProposalAnswerPanel
from services.views.signed_panel import SignedPanel
from services.worklist.paging import NEWEST, newest_first, page_at

A_PAGE = 10
# Where the session keeps an answer that was sent after it had ended.
KEPT_ANSWER = "kept_answer"
FILTERS = {"open": still_open, "closed": ended}
# What stands on the page of a request beside what happened, each in a module of its own. A panel
# reads `one` and `request` from the page's context.
PANELS: list[Component] = [
    DecisionsPanel(),
    ProposalAnswerPanel(),
    ConversationPanel(),
    DeliveriesPanel(),
    SignedPanel(),
]


@login_required
@require_safe
def my_requests(request: HttpRequest) -> HttpResponse:
    """All requests of the person, ten a page, or the open or the closed ones; constant queries."""
    own = own_requests(signed_in(request))
    chosen = request.GET.get("show", "")
    narrow = FILTERS.get(chosen)
    page = page_at(
        request.GET.get("at", ""),
        [newest_first(narrow(own) if narrow else own)],
        order=NEWEST,
        size=A_PAGE,
        rows=own.select_related("association", "service"),
    )
    address = reverse("services:requests")

    def link(place: str) -> str:
        asked = {"show": chosen, "at": place} if narrow else {"at": place}
        return f"{address}?{urlencode(asked)}" if place else ""

    context = {
        "summaries": summaries(page.requests),
        "previous_url": link(page.previous),
        "next_url": link(page.next),
        "tabs": [
            {"title": title, "url": url, "current": chosen == name}
            for title, url, name in (
                (_("All requests"), address, ""),
                (_("Open requests"), f"{address}?show=open", "open"),
                (_("Ended requests"), f"{address}?show=closed", "closed"),
            )
        ],
    }
    return render(request, "services/my_requests.html", context)


@login_required
@never_cache
@require_safe
def my_request(request: HttpRequest, reference: str) -> HttpResponse:
    """One request: where it stands, what happened, what is to come, what the person may do."""
    one = own_request(request, reference)
    mark_read(person=signed_in(request), request=one)
    kept = request.session.pop(KEPT_ANSWER, {})
    if kept.get("person") != one.person_id or kept.get("reference") != reference:
        return shown(request, one)
    words = AnswerForm(initial={"text": kept["text"]}, auto_id="answer_%s")
    return shown(request, one, answer_form=words, kept_text=kept["text"])


def answer_subject(reference: str) -> str:
    """What a ticket for answering a question is for."""
    return f"answer:{reference}"


def shown(
    request: HttpRequest,
    one: ServiceRequest,
    *,
    status: int = 200,
    answer_form: AnswerForm | None = None,
    files_form: FilesForm | None = None,
    kept_text: str = "",
) -> HttpResponse:
    """The page of a request; with a form that comes back, or the words it could not take."""
    files, questions = list(one.files.all()), list(one.questions.all())
    open_moves = one.names_open_to(signed_in(request))
    context: dict[str, Any] = {
        "one": one,
        "title": titles_of([one.service])[one.service_id],
        "stands": stands(one),
        "timeline": timeline(one),
        "answers": shown_answers(one.form_fields, one.answers, files),
        "more_files": [file for file in files if not file.field_name],
        "question": next((ask for ask in questions if ask.answered_at is None), None),
        "answered": [ask for ask in questions if ask.answered_at],
        "attestation": wording_for(one.service),
        "kept_text": kept_text,
        "promised_on": promised_on(one),
        "earliest_on": earliest_decision_on(one) if is_answer_owed(one) else None,
        "panels": PANELS,
        "open_moves": open_moves,
        "may_answer": "answer" in open_moves,
        "ticket": tickets.issue(signed_in(request), answer_subject(one.reference)),
        "may_attach": "attach" in open_moves and "answer" not in open_moves,
        "may_withdraw": "withdraw" in open_moves,
        "answer_form": answer_form or AnswerForm(auto_id="answer_%s"),
        "files_form": files_form or FilesForm(auto_id="files_%s"),
    }
    return render(request, "services/my_request.html", context, status=status)


@login_required
@require_safe
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """What the person has in hand once the request is sent: reference, days, what happens next."""
    one = own_request(request, reference)
    context = {
        "one": one,
        "title": titles_of([one.service])[one.service_id],
        "promised_on": promised_on(one),
        "earliest_on": earliest_decision_on(one) if is_answer_owed(one) else None,
        "clause": clause_behind(one.policy_version, "step-1"),
        "timeline": [entry for entry in timeline(one) if entry.status == "future"],
    }
    return render(request, "services/receipt.html", context)


@login_required
@require_safe
def request_file(request: HttpRequest, reference: str, file_id: int) -> FileResponse:
    """A file of a request for who may see the request; Http404 for everyone else."""
    seen = visible_to(request.user).filter(reference=reference)
    file = get_object_or_404(RequestFile, pk=file_id, request__in=seen)
    looked_at(person=request.user, requests=seen, what=CaseLook.What.FILE, detail=file.name)
    return as_download(file)
