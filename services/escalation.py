"""Telling supervisors of days that are near or missed (التصعيد), once for each day.

Each is an internal event of the request, with notices that are sent, tried again and shown on the
case like all others.
"""

from collections.abc import Iterator
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from services.casework.moving import MoveNotAllowed, make_move
from services.clock import closed_days_of
from services.deadlines import due_on, near, overdue
from services.escalation_notices import whom_to_tell
from services.models import Escalation, Referral, ServiceRequest, State

About, To = Escalation.About, Escalation.To

NOTES = {
    About.NEAR: _("Due on %(day)s: near."),
    About.MISSED: _("Missed: it was due on %(day)s."),
    About.REPORT: _("The report of social research was due on %(day)s."),
}
TOLD = {
    To.SUPERVISORS: _("The supervisors were told."),
    To.OFFICERS: _("There is no supervisor to tell; the officers were told."),
    To.NOBODY: _("There was nobody to tell."),
}


def to_escalate() -> Iterator[ServiceRequest]:
    """The requests whose day is near or missed, and of which it is still to be told."""
    today = timezone.localdate()
    open_ones = ServiceRequest.objects.select_related("association", "policy_version")
    open_ones = open_ones.prefetch_related("escalations")
    pressing = [*overdue(open_ones, today), *near(open_ones, today)]
    closed = closed_days_of(pressing)
    for request in pressing:
        due = due_on(request, closed[request.association_id])
        if due is not None and is_to_be_told(request, about(due, today), due):
            yield request


def about(due: date, today: date) -> Escalation.About:
    return About.MISSED if today > due else About.NEAR


def is_to_be_told(
    request: ServiceRequest, about: str, due: date, referral: Referral | None = None
) -> bool:
    """Whether nobody was told of that day yet, or by now somebody is there who can do more.

    Of a report, of that referral. No query where supervisors were told, and the request's
    escalations are at hand.
    """
    concern = (about, due, referral.pk if referral else None)
    told: list[int] = [
        one.to
        for one in request.escalations.all()
        if (one.about, one.due_on, one.referral_id) == concern
    ]
    most = max(told, default=None)
    return most is None or (most < To.SUPERVISORS and most < whom_to_tell(request).value)


def escalate(request: ServiceRequest) -> ServiceRequest:
    """Tell the association's supervisors that the request's day is near or missed.

    MoveNotAllowed where they were told of that day, or nothing is due.
    """
    due = due_on(request)
    if due is None:
        raise MoveNotAllowed("nothing is due")
    return _tell("escalate", request, about(due, timezone.localdate()), due)


def with_overdue_report() -> Iterator[ServiceRequest]:
    """The requests at social research whose report is overdue, and still to be told of."""
    late = late_referrals().filter(request=OuterRef("pk"))
    at_research = ServiceRequest.objects.filter(Exists(late), state=State.SOCIAL_RESEARCH)
    for request in at_research.select_related("association").prefetch_related("escalations"):
        referral = overdue_referral(request)
        if referral and is_to_be_told(request, About.REPORT, referral.due_on, referral):
            yield request


def late_referrals() -> QuerySet[Referral]:
    """Those that wait for their report past its day; one that was taken back waits for none."""
    today = timezone.localdate()
    return Referral.objects.awaited().filter(due_on__lt=today)


def overdue_referral(request: ServiceRequest) -> Referral | None:
    """The referral that waits for its report past its day."""
    return late_referrals().filter(request=request).order_by("referred_at").last()


def escalate_report(request: ServiceRequest) -> ServiceRequest:
    """Tell the association's supervisors that a report of social research is overdue, once."""
    referral = overdue_referral(request)
    if referral is None:
        raise MoveNotAllowed("no report is overdue")
    return _tell("escalate_report", request, About.REPORT, referral.due_on, referral)


def _tell(
    move: str,
    request: ServiceRequest,
    about: Escalation.About,
    due: date,
    referral: Referral | None = None,
) -> ServiceRequest:
    to = whom_to_tell(request)
    with translation.override(settings.LANGUAGE_CODE):
        day = {"day": date_format(due, "Y-m-d")}
        note = f"{NOTES[about] % day} {TOLD[to]}"

    def write(moved: ServiceRequest) -> list[Escalation]:
        if not is_to_be_told(moved, about, due, referral):
            raise MoveNotAllowed("it was told")
        told = moved.escalations.create(about=about, due_on=due, referral=referral, to=to)
        return [told]

    return make_move(move, request=request, by=None, version=None, internal_note=note, write=write)
