"""The ways requests have gone: from submission to where each stands."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from services.models import Route, State
from services.models.states import CLOCK_STARTS_ANEW, DAY_STATED

S = State
OFFICER, OWNER, SITE = "officer", "owner", "site"


@dataclass(frozen=True)
class Step:
    """One move on the way, and how many days after the one before."""

    move: str
    to: State
    by: str = OFFICER
    days: int = 2


SUBMIT = Step("submit", S.SUBMITTED, OWNER, 0)
CHECK = Step("start_verification", S.VERIFYING)
PRESENT = Step("present", S.WITH_COMMITTEE, days=4)
ACCEPT = Step("accept", S.ACCEPTED, days=3)
REJECT = Step("reject", S.REJECTED, days=3)
APPEAL = Step("appeal", S.APPEALED, OWNER)
REGISTER = Step("register", S.REGISTERING)
START = Step("start_delivery", S.DELIVERING)
DELIVER = Step("deliver", S.DELIVERED, days=3)
SCHEDULE = Step("schedule", S.SCHEDULED)
WITHDRAW = Step("withdraw", S.WITHDRAWN, OWNER, 1)

Way = tuple[Step, ...]

TO_COMMITTEE = (SUBMIT, CHECK, PRESENT)
TO_RESEARCH = (SUBMIT, CHECK, Step("refer", S.SOCIAL_RESEARCH))
TO_APPEAL = (*TO_COMMITTEE, REJECT, APPEAL)
ASKED = (SUBMIT, CHECK, Step("ask", S.INFORMATION_REQUIRED))
# How often each way is gone, in parts of all on that route: those that ended, then those open.
ENDED: dict[str, list[tuple[int, Way]]] = {
    Route.COMMITTEE: [
        (60, (*TO_COMMITTEE, ACCEPT, REGISTER, START, DELIVER)),
        (24, (*TO_COMMITTEE, REJECT)),
        (1, (*TO_APPEAL, REJECT)),
        (10, (SUBMIT, WITHDRAW)),
        (5, (*ASKED, Step("close_unanswered", S.CLOSED, SITE, 20))),
    ],
    Route.DIRECT: [(90, (SUBMIT, SCHEDULE, START, DELIVER)), (10, (SUBMIT, WITHDRAW))],
}  # fmt: skip
OPEN: dict[str, list[tuple[int, Way]]] = {
    Route.COMMITTEE: [
        (9, (SUBMIT,)),
        (1, TO_APPEAL),
        (20, (SUBMIT, CHECK)),
        (30, ASKED),
        (10, TO_RESEARCH),
        (20, TO_COMMITTEE),
        (5, (*TO_COMMITTEE, ACCEPT)),
        (5, (*TO_COMMITTEE, ACCEPT, REGISTER)),
    ],
    Route.DIRECT: [(60, (SUBMIT,)), (30, (SUBMIT, SCHEDULE)), (10, (SUBMIT, SCHEDULE, START))],
}

# Open ones on the committee's route of which lists are made that hold nothing else.
OF_SHORT_LISTS: tuple[Way, ...] = (TO_COMMITTEE, TO_RESEARCH, TO_APPEAL, ASKED)


def length(way: Way) -> timedelta:
    """How long the way took, in calendar days."""
    return timedelta(days=sum(step.days for step in way))


def counts_from(way: Way, begun: datetime) -> date:
    """The day from which the clock counts: of the submission, or of what last started it anew."""
    at, start = begun, begun
    for step in way:
        at += timedelta(days=step.days)
        if step.to in CLOCK_STARTS_ANEW:
            start = at
    return start.date()


def expected_on(way: Way, last: date, spread: int) -> date | None:
    """The day an officer stated, `spread` days from the last step; None if there is none."""
    stated = {*DAY_STATED, State.DELIVERED}
    return last + timedelta(days=spread) if way[-1].to in stated else None
