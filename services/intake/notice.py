"""What a person is told whose request was taken in, and who has no account with it yet."""

from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import urlencode

from services.intake.codes import HIDDEN, VALID_FOR
from services.models import RequestEvent, ServiceRequest
from services.notice_words import Words, one_line
from services.promises import promised_on
from services.references import show_reference

TEMPLATE = "services/mail/taken_in"
RENEWED = "renew_code"
WITH_A_CODE = {"submit", RENEWED}


def tells_a_code(event: RequestEvent) -> bool:
    """Whether who asked is told a code of `event`: they have no account with the request yet."""
    return event.move in WITH_A_CODE and event.request.person_id is None


def words_with_a_code(event: RequestEvent) -> Words:
    """The reference and a mark where the code is to stand, in the active language.

    The code itself is put in while sending, so that it rests nowhere.
    """
    request = event.request
    context = {
        "person": request.intake,
        "request": request,
        "association": request.association,
        "service": request.service.localized,
        "reference": show_reference(request.reference),
        "code": HIDDEN,
        "days": VALID_FOR.days,
        "promised_on": promised_on(request),
        "is_new_code": event.move == RENEWED,
        "link": claim_link(request),
    }
    subject = one_line(_text("_subject.txt", context))
    text = _text(".txt", context)
    return Words(
        subject=subject,
        text=text,
        sms=_text("_sms.txt", context),
        site_subject=subject,
        site_text=text,
    )


def claim_link(request: ServiceRequest) -> str:
    """The address at which the code is given, in the active language."""
    query = urlencode({"reference": request.reference})
    return f"{settings.BASE_URL}{reverse('services:claim')}?{query}"


def _text(ending: str, context: dict[str, Any]) -> str:
    return render_to_string(TEMPLATE + ending, context).strip()
