"""The days a member is told from the start: when a decision may come, when it is promised.

Computed from what the association and its policy say, never stored. Beside them the day by which
what was accepted is to be registered, which is told to staff alone.
"""

from datetime import date, timedelta

from django.utils import timezone

from saudi.working_days import add_working_days
from services.clock import ClosedDays, counted_from
from services.models import Route, ServiceRequest
from services.models.states import ANSWER_OWED, WAITING_FOR_MEMBER


def is_answer_owed(request: ServiceRequest) -> bool:
    """Whether the promise of an answer still runs: neither given, nor is the case closed."""
    return request.state in (*ANSWER_OWED, WAITING_FOR_MEMBER)


def earliest_decision_on(request: ServiceRequest) -> date | None:
    """The earliest day on which the policy lets the committee's decision be announced.

    Counted in calendar days from submission, by the `decision_floor_days` of the version the
    request runs under; None on the direct route and where the policy sets no such floor.
    """
    version = request.policy_version
    if request.route != Route.COMMITTEE or version is None:
        return None
    days = version.content.get("decision_floor_days")
    return _submitted_on(request) + timedelta(days=days) if days else None


def promised_on(request: ServiceRequest, closed_days: ClosedDays | None = None) -> date | None:
    """The day by which the association promises to answer; None where no answer is owed any more.

    As many Saudi working days from submission as it promised then, without the days on which it
    is closed and those on which the member was waited for; not before the policy lets a decision
    be announced. Lists give the `closed_days` that their requests share.
    """
    if not is_answer_owed(request):
        return None
    promised = _after_promised_days(request, closed_days)
    floor = earliest_decision_on(request)
    return max(promised, floor) if floor else promised


def to_be_registered_on(request: ServiceRequest, closed_days: ClosedDays | None = None) -> date:
    """The day by which an accepted request is to be registered, so that none is left lying.

    As many working days from the acceptance as were promised for the answer. No floor of a policy
    moves it on, and nobody promised it: the member is not told.
    """
    return _after_promised_days(request, closed_days)


def _after_promised_days(request: ServiceRequest, closed_days: ClosedDays | None) -> date:
    closed = closed_days or ClosedDays.of(request.association)
    counts_from = counted_from(request, timezone.localdate(), closed)
    return add_working_days(counts_from, request.promised_days, closed)


def _submitted_on(request: ServiceRequest) -> date:
    return timezone.localtime(request.submitted_at).date()
