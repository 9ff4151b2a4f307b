"""Who may do what, and who sees what, said another way than the code says it."""

from collections.abc import Callable
from dataclasses import dataclass

from tests.cast import Role
from tests.services.chance.world import (
    ABOUT,
    OTHERS,
    OWNER,
    RECUSED,
    SITE,
    STANDING_IN,
    Case,
    World,
)


@dataclass(frozen=True)
class Who:
    """Who may: `roles` are those that surely do, in which somebody is to be seen doing it."""

    may: Callable[[World, Case, str], bool]
    roles: frozenset[str]
    # In which somebody may or not, as the case is.
    perhaps: frozenset[str] = frozenset()

    def __call__(self, world: World, case: Case, person: str) -> bool:
        return self.may(world, case, person)


def who(*roles: str, perhaps: tuple[str, ...] = ()) -> Callable[..., Who]:
    def named(may: Callable[[World, Case, str], bool]) -> Who:
        return Who(may, frozenset(map(str, roles)), frozenset(map(str, perhaps)))

    return named


def stands_in(world: World, case: Case, person: str) -> bool:
    """A supervisor does the officers' part where the case is closed to all of them."""
    is_free = world.works_as(case, person, Role.SUPERVISOR)
    officers = world.holding(Role.RELATIONS_OFFICER)
    return is_free and all(world.is_closed_to(case, one) for one in officers)


@who(Role.RELATIONS_OFFICER)
def officer(world: World, case: Case, person: str) -> bool:
    at_work = world.works_as(case, person, Role.RELATIONS_OFFICER)
    return at_work or stands_in(world, case, person)


@who(Role.SOCIAL_RESEARCHER)
def researcher(world: World, case: Case, person: str) -> bool:
    """Whoever of them it is referred to, or any where it names none."""
    named = {one.to for one in case.referrals if one.is_open and one.to}
    return world.works_as(case, person, Role.SOCIAL_RESEARCHER) and named <= {person}


@who(Role.RELATIONS_OFFICER, Role.SUPERVISOR)
def desk(world: World, case: Case, person: str) -> bool:
    return world.works_as(case, person, Role.RELATIONS_OFFICER, Role.SUPERVISOR)


@who(OWNER)
def owner(world: World, case: Case, person: str) -> bool:
    return person == case.owner


@who(Role.COMMITTEE_MEMBER, Role.APPEALS_MEMBER)
def hears(world: World, case: Case, person: str) -> bool:
    if case.state != "appealed":
        return world.works_as(case, person, Role.COMMITTEE_MEMBER)
    sits = world.works_as(case, person, Role.COMMITTEE_MEMBER, Role.APPEALS_MEMBER)
    return sits and person not in case.decided_first


@who(Role.RELATIONS_OFFICER, Role.COMMITTEE_MEMBER, Role.APPEALS_MEMBER)
def announcer(world: World, case: Case, person: str) -> bool:
    return officer(world, case, person) or hears(world, case, person)


@who(
    Role.RELATIONS_OFFICER,
    Role.SUPERVISOR,
    Role.SOCIAL_RESEARCHER,
    Role.COMMITTEE_MEMBER,
    Role.BRANCH_DELEGATE,
    perhaps=(Role.APPEALS_MEMBER,),
)
def colleague(world: World, case: Case, person: str) -> bool:
    delegate = world.works_as(case, person, Role.BRANCH_DELEGATE)
    return (
        desk(world, case, person)
        or world.works_as(case, person, Role.SOCIAL_RESEARCHER)
        or hears(world, case, person)
        or (delegate and case.taken_by == person)
    )


@who(SITE)
def site(world: World, case: Case, person: str) -> bool:
    return person == SITE


def works_on(world: World, case: Case, person: str) -> bool:
    """Whether the roles of a person open the case to them."""
    held = world.held(person)
    standing = [one.to for one in case.referrals if not one.is_recalled]
    opened = (
        held & {Role.RELATIONS_OFFICER, Role.SUPERVISOR}
        or (Role.SOCIAL_RESEARCHER in held and {"", person} & set(standing))
        or (Role.COMMITTEE_MEMBER in held and "with_committee" in case.came_to)
        or (Role.APPEALS_MEMBER in held and "appealed" in case.came_to)
        or (Role.BRANCH_DELEGATE in held and case.taken_by == person)
    )
    return bool(opened) and not world.is_closed_to(case, person)


def group_to_tell(world: World, case: Case) -> int:
    """Supervisors (2), else officers (1), to whom the case is open; 0 where there is nobody."""
    for group, role in ((2, Role.SUPERVISOR), (1, Role.RELATIONS_OFFICER)):
        if any(works_on(world, case, person) for person in world.holding(role)):
            return group
    return 0


def sees(world: World, case: Case, person: str) -> bool:
    return person == case.owner or works_on(world, case, person)


def capacity(world: World, case: Case | None, person: str) -> str:
    """As whom somebody acts on the case; "" for who holds several roles."""
    if person == SITE:
        return SITE
    if case is not None:
        if person == case.owner:
            return OWNER
        if person in case.about:
            return ABOUT
        if person in case.recused:
            return RECUSED
        if stands_in(world, case, person):
            return STANDING_IN
    held = world.held(person)
    if not held:
        return OTHERS.get(person, "nobody")
    return str(next(iter(held))) if len(held) == 1 else ""
