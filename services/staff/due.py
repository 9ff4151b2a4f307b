"""How a case stands with its due day, for the page of the case."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from saudi.working_days import add_working_days
from services.clock import ClosedDays
from services.deadlines import due_on
from services.models import ServiceRequest
from services.models.states import TO_BE_REGISTERED


@dataclass(frozen=True)
class Due:
    """By when the association is to act, None where nothing is due from it.

    `of_registration`: what was accepted is to be registered by then. `stands_since` is the day
    from which the member is waited for.
    """

    on: date | None
    is_missed: bool = False
    is_near: bool = False
    of_registration: bool = False
    stands_since: date | None = None


def due_of(case: ServiceRequest) -> Due:
    """The case's due day, and whether it is missed or within its association's warning."""
    closed, today = ClosedDays.of(case.association), timezone.localdate()
    on = due_on(case, closed)
    if on is None:
        return Due(None, stands_since=case.waiting_since)
    is_missed = today > on
    warned = on <= add_working_days(today, case.association.near_days, closed)
    return Due(
        on,
        is_missed=is_missed,
        is_near=warned and not is_missed,
        of_registration=case.state == TO_BE_REGISTERED,
    )
