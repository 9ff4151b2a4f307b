"""What should be true, kept beside the site: the people, the days, the cases and the sittings.

Nothing here asks the site. Days are counted one by one, as one counts them on a wall calendar.
"""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar

from tests.cast import Role

T = TypeVar("T")
# Near, missed or report; the day; the number of the referral.
Concern = tuple[str, date, int]

OPEN = {"submitted", "verifying", "information_required", "social_research", "scheduled"}
HEARD = {"with_committee", "appealed"}
ENDS = {"rejected", "delivered", "withdrawn", "closed"}
STATED = {"scheduled", "registering", "delivering"}
STATES = OPEN | HEARD | ENDS | STATED | {"accepted"}
KINDS = ("service", "complaint", "proposal", "volunteering", "question")
ROUTES = ("committee", "direct")

# What the association has set: members, and days of one or the other calendar.
QUORUM = 2
APPEAL_DAYS = 10
# In how many working days it promises an answer, one number after the other.
PROMISED_DAYS = (6, 4, 9)
NEAR_DAYS = 2
ANSWER_DAYS = 4
REMINDED_BEFORE = 2
# Until a day the policy lets nothing be announced before so many days; afterwards it sets no floor.
FLOOR_DAYS = 12
FLOOR_UNTIL = date(2026, 9, 27)
# Closed beside Fridays and Saturdays in the months of the test: the association's own days, and
# the national day.
CLOSED = {date(2026, 9, 16), date(2026, 9, 17), date(2026, 9, 23), date(2026, 10, 12)}

# Who is who. The others have no role here; one is an officer of another association.
STAFF = {
    "officer": Role.RELATIONS_OFFICER,
    "officer_2": Role.RELATIONS_OFFICER,
    "researcher": Role.SOCIAL_RESEARCHER,
    "researcher_2": Role.SOCIAL_RESEARCHER,
    "committee_1": Role.COMMITTEE_MEMBER,
    "committee_2": Role.COMMITTEE_MEMBER,
    "committee_3": Role.COMMITTEE_MEMBER,
    "appeals_1": Role.APPEALS_MEMBER,
    "appeals_2": Role.APPEALS_MEMBER,
    "supervisor": Role.SUPERVISOR,
    "delegate": Role.BRANCH_DELEGATE,
    "editor": Role.COMMUNICATIONS_EDITOR,
}
OTHERS = {
    "member": "a member",
    "fellow": "a member",
    "applicant": "nobody",
    "superuser": "the superuser",
    "other_officer": "an officer elsewhere",
}
SITE = "the site"
OWNER = "the owner"
PEOPLE = (*STAFF, *OTHERS)
# Why a decision is withdrawn, which no member ever reads.
MISTAKE = "أُدخل صوت خطأ"
# As whom somebody may act on a case, beside the roles.
STANDING_IN, ABOUT, RECUSED = "a supervisor standing in", "complained about", "recused"
CAPACITIES = {str(role) for role in Role} | set(OTHERS.values()) | {OWNER, SITE}


def works(day: date) -> bool:
    return day.strftime("%a") not in ("Fri", "Sat") and day not in CLOSED


def ahead(day: date, number: int) -> date:
    """So many working days on from a day, or back where negative."""
    step = timedelta(days=1 if number > 0 else -1)
    for _ in range(abs(number)):
        day += step
        while not works(day):
            day += step
    return day


def months_later(day: date, number: int) -> date:
    """The same day of another month, or its last one."""
    year, month = divmod(day.year * 12 + day.month - 1 + number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@dataclass
class Referral:
    """A case at social research; `to` is "" for any researcher."""

    to: str
    due_on: date
    is_open: bool = True
    is_recalled: bool = False
    was_reported: bool = False
    number: int = 0


@dataclass
class Delivery:
    """A delivery that counts; `since` tells after which statement of a day it was written down."""

    since: int
    is_confirmed: bool = False


@dataclass
class Case:
    """What should be true of one request; `owner` is "" until one taken in is claimed."""

    key: str
    owner: str
    kind: str
    route: str
    submitted_on: date
    promised_days: int
    attested: bool = True
    about: set[str] = field(default_factory=set)
    taken_by: str = ""
    offered_to: str = ""
    code: str = ""
    failed_tries: int = 0
    told_the_code: set[str] = field(default_factory=set)
    state: str = "submitted"
    version: int = 1
    events: int = 1
    checked: bool = False
    assigned_to: str = ""
    asked_on: date | None = None
    answer_by: date | None = None
    reminded_on: date | None = None
    referrals: list[Referral] = field(default_factory=list)
    # Which days were told as near, missed, or of which referral, and the highest group told.
    told: dict[Concern, int] = field(default_factory=dict)
    came_to: set[str] = field(default_factory=set)
    recused: set[str] = field(default_factory=set)
    voted: set[str] = field(default_factory=set)
    # Of the decision that waits to be told: whose votes made it, and in which sitting.
    decided_by: set[str] = field(default_factory=set)
    decided_in: int = 0
    times_withdrawn: int = 0
    decided_first: set[str] = field(default_factory=set)
    waiting_to_be_told: bool | None = None
    reason: str = ""
    rejected_on: date | None = None
    was_appealed: bool = False
    planned: int = 1
    every: str = ""
    expected_on: date | None = None
    rhythm_from: date | None = None
    statements: int = 0
    deliveries: list[Delivery] = field(default_factory=list)
    working_days: int = 0
    due: date = date.min

    def __post_init__(self) -> None:
        self.due = ahead(self.submitted_on, self.promised_days)

    def is_taken_from(self, person: str) -> None:
        """The work on it that is theirs, as the case is closed to them from now on."""
        self.assigned_to = "" if self.assigned_to == person else self.assigned_to
        for one in self.referrals:
            one.to = "" if one.to == person and one.is_open else one.to

    def a_day_begins(self, day: date) -> None:
        """A working day counts; where the member is waited for as it begins, all moves on by it."""
        if works(day) and self.state == "information_required":
            self.due = ahead(self.due, 1)
        elif works(day):
            self.working_days += 1

    def clock_starts_anew(self, day: date) -> None:
        self.working_days, self.due = 0, ahead(day, self.promised_days)

    def told_from(self) -> date | None:
        """The first day on which the policy lets a decision be announced."""
        if self.route == "committee" and self.submitted_on < FLOOR_UNTIL:
            return self.submitted_on + timedelta(days=FLOOR_DAYS)
        return None

    def may_be_told_on(self, day: date) -> bool:
        return day >= (self.told_from() or day)

    def promised_on(self) -> date | None:
        """Until an answer is given."""
        if self.state in ENDS | STATED | {"accepted"}:
            return None
        return max(self.due, self.told_from() or self.due)

    def due_on(self) -> date | None:
        """What the association owes next; nothing while it waits for the member or is done."""
        if self.state in STATED:
            return self.expected_on
        if self.state == "accepted":
            return self.due
        return None if self.state == "information_required" else self.promised_on()

    def is_pressing(self, today: date) -> bool:
        due = self.due_on()
        return due is not None and due <= ahead(today, NEAR_DAYS)

    def concern(self, today: date) -> Concern | None:
        """What is to be told of the day that is due next; None where none is."""
        due = self.due_on()
        return None if due is None else ("missed" if today > due else "near", due, 0)

    def concern_of_report(self, today: date) -> Concern | None:
        late = [one for one in self.referrals if one.is_open and one.due_on < today]
        return ("report", late[-1].due_on, late[-1].number) if late else None

    def is_reminded_from(self) -> date:
        assert self.asked_on and self.answer_by
        before = ahead(self.answer_by, -REMINDED_BEFORE)
        return max(before, min(ahead(self.asked_on, 1), self.answer_by))

    def may_be_answered_until(self) -> date | None:
        """The last day; it is put off where the member was reminded too late."""
        if self.reminded_on is None or self.answer_by is None:
            return None
        late = self.reminded_on > self.answer_by
        return ahead(self.reminded_on, REMINDED_BEFORE) if late else self.answer_by

    def next_delivery_on(self) -> date | None:
        """The day that is expected once a delivery was written down or corrected."""
        done = len(self.deliveries)
        if self.rhythm_from is None or not self.every or done >= self.planned:
            return self.expected_on
        since = sum(one.since == self.statements for one in self.deliveries)
        return months_later(self.rhythm_from, since)


@dataclass
class Sitting:
    """What should be true of a sitting; `items` tell of its cases what became of each line."""

    pk: int
    hears_appeals: bool
    status: str = "planned"
    items: dict[str, list[str]] = field(default_factory=dict)
    present: list[str] = field(default_factory=list)
    chair: str = ""

    @property
    def hears(self) -> str:
        return "appealed" if self.hears_appeals else "with_committee"

    @property
    def is_live(self) -> bool:
        return self.status in ("planned", "open")

    def puts(self, key: str) -> None:
        self.items.setdefault(key, []).append("")

    def becomes(self, key: str, outcome: str) -> None:
        """Of the line written last; those before it stay as they were."""
        self.items[key][-1] = outcome

    def waits(self, key: str) -> bool:
        return "" in self.items.get(key, ())

    def waiting(self) -> list[str]:
        return [key for key in self.items if self.waits(key)]


@dataclass
class World:
    """The day, the roles people hold on it, and all there is."""

    today: date
    people: dict[str, Any]
    roles: dict[str, set[Role]] = field(
        default_factory=lambda: {key: {role} for key, role in STAFF.items()}
    )
    cases: dict[str, Case] = field(default_factory=dict)
    sittings: list[Sitting] = field(default_factory=list)
    promised_days: int = PROMISED_DAYS[0]
    ticks: int = 0
    texts: int = 0

    def works_as(self, case: Case, person: str, *roles: Role) -> bool:
        """In one of the roles, and on a case that is neither their own nor closed to them."""
        return bool(self.held(person) & set(roles)) and not self.is_closed_to(case, person)

    def is_closed_to(self, case: Case, person: str) -> bool:
        return person == case.owner or person in case.about or person in case.recused

    def held(self, person: str) -> set[Role]:
        return self.roles.get(person, set())

    def holding(self, *roles: Role) -> list[str]:
        return [key for key in STAFF if self.roles[key] & set(roles)]

    def waits_for_a_sitting(self, case: Case, *, on_appeal: bool) -> bool:
        on_agenda = any(one.is_live and case.key in one.waiting() for one in self.sittings)
        state = "appealed" if on_appeal else "with_committee"
        return case.state == state and case.waiting_to_be_told is None and not on_agenda

    def pick(self, options: Sequence[T]) -> T:
        """One after the other, so that what is tried differs and yet happens again."""
        return options[self.ticks % len(options)]

    def new_text(self) -> str:
        """Words that nobody said before."""
        self.texts += 1
        return f"كلام رقم {self.texts}"

    def soon(self) -> date:
        return self.today + timedelta(days=1 + self.ticks % 4)
