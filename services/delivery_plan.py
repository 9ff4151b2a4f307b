"""What is still to be delivered, and when (خطة التسليم).

A request holds the day that an officer stated last and the rhythm; the day of the next delivery
is reckoned from that day, never from the one before, so that the end of a month stays its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from services.models import Delivery, ServiceRequest, State

# The moves that state a day anew; the rhythm counts on from the last of them.
STATES_A_DAY = ("register", "schedule", "reschedule")
ON_THE_WAY = (State.REGISTERING, State.SCHEDULED, State.DELIVERING)
Every = ServiceRequest.Every
STEPS = {
    Every.MONTH: relativedelta(months=1),
    Every.QUARTER: relativedelta(months=3),
    Every.YEAR: relativedelta(years=1),
}


@dataclass(frozen=True)
class Plan:
    """How many deliveries are planned and made, the day of the next one if it is known, and
    whether a rhythm tells the days of those after it."""

    planned: int
    done: int
    next_on: date | None
    is_overdue: bool
    has_rhythm: bool

    @property
    def left(self) -> int:
        return max(self.planned - self.done, 0)

    @property
    def is_repeated(self) -> bool:
        return self.planned > 1

    @property
    def next_is_to_be_stated(self) -> bool:
        """Whether, as one more is recorded, others are left whose day no rhythm tells."""
        return self.left > 1 and not self.has_rhythm

    @property
    def progress(self) -> str:
        """In words of the active language: "3 of 12 delivered"."""
        return _("%(done)s of %(planned)s delivered") % {"done": self.done, "planned": self.planned}


def nth_day(first: date, every: str, number: int) -> date:
    """The day of a delivery by the rhythm `every`, the first being number 0.

    Always counted from the first: after 31 January come 28 February and 31 March.
    """
    day: date = first + STEPS[Every(every)] * number
    return day


def plan_of(request: ServiceRequest, deliveries: Sequence[Delivery] | None = None) -> Plan:
    """The plan as it stands today; `deliveries` are those of the request that count, if at hand
    (else one query)."""
    done = request.deliveries.in_force().count() if deliveries is None else len(deliveries)
    is_awaited = request.planned_deliveries == 1 or done < request.planned_deliveries
    next_on = request.expected_on if request.state in ON_THE_WAY and is_awaited else None
    return Plan(
        planned=request.planned_deliveries,
        done=done,
        next_on=next_on,
        is_overdue=next_on is not None and next_on < timezone.localdate(),
        has_rhythm=bool(request.delivered_every),
    )


def next_day(request: ServiceRequest) -> date | None:
    """The day of the next delivery: by the rhythm, after those recorded since a day was stated
    last; without a rhythm the day that was stated last. None where none was."""
    if request.rhythm_from is None or not request.delivered_every:
        return request.expected_on
    if request.deliveries.in_force().count() >= request.planned_deliveries:
        return request.expected_on
    stated = request.events.filter(move__in=STATES_A_DAY).last()
    made = request.deliveries.in_force().select_related("corrects")
    since = [one for one in made if stated is None or one.first_recorded_at > stated.at]
    return nth_day(request.rhythm_from, request.delivered_every, len(since))


def plan_in_words(request: ServiceRequest) -> str:
    """How much was planned and how often: "12 deliveries, every month"; "" for a single one."""
    if request.planned_deliveries == 1:
        return ""
    many = ngettext("%(count)s delivery", "%(count)s deliveries", request.planned_deliveries) % {
        "count": request.planned_deliveries
    }
    if not request.delivered_every:
        return many
    every = request.get_delivered_every_display()
    every = every[:1].lower() + every[1:]  # it stands within the sentence
    return _("%(many)s, %(every)s") % {"many": many, "every": every}
