"""What a notice says: in the association's own words where it has some, else in the site's."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from home.days import both_days
from home.models import Association
from services.delivery_plan import plan_of
from services.models import NoticeTemplate, Referral, RequestEvent, ServiceRequest, State
from services.placeholders import fill
from services.promises import earliest_decision_on, promised_on
from services.references import show_reference
from services.wording import happened, told, words_with

STANDARD = "services/mail/request_moved"
WORK = "services/mail/work"
LONGEST_SUBJECT = 200
# On these occasions an answer is due, after which the request is closed.
TO_BE_ANSWERED = {"ask", "remind"}
SEVERAL_EMPTY_LINES = re.compile(r"\r?\n(?:[ \t]*\r?\n){2,}")


@dataclass(frozen=True)
class Words:
    """One notice: the mail's subject and body, the text message, and what the site shows."""

    subject: str
    text: str
    sms: str
    site_subject: str
    site_text: str


def words_of(event: RequestEvent) -> Words:
    """What the applicant is told of `event`, in the active language; never an internal word."""
    request = event.request
    own = NoticeTemplate.objects.filter(
        association_id=request.association_id, move=event.move, language=get_language()
    ).first()
    if own is None:
        return standard_words(event)
    return own_words(own, values_of(request) | {"message": words_with(event)}, link_to(request))


def standard_words(event: RequestEvent) -> Words:
    """The site's own words for what happened."""
    request = event.request
    context = {
        "event": event,
        "request": request,
        "service": request.service.localized,
        "association": request.association,
        "person": request.applicant,
        "told": told(event),
        "words": words_with(event),
        "happening": _happening(event),
        "earliest_decision_on": earliest_decision_on(request),
        "promised_on": promised_on(request),
        "next_on": _next_on(event),
        "reference": show_reference(request.reference),
        "link": link_to(request),
    }
    return Words(
        subject=one_line(_text("_subject.txt", context)),
        text=_text(".txt", context),
        sms=_text("_sms.txt", context),
        site_subject=told(event).rstrip("."),
        site_text=words_with(event),
    )


def _next_on(event: RequestEvent) -> date | None:
    """The day of the delivery that follows the one just recorded, where one is known."""
    if event.move != "deliver_part":
        return None
    plan = plan_of(event.request)
    return plan.next_on if plan.is_repeated and not plan.is_overdue else None


def own_words(template: NoticeTemplate, values: dict[str, str], link: str) -> Words:
    """The association's words with `values` in them.

    What was written to the applicant is added where the template leaves it out, and so are the day
    by which a question is to be answered, and the link to a text message: no question goes lost by
    how a template is worded, and nobody's request is closed on a day they were not told.
    """
    values = values | {"link": link}
    # What has no value leaves no hole.
    text = SEVERAL_EMPTY_LINES.sub("\n\n", fill(template.text, values)).strip()
    if values["message"] and "{message}" not in template.text:
        text = "\n\n".join([text, _("From the association:"), values["message"]])
    due = values["answer_due_day"]
    if due and template.move in TO_BE_ANSWERED and "{answer_due_day}" not in template.text:
        text = "\n\n".join([text, _("Please answer by: %(day)s") % {"day": due}])
    sms = fill(template.sms, values)
    subject = one_line(fill(template.subject, values))
    return Words(
        subject=subject,
        text=text,
        sms=sms if "{link}" in template.sms else f"{sms} {link}",
        site_subject=subject,
        site_text=text,
    )


def work_words(
    event: RequestEvent, person: User, referral: Referral | None, service_title: str
) -> tuple[str, str]:
    """Subject and text of a mail to one of the staff, in the active language: what happened and on
    which case. `referral` is the one that was made or reported on, if that is what happened."""
    request = event.request
    context = {
        "person": person,
        "happened": happened(event),
        "referral": referral if event.move == "refer" else None,
        "is_theirs": request.assigned_to_id == person.pk,
        "is_referred_by_them": referral is not None and referral.referred_by_id == person.pk,
        "reference": show_reference(request.reference),
        "service_title": service_title,
        "association": request.association,
    }
    subject = one_line(render_to_string(f"{WORK}_subject.txt", context))
    return subject, render_to_string(f"{WORK}.txt", context).strip()


def values_of(request: ServiceRequest) -> dict[str, str]:
    """What the placeholders of a case stand for, in the active language."""
    association, question = request.association, request.open_question
    return {
        "name": request.applicant.get_full_name(),
        "reference": show_reference(request.reference),
        "service": str(request.service.localized.title),
        "association": association.name,
        "state": str(State(request.state).label),
        "promised_day": both_days(promised_on(request), association),
        "expected_day": both_days(request.expected_on, association),
        "earliest_decision_day": both_days(earliest_decision_on(request), association),
        "answer_due_day": both_days(question.due_on if question else None, association),
    }


def sample_values(association: Association) -> dict[str, str]:
    """Values to try a text out with; they are nobody's."""
    today = both_days(timezone.localdate(), association)
    return {
        "name": _("Sample Name"),
        "reference": show_reference("123456782"),
        "service": _("Sample service"),
        "association": association.name,
        "state": str(State.VERIFYING.label),
        "promised_day": today,
        "expected_day": today,
        "earliest_decision_day": today,
        "answer_due_day": today,
        "message": _("What an officer wrote appears here."),
    }


def link_to(request: ServiceRequest) -> str:
    """The address of the applicant's page of the request, in the active language."""
    return str(settings.BASE_URL) + reverse("services:request", args=[request.reference])


def one_line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_SUBJECT]


def _happening(event: RequestEvent) -> str:
    """A subject's end: where the request now stands, or what happened where it stands as before."""
    if event.from_state == event.to_state:
        return told(event).rstrip(".")
    return str(State(event.to_state).label)


def _text(ending: str, context: dict[str, Any]) -> str:
    return render_to_string(STANDARD + ending, context).strip()
