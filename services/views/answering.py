"""Answering an officer's question, without losing a word."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from services import casework, tickets
from services.casework import LONGEST_ANSWER
from services.forms import AnswerForm
from services.models import ServiceRequest
from services.views.access import csrf_holds, own_request, sign_in_first, signed_in
from services.views.moves import added, errors_in, tell_what_changed, to_request, version_seen
from services.views.my_requests import KEPT_ANSWER, answer_subject, shown


# The token is checked by hand, so that words sent with an old one come back to be sent again.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """Take the person's answer, or keep its words until they have signed in again."""
    if not isinstance(request.user, User):
        return keep_words(request, reference)
    one = own_request(request, reference)
    if request.method == "GET":
        return to_request(one)
    form = AnswerForm(request.POST, request.FILES, auto_id="answer_%s")
    if not csrf_holds(request):
        messages.warning(
            request, _("You have signed in again in the meantime. Please send it again.")
        )
        return shown(request, one, answer_form=form)
    if not form.is_valid():
        return shown(request, one, answer_form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        with errors_in(form):
            casework.answer(
                request=one,
                by=signed_in(request),
                version=version_seen(request),
                text=form.cleaned_data["text"],
                files=form.cleaned_data["files"],
                signed_name=form.cleaned_data["signed_name"],
            )
    except casework.StaleRequest as stale:
        return answer_again(request, one, form, stale)
    except casework.MoveNotAllowed:
        return answer_again(request, one, form, None)
    if form.errors:
        return shown(request, one, answer_form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    messages.success(
        request, _("Thank you. We have your answer and are continuing with your request.")
    )
    return to_request(one)


def answer_again(
    request: HttpRequest,
    one: ServiceRequest,
    form: AnswerForm,
    stale: casework.StaleRequest | None,
) -> HttpResponse:
    """The request moved meanwhile: keep the files sent, show the words once more."""
    fresh = own_request(request, one.reference)
    if form.cleaned_data["files"] and added(request, fresh, form):
        messages.success(request, _("Your files were added."))
        fresh = own_request(request, one.reference)
    tell_what_changed(request, stale)
    words = AnswerForm(initial={"text": form.cleaned_data["text"]}, auto_id="answer_%s")
    return shown(
        request,
        fresh,
        answer_form=words,
        status=HTTPStatus.CONFLICT,
        kept_text=form.cleaned_data["text"],
    )


def keep_words(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep the words in the session, which goes on through signing in; its person reads them."""
    ticket = tickets.read(request.POST.get("ticket", ""), answer_subject(reference))
    if ticket is not None:
        request.session[KEPT_ANSWER] = {
            "person": ticket.person.pk,
            "reference": reference,
            "text": request.POST.get("text", "")[:LONGEST_ANSWER],
        }
        messages.info(request, _("We saved what you wrote. Sign in to continue."))
    return sign_in_first(request.get_full_path())
