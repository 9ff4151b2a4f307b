"""Whom an escalation is told, and in which words: supervisors, or else officers."""

from collections.abc import Iterator

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from accounts.models import Appointment, User
from services.models import Escalation, Notice, RequestEvent, ServiceRequest
from services.models.states import DAY_STATED, TO_BE_REGISTERED
from services.models.who_may import free_for
from services.notice_words import one_line
from services.references import show_reference
from services.summaries import titles_of

ESCALATED = {"escalate", "escalate_report"}
TEMPLATE = "services/mail/escalated"
To = Escalation.To
# In this order: the first of whom there is somebody is told.
ROLES = {
    To.SUPERVISORS: Appointment.Role.SUPERVISOR,
    To.OFFICERS: Appointment.Role.RELATIONS_OFFICER,
}


def whom_to_tell(request: ServiceRequest) -> Escalation.To:
    """The supervisors, the officers where no supervisor can be told, or nobody at all."""
    return next((to for to in ROLES if people_of(request, to)), To.NOBODY)


def people_of(request: ServiceRequest, to: int) -> list[User]:
    """Those in office who can be reached and may see the case: no party to it, not recused."""
    if to == To.NOBODY:
        return []
    people = free_for(request, ROLES[To(to)]).order_by("pk")
    return [one for one in people if one.email or one.phone]


def escalation_notices(event: RequestEvent) -> Iterator[Notice]:
    """The notices of the request's newest escalation, whose event it is; not saved.

    By mail, or by SMS to who has no e-mail address; nobody chooses to do without.
    """
    escalation = event.request.escalations.last() if event.move in ESCALATED else None
    if escalation is None:
        return
    for person in people_of(event.request, escalation.to):
        with translation.override(person.language):
            yield _notice(event, escalation, person)


def _notice(event: RequestEvent, escalation: Escalation, person: User) -> Notice:
    request = event.request
    link = settings.BASE_URL + reverse("casework:case", args=[request.reference])
    context = {
        "person": person,
        "what": escalation.about,
        "is_stated": request.state in DAY_STATED,
        "is_accepted": request.state == TO_BE_REGISTERED,
        "has_supervisor": escalation.to == To.SUPERVISORS,
        "due": escalation.due_on,
        "association": request.association,
        "service_title": titles_of([request.service])[request.service_id],
        "reference": show_reference(request.reference),
        "link": link,
    }
    notice = Notice(
        request=request,
        event=event,
        person=person,
        to_staff=True,
        channel=Notice.Channel.EMAIL if person.email else Notice.Channel.SMS,
        language=person.language,
        link=link,
    )
    if notice.channel == Notice.Channel.SMS:
        notice.text = render_to_string(f"{TEMPLATE}_sms.txt", context).strip()
    else:
        notice.subject = one_line(render_to_string(f"{TEMPLATE}_subject.txt", context))
        notice.text = render_to_string(f"{TEMPLATE}.txt", context).strip()
    return notice
