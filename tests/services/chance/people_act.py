"""Rules of people at their work, and of those who go at what is not theirs."""

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import rule

from services.casework import assign_many
from tests.cast import Role
from tests.services.casework_rules import RULES, open_moves
from tests.services.chance.ended import ENDING
from tests.services.chance.trying import CASES, VERSIONS, Trying
from tests.services.chance.who import capacity, desk
from tests.services.chance.world import HEARD, PEOPLE, SITE, Case

MOST_IN_VAIN = 32


class PeopleAct(Trying):
    @rule(
        case=CASES,
        verb=st.sampled_from(list(RULES)),
        person=st.sampled_from([*PEOPLE, SITE]),
        version=st.sampled_from(VERSIONS),
    )
    def anybody_tries_anything(self, case: Case, verb: str, person: str, version: str) -> None:
        self.attempt(case, verb, person, version)

    @rule(data=st.data())
    def everybody_does_their_work(self, data: st.DataObject) -> None:
        self.work(data)

    def work(self, data: st.DataObject, most: int = 4) -> None:
        """So that cases get on: on some of them what is open, by somebody who may do it."""
        going = [case for case in self.world.cases.values() if self.able(case)]
        turn = self.world.ticks
        for place in range(min(most, len(going))):
            case = going[(turn + place) % len(going)]
            able = self.able(case)
            verb = data.draw(st.sampled_from(self.least_often(case, able)[:2]))
            people = sorted(
                able[verb], key=lambda one: self.often[verb, capacity(self.world, case, one)]
            )
            self.attempt(case, verb, data.draw(st.sampled_from(people[:2])))

    def able(self, case: Case) -> dict[str, list[str]]:
        """The verbs that are open on a case, each with who may.

        An end only where much was; answers and reports often come late.
        """
        later = {"answer", "record_answer", "report", "recall"} if case.events % 3 else set()
        later |= {"withdraw", *ENDING} if case.events < 8 else set()
        found: dict[str, list[str]] = {}
        for verb, one in RULES.items():
            if verb not in later and one.is_possible(self.world, case):
                people = [person for person in PEOPLE if one.who(self.world, case, person)]
                found |= {verb: people} if people else {}
        return found

    def least_often(self, case: Case, able: dict[str, list[str]]) -> list[str]:
        """The verbs, first those that somebody may whose like did them least often."""
        often = {
            verb: (
                min(self.often[verb, capacity(self.world, case, one)] for one in people),
                self.often[verb],
            )
            for verb, people in able.items()
        }
        return sorted(often, key=lambda verb: often[verb])

    def bring_before_the_committee(self, least: int = 1) -> None:
        """So many cases, unless they are there, so that much may happen there."""
        for case in self.world.cases.values():
            if sum(one.state in HEARD for one in self.world.cases.values()) >= least:
                return
            for verb in (
                "start_verification",
                "record_signature",
                *["record_checks"] * 2,
                "present",
            ):
                able = self.able(case).get(verb)
                if able:
                    self.attempt(case, verb, able[0])

    @rule(case=CASES)
    def nobody_moves_it_without_the_role(self, case: Case) -> None:
        """People of all kinds go at verbs that are not theirs; nothing comes of any.

        On the case of which least was tried, first that: which leaves chance as it is, as nothing
        is drawn here. What is done although it may not be is undone, and told of at the end.
        """
        world = self.world
        ticks = world.ticks
        tries = {one.key: self.tries_in_vain(one) for one in world.cases.values()}
        new = {key: sum(not often for often, *_ in found) for key, found in tries.items()}
        case = max([case, *world.cases.values()], key=lambda one: new[one.key])
        for _often, verb, person in tries[case.key][:MOST_IN_VAIN]:
            try:
                with transaction.atomic():
                    self.attempt(case, verb, person)
            except AssertionError as error:
                self.tally.wrong.append(str(error))
        world.ticks = ticks

    def tries_in_vain(self, case: Case) -> list[tuple[int, str, str]]:
        """Verbs with people who may not: how often that was tried in the whole run, first least."""
        world, people = self.world, self.one_of_each(case)
        found = [
            (self.tally.refused[verb, capacity(world, case, person)], verb, person)
            for verb, one in RULES.items()
            if one.arguments(world, case) is not None
            for person in people
            if not (one.who(world, case, person) or (one.is_talk and person == SITE))
        ]
        return sorted(found, key=lambda one: one[0])

    @rule(case=CASES, person=st.sampled_from(PEOPLE))
    def what_is_offered_is_what_may_be_done(self, case: Case, person: str) -> None:
        """To one who works on it, and to anybody: just those moves that the rules allow."""
        busy = [one for one in PEOPLE if open_moves(self.world, case, one)]
        for one in {person: 0, self.world.pick(busy or [person]): 0}:
            moves = self.read(case).moves_open_to(self.world.people[one])
            assert {move.name for move in moves} == open_moves(self.world, case, one), one

    @rule(data=st.data(), person=st.sampled_from(PEOPLE))
    def somebody_assigns_several(self, data: st.DataObject, person: str) -> None:
        """What can't be done for one is done for the others."""
        world, cases = self.world, list(self.world.cases.values())
        able = [one for one in PEOPLE if any(desk(world, case, one) for case in cases)]
        person = world.pick([person, *able])
        to = world.pick(world.holding(Role.RELATIONS_OFFICER) or [""])
        versions = {case.key: case.version for case in cases}
        stale = world.pick(cases)
        versions[stale.key] -= 1
        rule_of_it = RULES["assign"]
        expected = [
            case for case in cases
            if case is not stale
            and rule_of_it.who(world, case, person)
            and not rule_of_it.refused(world, case, {"_to": to})
        ]  # fmt: skip
        refusal = None
        with self.expecting("assign_many", None, person, refusal):
            result = assign_many(
                requests=[self.read(case) for case in cases],
                versions=versions,
                to=world.people.get(to),
                by=world.people[person],
            )
        assert [one.reference for one in result.done] == [case.key for case in expected]
        assert len(result.refused) == len(cases) - len(expected)
        if result.refused:
            self.tally.reasons["assign_many", "named apart"] += 1
        for case in expected:
            self.happens(case, "assign")
            case.assigned_to = to
