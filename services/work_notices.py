"""Whom of the staff is told of work on a case, and in which words; never what is written on it."""

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from accounts.models import Appointment, NotificationPreference, User
from accounts.notifications import who_wants
from services.models import Notice, Referral, RequestEvent
from services.models.who_may import OFFICER_OR_SUPERVISOR, free_for
from services.notice_words import work_words
from services.summaries import titles_of

Role = Appointment.Role
LANGUAGE = attrgetter("language")
# What whoever works on the case is told of, unless they did it themselves.
WORK = {
    "write",
    "answer",
    "record_answer",
    "attach",
    "amend",
    "withdraw",
    "record_withdrawal",
    "appeal",
    "record_appeal",
    "assign",
    "refer",
    "report",
}
# Of these waits somebody: where nobody has the case, all who may take it are told.
FOR_ANYBODY = {"write", "answer", "appeal", "record_appeal", "report"}


def work_notices(event: RequestEvent) -> Iterator[Notice]:
    """The mails that an event calls for to those who work on the case; not saved.

    Who chose to do without gets none. As many queries for many people as for one.
    """
    if event.move not in WORK:
        return
    referral = event.request.referrals.last() if event.move in ("refer", "report") else None
    others = [one for one in _people(event, referral) if one.pk != event.actor_id and one.email]
    people = who_wants(others, NotificationPreference.Kind.WORK, Notice.Channel.EMAIL)
    for language, group in groupby(sorted(people, key=LANGUAGE), key=LANGUAGE):
        with translation.override(language):
            title = titles_of([event.request.service])[event.request.service_id]
            notices = [_notice(event, referral, person, title) for person in group]
        yield from notices


def _people(event: RequestEvent, referral: Referral | None) -> list[User]:
    """Of a referral the researcher, or all whom it may concern. Else who has the case; of a report
    else who referred it; of what somebody waits for else all officers, or who stands in for them.
    """
    request = event.request
    if event.move == "refer":
        researchers = free_for(request, Role.SOCIAL_RESEARCHER)
        named = referral.assigned_to_id if referral else None
        return list(researchers.filter(pk=named) if named else researchers)
    for one in (request.assigned_to, referral.referred_by if referral else None):
        if one is not None and OFFICER_OR_SUPERVISOR(request, one):
            return [one]
    if event.move not in FOR_ANYBODY:
        return []
    officers = list(free_for(request, Role.RELATIONS_OFFICER))
    return officers or list(free_for(request, Role.SUPERVISOR))


def _notice(event: RequestEvent, referral: Referral | None, person: User, title: str) -> Notice:
    subject, text = work_words(event, person, referral, title)
    return Notice(
        request=event.request,
        event=event,
        person=person,
        to_staff=True,
        channel=Notice.Channel.EMAIL,
        language=person.language,
        subject=subject,
        text=text,
        link=settings.BASE_URL + reverse("casework:case", args=[event.request.reference]),
    )
