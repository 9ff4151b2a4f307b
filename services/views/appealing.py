"""What a person does about a decision on their request: have its letter, appeal."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.form_errors import add_errors
from services import casework
from services.forms import AppealForm
from services.papers import NotThere, as_pdf, ask_for, asked_again_soon, letter_of, try_again
from services.pdf.paper import file_name
from services.views.access import own_request, signed_in
from services.views.decisions_panel import may_appeal
from services.views.moves import tell_what_changed, title_of, to_request, version_seen


@login_required
@never_cache
@require_http_methods(["GET", "POST"])
def appeal(request: HttpRequest, reference: str) -> HttpResponse:
    """Say why the decision should be looked at again, until the last day, once."""
    one = own_request(request, reference)
    form = AppealForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        if form.is_valid():
            try:
                casework.appeal(
                    request=one,
                    by=signed_in(request),
                    version=version_seen(request),
                    reason=form.cleaned_data["reason"],
                )
                messages.success(request, _("We received your appeal."))
                return to_request(one)
            except ValidationError as error:
                add_errors(form, error)
            except casework.StaleRequest as stale:
                tell_what_changed(request, stale)
                one, status = own_request(request, reference), HTTPStatus.CONFLICT
            except casework.MoveNotAllowed:
                pass
    if not may_appeal(request, one):
        messages.warning(request, _("This decision can't be appealed any more."))
        return to_request(one)
    context = {
        "one": one,
        "title": title_of(one),
        "form": form,
        "decision": one.decisions.announced().first(),
        "appeal_until": one.appeal_until,
    }
    return render(request, "services/appeal.html", context, status=status)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, reference: str, decision_id: int) -> HttpResponse:
    """The letter of a decision that was announced, for whose request it is; else Http404.

    Until it is made a page says how it stands; one that failed is tried again by a post.
    """
    one = own_request(request, reference)
    decision = get_object_or_404(one.decisions.announced(), pk=decision_id)
    paper = letter_of(decision)
    if request.method == "POST":
        try_again(paper)
        return redirect(request.path)
    try:
        return as_pdf(ask_for(paper), file_name("decision", reference))
    except NotThere as missing:
        context = {"one": one, "title": title_of(one), "missing": missing}
        return asked_again_soon(render(request, "services/paper.html", context), missing)
