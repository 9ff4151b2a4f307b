"""What a person is told whose request was taken in, and who has no account with it yet."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode

from accounts.mail import deliver_mail
from accounts.sms import deliver_sms
from services.intake.codes import VALID_FOR, show_code
from services.models import ServiceRequest
from services.promises import promised_on
from services.references import show_reference

TEMPLATE = "services/mail/taken_in"


def tell_who_asked(request: ServiceRequest, *, code: str, is_new_code: bool = False) -> None:
    """Tell who asked the reference and the code, once the transaction is committed.

    By e-mail, or by SMS where no e-mail address is known, in the language that was written down.
    Sent at once and not by a queue, where the code would rest readable; where that fails it is
    logged, and the officer has the code to tell.
    """
    asker = request.intake
    with translation.override(asker.language):
        query = urlencode({"reference": request.reference})
        context = {
            "person": asker,
            "request": request,
            "association": request.association,
            "service": request.service.localized,
            "reference": show_reference(request.reference),
            "code": show_code(code),
            "days": VALID_FOR.days,
            "promised_on": promised_on(request),
            "is_new_code": is_new_code,
            "link": f"{settings.BASE_URL}{reverse('services:claim')}?{query}",
        }
        if asker.email:
            mail = {
                "to": asker.email,
                "subject": " ".join(_text("_subject.txt", context).split()),
                "text": _text("_message.txt", context) + "\n",
                "html": "",
            }
            transaction.on_commit(lambda: deliver_mail.call(**mail), robust=True)
        elif asker.phone:
            phone, text = asker.phone, _text("_sms.txt", context)
            transaction.on_commit(lambda: deliver_sms.call(to=phone, text=text), robust=True)


def _text(ending: str, context: dict[str, object]) -> str:
    return render_to_string(TEMPLATE + ending, context).strip()
