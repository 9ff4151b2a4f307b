"""The rules of what may happen wherever a case stands: words, assigning, special services."""

from collections.abc import Callable
from datetime import date

from services.casework.assigning import unassign
from services.escalation import escalate, escalate_report
from services.intake.claiming import renew_code
from tests.cast import Role
from tests.services.chance.rule import Given, Rule, by_the_site, text
from tests.services.chance.who import (
    colleague,
    desk,
    group_to_tell,
    officer,
    owner,
    site,
)
from tests.services.chance.world import STAFF, STATES, Case, Concern, World


def somebody(world: World, case: Case) -> Given:
    """Mostly an officer, sometimes nobody, or one of the staff who can't have it."""
    officers = world.holding(Role.RELATIONS_OFFICER)
    to = world.pick([*officers, "", "editor", *officers])
    return {"to": world.people.get(to), "_to": to}


def cannot_have_it(world: World, case: Case, given: Given) -> bool:
    to = given["_to"]
    if to == case.assigned_to:
        return True
    return bool(to) and not world.works_as(case, to, Role.RELATIONS_OFFICER)


def is_assigned(world: World, case: Case, given: Given) -> None:
    case.assigned_to = given["_to"]


def is_with_an_officer(world: World, case: Case) -> bool:
    return Role.RELATIONS_OFFICER in world.held(case.assigned_to)


def is_unassigned(world: World, case: Case, given: Given) -> None:
    case.assigned_to = ""


def complained_about(world: World, case: Case) -> Given:
    person = world.pick(list(STAFF))
    return {"person": world.people[person], "_person": person}


def cannot_be_named(world: World, case: Case, given: Given) -> bool:
    person = given["_person"]
    return not world.held(person) or person == case.owner or person in case.about


def is_named(world: World, case: Case, given: Given) -> None:
    person = given["_person"]
    case.about.add(person)
    case.is_taken_from(person)


def entry(world: World, case: Case) -> Given:
    return {"decision": "adopted", "reason": world.new_text(), "done": "بدأ العمل"}


def faq_entry(world: World, case: Case) -> Given:
    return {"question": world.new_text(), "answer": "نعم"}


def is_renewed(world: World, case: Case, given: Given) -> None:
    case.code, case.failed_tries = given["_result"], 0
    case.told_the_code.add(given["_by"])


def to_be_told(concern: Callable[[Case, date], Concern | None]) -> Callable[[World, Case], bool]:
    """Told of once; once more where by then there is a higher group."""

    def allowed(world: World, case: Case) -> bool:
        one = concern(case, world.today)
        told = case.told.get(one, -1) if one else 2
        return group_to_tell(world, case) > told

    return allowed


def is_told(
    concern: Callable[[Case, date], Concern | None],
) -> Callable[[World, Case, Given], None]:
    def then(world: World, case: Case, given: Given) -> None:
        if one := concern(case, world.today):
            case.told[one] = group_to_tell(world, case)

    return then


RULES: dict[str, Rule] = {
    "write": Rule(owner, STATES, arguments=text, is_talk=True, takes_version=False),
    "reply": Rule(desk, STATES, arguments=text, is_talk=True, takes_version=False),
    "note": Rule(colleague, STATES, arguments=text, is_talk=True, takes_version=False),
    "assign": Rule(desk, STATES, arguments=somebody, refused=cannot_have_it, then=is_assigned),
    "unassign": Rule(
        site,
        STATES,
        allowed=lambda world, case: bool(case.assigned_to) and not is_with_an_officer(world, case),
        then=is_unassigned,
        call=by_the_site("unassign", unassign),
        takes_version=False,
    ),
    "escalate": Rule(
        site,
        STATES,
        allowed=to_be_told(Case.concern),
        then=is_told(Case.concern),
        call=by_the_site("escalate", escalate),
        takes_version=False,
    ),
    "escalate_report": Rule(
        site,
        {"social_research"},
        allowed=to_be_told(Case.concern_of_report),
        then=is_told(Case.concern_of_report),
        call=by_the_site("escalate_report", escalate_report),
        takes_version=False,
    ),
    "renew_code": Rule(
        officer,
        STATES,
        allowed=lambda world, case: not case.owner,
        then=is_renewed,
        call=renew_code,
    ),
    "enter_in_register": Rule(desk, STATES, kind="proposal", arguments=entry),
    "name_complained_about": Rule(
        desk,
        STATES,
        kind="complaint",
        arguments=complained_about,
        refused=cannot_be_named,
        then=is_named,
    ),
    "make_faq_entry": Rule(desk, STATES, kind="question", arguments=faq_entry),
}
