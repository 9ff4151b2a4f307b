"""Writing to the association on a request, without losing a word."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from services import casework, tickets
from services.casework import LONGEST
from services.forms import MessageForm
from services.models import ServiceRequest
from services.views.access import csrf_holds, own_request, sign_in_first
from services.views.conversation_panel import KEPT_MESSAGE, message_form, message_subject
from services.views.moves import to_request
from services.views.my_requests import shown


# The token is checked by hand, so that words sent with an old one come back to be sent again.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, reference: str) -> HttpResponse:
    """Send the person's message, or keep its words until they have signed in again."""
    if not isinstance(request.user, User):
        return keep_words(request, reference)
    one = own_request(request, reference)
    if request.method == "GET":
        return to_request(one)
    form = message_form(request.POST)
    if not csrf_holds(request):
        messages.warning(
            request, _("You have signed in again in the meantime. Please send it again.")
        )
        return again(request, one, form, 200)
    if not form.is_valid():
        return again(request, one, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    casework.write(request=one, by=request.user, text=form.cleaned_data["text"])
    messages.success(request, _("Your message is with us."))
    return redirect(reverse("services:request", args=[reference]) + "#messages")


def again(
    request: HttpRequest, one: ServiceRequest, form: MessageForm, status: int
) -> HttpResponse:
    request.sent_message = form  # type: ignore[attr-defined]  # the panel shows it
    return shown(request, one, status=status)


def keep_words(request: HttpRequest, reference: str) -> HttpResponse:
    """Keep the words in the session, which goes on through signing in; its person reads them."""
    ticket = tickets.read(request.POST.get("ticket", ""), message_subject(reference))
    if ticket is not None:
        request.session[KEPT_MESSAGE] = {
            "person": ticket.person.pk,
            "reference": reference,
            "text": request.POST.get("text", "")[:LONGEST],
        }
        messages.info(request, _("We saved what you wrote. Sign in to continue."))
    return sign_in_first(request.get_full_path())
