"""All verbs, tried by all people in any order, beside a second account of the rules.

`tests.services.casework_rules` says what should happen; here it is compared with what does.
"""

import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pkgutil import iter_modules

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import MultipleResults, initialize, multiple, run_state_machine_as_test

from services import daily
from services.facts import FACTS
from services.models import Escalation, ServiceRequest
from tests.cast import Role
from tests.services.casework_rules import LEFT_OUT, MOVES, NOT_OF_CASES, RULES, TRIED_APART
from tests.services.chance.committee_sits import CommitteeSits
from tests.services.chance.days_pass import DaysPass
from tests.services.chance.requests_come import RequestsCome
from tests.services.chance.scene import START, Scene
from tests.services.chance.truths import Truths
from tests.services.chance.trying import CASES, Tally
from tests.services.chance.world import (
    ABOUT,
    CAPACITIES,
    KINDS,
    OTHERS,
    PEOPLE,
    RECUSED,
    ROUTES,
    SITE,
    STAFF,
    STANDING_IN,
    STATES,
    Case,
)
from tests.services.clockwork import time_told_by

# How a case gets on where all goes well, or is refused and appealed.
ON_THE_WAY = {
    "committee": ["start_verification", "record_checks", "present", "decide", "appeal", "decide",
                  "register", "start_delivery", "deliver_part"],
    "direct": ["schedule", "start_delivery", "deliver_part", "confirm_delivery", "deliver"],
}  # fmt: skip


# What is to be seen beside the states.
BESIDE = {
    "decided and not announced", "on an agenda once more", "withdrawn in the sitting",
    "decided again",
    *(f"{about} told {so}" for about in Escalation.About.values
      for so in ("again", *(f"to {group}" for group in Escalation.To.names))),
    # Reports come without files.
    *(f"{kind} told" for kind in FACTS.keys() - {"report_file"}),
}  # fmt: skip
LEAST_TRIES = 3000
# Each with a seed of its own, the same every time; as many as it takes to have tried everything.
MOST_ROUNDS = 10


class Casework(CommitteeSits, RequestsCome, Truths):
    """Several cases of all kinds; every rule is a try or more, of one verb."""

    @initialize(
        target=CASES, kind=st.integers(0, 4), later=st.booleans(), signed=st.booleans(),
        heard=st.sampled_from([3, 3, 4, 5, 9]),
        far=st.lists(st.integers(0, 9), min_size=3, max_size=3),
        accepts=st.booleans(),
    )  # fmt: skip
    def cases_have_come_some_way(
        self,
        kind: int,
        later: bool,
        signed: bool,
        heard: int,
        far: list[int],
        accepts: bool,
    ) -> MultipleResults[Case]:
        """Four: two of them before the committee, one taken in; under the floor or after it."""
        for _ in range(15 * later):
            self.a_day_passes()
        kinds = [*KINDS[kind:], *KINDS[:kind]]
        taken = self.take("delegate", "applicant", kinds[2], ROUTES[kind % 2], signed=signed)
        assert taken is not None
        cases = [
            self.send("member", kinds[0], "committee"),
            self.send("officer_2", kinds[1], "committee"),
            taken,
            self.send("fellow", kinds[3], "direct"),
        ]
        for case, steps in zip(cases, [heard, *far], strict=True):
            for verb in ON_THE_WAY[case.route][:steps]:
                early = "عاجل" if heard == 9 else ""
                self.gets_on(case, verb, accepts=accepts, early=early, again=not signed)
        return multiple(*cases)

    def gets_on(self, case: Case, verb: str, *, accepts: bool, early: str, again: bool) -> None:
        if verb == "appeal":
            # Appeals are rare: each is made in the way that was gone less often.
            verb = min(["appeal", "record_appeal"], key=self.tally.times_done)
        if verb == "decide":
            sitting = self.plan_what_waits(on_appeal=case.state == "appealed")
            if sitting is not None:
                present = self.members(sitting)
                self.open(sitting, present[0], present, present[0])
                for key in sitting.waiting():
                    choice = "accept" if accepts else "reject"
                    voter = present[-1]
                    heard = self.world.cases[key]
                    self.decide(sitting, heard, voter, [choice], early=early)
                    self.is_announced_in_vain(heard)
                    if again:
                        self.is_withdrawn_and_heard_again(sitting, heard, [choice])
                self.end(sitting, present[0], "close_sitting")
        elif RULES[verb].is_possible(self.world, case):
            may = [one for one in PEOPLE if RULES[verb].who(self.world, case, one)]
            if may:
                self.attempt(case, verb, may[0])


@pytest.mark.django_db
def test_whatever_people_do_the_rules_of_casework_hold() -> None:
    """No illegal state, no lost event, no move without the role, clocks right."""
    with time_told_by(lambda: START):
        Casework.scene = Scene()
    tally = Casework.tally = Tally()
    for number in range(MOST_ROUNDS):
        run_state_machine_as_test(
            seed(number)(Casework),
            settings=settings(
                max_examples=7,
                stateful_step_count=60,
                deadline=None,
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
        assert not tally.wrong
        if tally.tries >= LEAST_TRIES and not list(not_reached(tally)):
            break
    assert tally.tries >= LEAST_TRIES
    assert not list(not_reached(tally))


def not_reached(tally: Tally) -> Iterator[str]:
    """What a run did not try, though it should: so that nothing holds in vain."""
    yield from (STATES | BESIDE) - (+tally.seen).keys()
    apart = set().union(*TRIED_APART.values()) - {"announce"} | {"accept", "reject"}
    verbs = RULES.keys() | apart
    yield from (f"{one} is never done" for one in verbs - {verb for verb, _ in tally.done})
    yield from (f"{one} is never refused" for one in verbs - {verb for verb, _ in tally.reasons})
    for verb, one in RULES.items():
        may = one.who.roles
        others = CAPACITIES - may - one.who.perhaps - ({SITE} if one.is_talk else set())
        yield from (f"{verb} is not done by {who}" for who in may - tally.who_did(verb))
        refused = tally.who_was_refused(verb)
        yield from (f"{verb} is not refused to {who}" for who in others - refused)
    hearing = {str(Role.COMMITTEE_MEMBER), str(Role.APPEALS_MEMBER)} - tally.who_did("decide")
    yield from (f"nothing is decided by {who}" for who in hearing)
    if not tally.done["postpone", SITE]:
        yield "nothing is postponed as a sitting closes"
    if STANDING_IN not in {who for _verb, who in tally.done}:
        yield "nobody stands in"
    unrefused = {ABOUT, RECUSED} - {who for _verb, who in tally.refused}
    yield from (f"nothing is refused to somebody {who}" for who in unrefused)


def test_every_move_of_the_machine_is_tried() -> None:
    moves = set(ServiceRequest._meta.get_field("state").transitions[ServiceRequest])
    assert moves == {one.move or verb for verb, one in RULES.items()} | MOVES.keys()
    assert set(OTHERS).isdisjoint(STAFF)


def test_every_verb_that_somebody_acts_with_is_tried_or_left_out_for_a_reason() -> None:
    tried = {f"{module}.{name}" for module, names in TRIED_APART.items() for name in names}
    by_table = {f"{verb.__module__}.{verb.__name__}" for verb in verbs_of_the_table()}
    there = verbs_of("casework", "committee", "intake")
    assert tried.isdisjoint(LEFT_OUT)
    assert LEFT_OUT.keys() <= there <= tried | by_table | LEFT_OUT.keys()


def verbs_of_the_table() -> list[Callable[..., object]]:
    return [one.verb(name) for name, one in RULES.items()]


def verbs_of(*packages: str) -> set[str]:
    """Public functions of the packages that are told by whom: `by`, or what `Acting` names."""
    found = set()
    for package in packages:
        parent = import_module(f"services.{package}")
        for info in iter_modules(parent.__path__, f"{parent.__name__}."):
            module = import_module(info.name)
            for name, function in inspect.getmembers(module, inspect.isfunction):
                named = inspect.signature(function).parameters.values()
                acts = any(one.name == "by" or one.kind is one.VAR_KEYWORD for one in named)
                if acts and function.__module__ == info.name and not name.startswith("_"):
                    found.add(f"{info.name}.{name}")
    return found


def test_all_that_is_done_daily_is_tried() -> None:
    """Where there is something new, the machine knows no verb for it."""
    assert DaysPass.DAILY.keys() == daily.TASKS.keys() - NOT_OF_CASES.keys()
