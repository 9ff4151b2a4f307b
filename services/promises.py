"""The days a member is told from the start: when a decision may come, when it is promised.

Computed from what the association and its policy say, never stored.
"""

from datetime import date, timedelta

from django.utils import timezone

from saudi.working_days import add_working_days, official_holidays
from services.models import Route, ServiceRequest


class OfficialHolidays:
    """The official holidays as a container of days, for `saudi.working_days`."""

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and day in official_holidays(day.year)


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


def promised_on(request: ServiceRequest) -> date:
    """The day by which the association promises to answer.

    Its own number of Saudi working days from submission, official holidays left out; not
    before the policy lets a decision be announced.
    """
    promised = add_working_days(
        _submitted_on(request), request.association.promised_working_days, OfficialHolidays()
    )
    floor = earliest_decision_on(request)
    return max(promised, floor) if floor else promised


def _submitted_on(request: ServiceRequest) -> date:
    return timezone.localtime(request.submitted_at).date()
