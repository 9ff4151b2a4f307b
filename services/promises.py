"""The days a member is told from the start: when a decision may come, when it is promised.

Computed from what the association and its policy say, never stored.
"""

from datetime import date, timedelta

from django.utils import timezone

from saudi.working_days import add_working_days
from services.clock import ClosedDays, counted_from
from services.models import Route, ServiceRequest
from services.models.states import DAY_STATED


def is_answer_owed(request: ServiceRequest) -> bool:
    """Whether the promise of an answer still runs: neither given, nor is the case closed."""
    return not request.is_closed and request.state not in DAY_STATED


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


def promised_on(request: ServiceRequest, closed_days: ClosedDays | None = None) -> date:
    """The day by which the association promises to answer.

    As many Saudi working days from submission as it promised then, without the days on which it
    is closed and those on which the member was waited for; not before the policy lets a decision
    be announced. Lists give the `closed_days` that their requests share.
    """
    closed = closed_days or ClosedDays.of(request.association)
    promised = add_working_days(
        counted_from(request, timezone.localdate(), closed),
        request.promised_days,
        closed,
    )
    floor = earliest_decision_on(request)
    return max(promised, floor) if floor else promised


def _submitted_on(request: ServiceRequest) -> date:
    return timezone.localtime(request.submitted_at).date()
