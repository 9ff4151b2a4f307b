"""Telling supervisors of promised days that are near or missed (التصعيد), once each.

That they were told is an event of the request; whether it was of this day is reckoned from the
day of the event, so nothing is stored that has to be kept in step with the clock.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.mail import tell
from accounts.models import Appointment, User
from services.casework.moving import MoveNotAllowed, make_move
from services.clock import closed_days_of
from services.deadlines import due_on, near, overdue
from services.models import Referral, RequestEvent, ServiceRequest, State
from services.notices import is_silent
from services.queries import casework_of
from services.references import show_reference
from services.summaries import titles_of

TEMPLATES = "services/mail/escalated"
WHAT_NEEDS_A_REPORT = "report"


def days_told(request: ServiceRequest, move: str) -> list[date]:
    """The days on which a supervisor was told of the request, by that move."""
    moments = request.events.filter(move=move).values_list("at", flat=True)
    return [timezone.localtime(at).date() for at in moments]


def was_told(request: ServiceRequest, due: date, today: date) -> bool:
    """Whether supervisors were told of this already: after it was missed, or else at any time."""
    told = days_told(request, "escalate")
    return any(day > due for day in told) if today > due else bool(told)


def to_escalate() -> Iterator[ServiceRequest]:
    """The requests whose day is near or missed, and of which supervisors were not told yet."""
    today = timezone.localdate()
    open_ones = ServiceRequest.objects.select_related("association", "policy_version")
    pressing = [*overdue(open_ones, today), *near(open_ones, today)]
    closed = closed_days_of(pressing)
    for request in pressing:
        due = due_on(request, closed[request.association_id])
        if due is not None and not was_told(request, due, today):
            yield request


def escalate(request: ServiceRequest) -> ServiceRequest:
    """Tell the association's supervisors that the request's day is near or missed.

    Written down as an internal event. MoveNotAllowed where they were told, or nothing is due.
    """
    today, due = timezone.localdate(), due_on(request)
    if due is None:
        raise MoveNotAllowed("nothing is due")
    with translation.override(settings.LANGUAGE_CODE):
        words = _("Missed: it was due on %(day)s.") if today > due else _("Due on %(day)s: near.")
        note = words % {"day": date_format(due, "Y-m-d")}

    def write(moved: ServiceRequest) -> None:
        if was_told(moved, due, today):
            raise MoveNotAllowed("supervisors were told")
        tell_supervisors(moved, "missed" if today > due else "near", due)

    return make_move(
        "escalate", request=request, by=None, version=None, internal_note=note, write=write
    )


def with_overdue_report() -> Iterator[ServiceRequest]:
    """The requests at social research whose report is overdue, supervisors not told of it yet."""
    late = Referral.objects.filter(
        request=OuterRef("pk"), reported_at=None, due_on__lt=timezone.localdate()
    )
    at_research = ServiceRequest.objects.filter(Exists(late), state=State.SOCIAL_RESEARCH)
    for request in at_research.select_related("association"):
        referral = overdue_referral(request)
        if referral is not None and not was_told_of_report(referral):
            yield request


def overdue_referral(request: ServiceRequest) -> Referral | None:
    """The referral that waits for its report past its day."""
    late = request.referrals.filter(reported_at=None, due_on__lt=timezone.localdate())
    return late.order_by("referred_at").last()


def was_told_of_report(referral: Referral) -> bool:
    """Whether supervisors were told since the case was last referred."""
    events = RequestEvent.objects.filter(
        request=referral.request_id, move__in=("refer", "escalate_report")
    )
    newest = events.last()
    return newest is not None and newest.move == "escalate_report"


def escalate_report(request: ServiceRequest) -> ServiceRequest:
    """Tell the association's supervisors that a report of social research is overdue, once."""
    referral = overdue_referral(request)
    if referral is None:
        raise MoveNotAllowed("no report is overdue")
    with translation.override(settings.LANGUAGE_CODE):
        words = _("The report of social research was due on %(day)s.")
        note = words % {"day": date_format(referral.due_on, "Y-m-d")}

    def write(moved: ServiceRequest) -> None:
        if was_told_of_report(referral):
            raise MoveNotAllowed("supervisors were told")
        tell_supervisors(moved, WHAT_NEEDS_A_REPORT, referral.due_on)

    return make_move(
        "escalate_report", request=request, by=None, version=None, internal_note=note, write=write
    )


def supervisors_of(request: ServiceRequest) -> Iterable[User]:
    """The supervisors in office who may see the case: no party to it, not recused."""
    in_office = Appointment.objects.in_force(timezone.localdate()).filter(
        association=request.association_id, role=Appointment.Role.SUPERVISOR
    )
    people = User.objects.filter(is_active=True, pk__in=in_office.values("user_id"))
    return [one for one in people if casework_of(one).filter(pk=request.pk).exists()]


def tell_supervisors(request: ServiceRequest, what: str, due: date) -> None:
    """Write to each of them, `what` being near, missed or report; nothing within `silence`."""
    if is_silent():
        return
    for person in supervisors_of(request):
        with translation.override(person.language):
            title = titles_of([request.service])[request.service_id]
        context = {
            "what": what,
            "due": due,
            "request": request,
            "association": request.association,
            "service_title": title,
            "reference": show_reference(request.reference),
            "link": settings.BASE_URL + reverse("casework:case", args=[request.reference]),
        }
        tell(person, TEMPLATES, context)
