"""The rules of casework once more, said another way than the code says them.

`RULES` is the table of verbs: who may, from where to where, with what. A verb that is exported
from `services.casework` gets a line here, and the state machine of
`test_casework_keeps_its_rules` tries it in all ways.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from services import casework
from services.casework import Finding
from services.models import Delivery, Vote
from tests.cast import Role

OPEN = {"submitted", "verifying", "information_required", "social_research", "scheduled"}
HEARD = {"with_committee", "appealed"}
ENDS = {"rejected", "delivered", "withdrawn", "closed"}
STATES = OPEN | HEARD | ENDS | {"accepted", "registering", "delivering"}
QUORUM = 2
APPEAL_DAYS = 10
FLOOR_DAYS = 12
# Closed beside Fridays and Saturdays in the months of the test: the association's own days, and
# the national day.
CLOSED = {date(2026, 9, 16), date(2026, 9, 17), date(2026, 9, 23)}

# Who is who; in the second association there is one officer more.
STAFF = {
    "officer": Role.RELATIONS_OFFICER,
    "officer_2": Role.RELATIONS_OFFICER,
    "researcher": Role.SOCIAL_RESEARCHER,
    "committee_1": Role.COMMITTEE_MEMBER,
    "committee_2": Role.COMMITTEE_MEMBER,
    "committee_3": Role.COMMITTEE_MEMBER,
    "appeals_1": Role.APPEALS_MEMBER,
    "appeals_2": Role.APPEALS_MEMBER,
    "supervisor": Role.SUPERVISOR,
    "editor": Role.COMMUNICATIONS_EDITOR,
}
OTHERS = ("member", "fellow", "superuser", "other_officer")
SITE = "the site"
PEOPLE = (*STAFF, *OTHERS)


@dataclass
class Case:
    """What should be true of one request."""

    key: str
    owner: str
    route: str
    submitted_on: date
    floor_days: int = 0
    state: str = "submitted"
    version: int = 1
    events: int = 1
    attested: bool = True
    checked: bool = False
    recused: set[str] = field(default_factory=set)
    voted: set[str] = field(default_factory=set)
    decided_first: set[str] = field(default_factory=set)
    waiting_to_be_told: bool | None = None
    rejected_on: date | None = None
    was_appealed: bool = False
    unconfirmed: int = 0
    assigned_to: str = ""
    working_days: int = 0

    def a_day_begins(self, day: date) -> None:
        """The clock counts a working day unless the member is waited for as it begins."""
        works = day.strftime("%a") not in ("Fri", "Sat") and day not in CLOSED
        if works and self.state != "information_required":
            self.working_days += 1

    def may_be_told_on(self, day: date) -> bool:
        return day >= self.submitted_on + timedelta(days=self.floor_days)


@dataclass
class World:
    """The roles people hold today, and the day."""

    today: date
    roles: dict[str, set[Role]]
    ticks: int = 0

    def works_as(self, case: Case, person: str, *roles: Role) -> bool:
        """In one of the roles, and on a case that is neither their own nor closed to them."""
        held = self.roles.get(person, set())
        return bool(held & set(roles)) and person != case.owner and person not in case.recused


Who = Callable[[World, Case, str], bool]


def officer(world: World, case: Case, person: str) -> bool:
    return world.works_as(case, person, Role.RELATIONS_OFFICER)


def researcher(world: World, case: Case, person: str) -> bool:
    return world.works_as(case, person, Role.SOCIAL_RESEARCHER)


def desk(world: World, case: Case, person: str) -> bool:
    return world.works_as(case, person, Role.RELATIONS_OFFICER, Role.SUPERVISOR)


def owner(world: World, case: Case, person: str) -> bool:
    return person == case.owner


def hears(world: World, case: Case, person: str) -> bool:
    if case.state != "appealed":
        return world.works_as(case, person, Role.COMMITTEE_MEMBER)
    sits = world.works_as(case, person, Role.COMMITTEE_MEMBER, Role.APPEALS_MEMBER)
    return sits and person not in case.decided_first


def announcer(world: World, case: Case, person: str) -> bool:
    return officer(world, case, person) or hears(world, case, person)


def colleague(world: World, case: Case, person: str) -> bool:
    at_work = desk(world, case, person) or researcher(world, case, person)
    return at_work or hears(world, case, person)


def nothing(world: World, case: Case) -> dict[str, Any]:
    return {}


@dataclass(frozen=True)
class Rule:
    """One verb: `who` may, `starts` where, `ends` where (None: it stays), with which arguments.

    `allowed` is what must be true of the case beside; `then` what else becomes true of it.
    `talks`: words, which take no version and change none. `arguments` may give None: not now.
    """

    who: Who
    starts: set[str]
    ends: str | None = None
    route: str = ""
    arguments: Callable[[World, Case], dict[str, Any] | None] = nothing
    allowed: Callable[[World, Case], bool] = lambda world, case: True
    then: Callable[[World, Case], None] = lambda world, case: None
    talks: bool = False

    def is_possible(self, world: World, case: Case) -> bool:
        on_route = self.route in ("", case.route)
        return on_route and case.state in self.starts and self.allowed(world, case)


def sets(**values: Any) -> Callable[[World, Case], None]:
    def then(world: World, case: Case) -> None:
        for name, value in values.items():
            setattr(case, name, value)

    return then


def new_text(world: World) -> str:
    return f"كلام رقم {world.ticks}"


def text(world: World, case: Case) -> dict[str, Any]:
    return {"text": new_text(world)}


def soon(world: World) -> date:
    return world.today + timedelta(days=3)


def delivered(world: World, case: Case) -> dict[str, Any]:
    return {"what": "كرسي", "delivered_on": world.today, "way": "مندوب"}


def of_deliveries(world: World, case: Case) -> dict[str, Any]:
    return {"deliveries": [row.pk for row in in_force(case) if row.confirmed_at is None]}


def in_force(case: Case) -> list[Delivery]:
    return list(Delivery.objects.in_force().filter(request__reference=case.key))


def not_made(world: World, case: Case) -> dict[str, Any] | None:
    """A delivery that never was, one that waits to be confirmed before all others."""
    rows = sorted(in_force(case), key=lambda row: row.confirmed_at is not None)
    return {"delivery": rows[0].pk, "was_made": False, "reason": "لم يصل"} if rows else None


def one_less(world: World, case: Case) -> None:
    case.unconfirmed = max(case.unconfirmed - 1, 0)


def one_more(world: World, case: Case) -> None:
    case.unconfirmed += 1


def with_the_last(world: World, case: Case) -> None:
    """Where the verb writes down what was delivered, that waits to be confirmed too."""
    case.unconfirmed += takes("deliver", "what")


def taken_up(world: World, case: Case) -> None:
    case.was_appealed, case.working_days = True, 0


def within_the_window(world: World, case: Case) -> bool:
    on = case.rejected_on
    return on is not None and not case.was_appealed and world.today <= on + timedelta(APPEAL_DAYS)


RULES: dict[str, Rule] = {
    "start_verification": Rule(officer, {"submitted"}, "verifying", route="committee"),
    "record_checks": Rule(
        officer,
        {"verifying"},
        arguments=lambda world, case: {
            "findings": {"need": Finding(True, True, note=new_text(world))}
        },
        then=sets(checked=True),
    ),
    "ask": Rule(officer, {"verifying"}, "information_required", arguments=text),
    "answer": Rule(owner, {"information_required"}, "verifying", arguments=text),
    "record_answer": Rule(
        officer,
        {"information_required"},
        "verifying",
        arguments=lambda world, case: {"text": new_text(world), "channel": "phone"},
    ),
    "refer": Rule(
        officer,
        {"verifying"},
        "social_research",
        arguments=lambda world, case: {"question": "س", "due_on": soon(world)},
    ),
    "report": Rule(
        researcher,
        {"social_research"},
        "verifying",
        arguments=lambda world, case: {"report": "ت", "finding": "ن"},
    ),
    "recall": Rule(
        officer, {"social_research"}, "verifying", arguments=lambda world, case: {"reason": "س"}
    ),
    "attach": Rule(
        owner,
        OPEN,
        arguments=lambda world, case: {
            "files": [SimpleUploadedFile("a.pdf", b"%PDF-a")],
            "signed_name": "نورة",
        },
        then=sets(attested=True),
    ),
    "amend": Rule(
        owner,
        OPEN,
        arguments=lambda world, case: {"answers": {"need": new_text(world)}, "signed_name": "نورة"},
        then=sets(attested=True, checked=False),
    ),
    "correct": Rule(
        officer,
        OPEN,
        arguments=lambda world, case: {"answers": {"need": new_text(world)}, "message": "صحح"},
        then=sets(attested=False, checked=False),
    ),
    "sign": Rule(
        owner,
        OPEN,
        arguments=lambda world, case: {"signed_name": "نورة"},
        allowed=lambda world, case: not case.attested,
        then=sets(attested=True),
    ),
    "record_signature": Rule(
        officer,
        OPEN,
        arguments=lambda world, case: {
            "method": "spoken",
            "signed_name": "نورة",
            "internal_note": "الشاهد خالد",
        },
        allowed=lambda world, case: not case.attested,
        then=sets(attested=True),
    ),
    "present": Rule(
        officer,
        {"verifying"},
        "with_committee",
        allowed=lambda world, case: case.attested and case.checked,
    ),
    "appeal": Rule(
        owner,
        {"rejected"},
        "appealed",
        arguments=lambda world, case: {"reason": "لا أوافق"},
        allowed=within_the_window,
        then=taken_up,
    ),
    "register": Rule(officer, {"accepted"}, "registering"),
    "schedule": Rule(
        officer,
        {"submitted"},
        "scheduled",
        route="direct",
        arguments=lambda world, case: {"expected_on": soon(world), "contact_note": "هاتف"},
    ),
    "reschedule": Rule(
        officer,
        {"scheduled", "registering", "delivering"},
        arguments=lambda world, case: {"expected_on": soon(world), "reason": "تأخر"},
    ),
    "start_delivery": Rule(
        officer,
        {"registering", "scheduled"},
        "delivering",
        allowed=lambda world, case: case.state == "registering" or case.attested,
    ),
    "deliver_part": Rule(officer, {"delivering"}, arguments=delivered, then=one_more),
    "deliver": Rule(officer, {"delivering"}, "delivered", arguments=delivered, then=with_the_last),
    "correct_delivery": Rule(
        officer,
        {"delivering", "delivered"},
        "delivering",
        arguments=not_made,
        then=one_less,
    ),
    "confirm_delivery": Rule(
        owner,
        {"delivering", "delivered"},
        arguments=of_deliveries,
        allowed=lambda world, case: case.unconfirmed > 0,
        then=sets(unconfirmed=0),
    ),
    "withdraw": Rule(owner, OPEN | {"with_committee"}, "withdrawn"),
    "write": Rule(owner, STATES, arguments=text, talks=True),
    "reply": Rule(desk, STATES, arguments=text, talks=True),
    "note": Rule(colleague, STATES, arguments=text, talks=True),
}
# Moves with a verb that tests of their own try: what they need can't be said of a case alone.
ELSEWHERE = {"assign", "enter_in_register", "name_complained_about",
             "make_faq_entry", "claim", "renew_code"}  # fmt: skip
HERE = {name: rule for name, rule in RULES.items() if hasattr(casework, name)}


def takes(verb: str, name: str) -> bool:
    """Whether a verb has an argument of that name of its own."""
    code = getattr(casework, verb).__code__
    return name in code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]


def votes_that_accept(choices: dict[str, str], chair: str) -> bool | None:
    """What the votes come to; None where they are equal and the chair's own does not decide."""
    weigh = {Vote.Choice.ACCEPT: 1, Vote.Choice.REJECT: -1, Vote.Choice.ABSTAIN: 0}
    total = sum(weigh[Vote.Choice(choice)] for choice in choices.values())
    if total == 0:
        total = weigh[Vote.Choice(choices.get(chair, Vote.Choice.ABSTAIN))]
    return total > 0 if total else None
