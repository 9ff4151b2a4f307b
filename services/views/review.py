"""Reading the request once more, signing and sending it (الإقرار والإرسال)."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from services import tickets
from services.attestation import wording_for
from services.complaints import named_in
from services.drafts import Reviewed, draft_of, reviewed
from services.eligibility import may_request
from services.forms import ContactForm, SignForm
from services.models import RequestDraft, ServicePage, ServiceRequest
from services.submission import submit, submitted_with
from services.views.access import (
    csrf_holds,
    in_active_language,
    may_not,
    sign_in_first,
    the_service,
    to_form,
)


def subject(service: ServicePage) -> str:
    """What a ticket for sending a request is for, whatever the language."""
    return f"review:{service.translation_key}"


# The token is checked by hand: where it was renewed meanwhile, the page comes back to be signed
# once more instead of an error that says nothing to the person.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, service_id: int) -> HttpResponse:
    """Show the draft as it would be sent, with the attestation; send it once signed."""
    service = the_service(request, service_id)
    if not isinstance(request.user, User):
        return sign_in_first(request.get_full_path())
    person = request.user
    ticket = tickets.read(request.POST.get("ticket", ""), subject(service))
    key = ticket.key if ticket and ticket.person == person else ""
    if sent := submitted_with(person, key):
        return to_receipt(sent)
    here = in_active_language(service)
    if here.pk != service.pk and request.method == "GET":
        return redirect("services:review", here.pk)
    eligibility = may_request(person, service)
    if not eligibility.allowed:
        return may_not(request, service, eligibility)
    draft = draft_of(person, service)
    if draft is None:
        return to_form(service)
    with translation.override(service.content_language):
        seen = reviewed(service, draft)
    contact = ContactForm({"contact_by": draft.contact_by}, person=person)
    if seen is None or not contact.is_valid():
        return to_form(service, check=True)
    sign = SignForm(request.POST or None)
    if request.method == "POST" and may_send(request, key, seen) and sign.is_valid():
        try:
            return to_receipt(
                submit(
                    person=person,
                    service=service,
                    signed_name=sign.cleaned_data["signed_name"],
                    language=service.content_language,
                    key=key,
                )
            )
        except ValidationError:
            return to_form(service, check=True)
    return shown(request, service, draft, seen, contact, sign, key)


def may_send(request: HttpRequest, key: str, seen: Reviewed) -> bool:
    """Whether the person sent this page themselves, and signs what they have read."""
    if not key or not csrf_holds(request):
        messages.warning(
            request, _("You have signed in again in the meantime. Please sign once more.")
        )
        return False
    if request.POST.get("seen") != seen.digest:
        messages.warning(
            request, _("Your answers have changed in the meantime. Please read them once more.")
        )
        return False
    return True


def to_receipt(sent: ServiceRequest) -> HttpResponse:
    return redirect("services:receipt", sent.reference)


def shown(
    request: HttpRequest,
    service: ServicePage,
    draft: RequestDraft,
    seen: Reviewed,
    contact: ContactForm,
    sign: SignForm,
    key: str,
) -> HttpResponse:
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type
    with translation.override(service.content_language):
        attestation = wording_for(service)
    chosen: dict[str, Any] = dict(contact.fields["contact_by"].choices)  # type: ignore[attr-defined]
    context = {
        "service": service,
        "content_language": service.content_language,
        "answers": seen.answers,
        "seen": seen.digest,
        "about": named_in(draft, service),
        "contact_text": chosen[draft.contact_by],
        "attestation": attestation,
        "sign": sign,
        "ticket": tickets.issue(request.user, subject(service), key),
        "form_url": reverse("services:form", args=[service.pk]),
    }
    return render(request, "services/review.html", context)
