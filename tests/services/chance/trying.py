"""One try of one verb: what it should come to, and what it did; all tries are counted."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis.stateful import Bundle, RuleBasedStateMachine

from services.casework import MoveNotAllowed, StaleRequest
from services.models import Intake, ServiceRequest
from tests.services.casework_rules import RULES
from tests.services.chance.rule import Rule
from tests.services.chance.scene import START, Scene
from tests.services.chance.who import capacity
from tests.services.chance.world import PEOPLE, SITE, Case, World
from tests.services.clockwork import time_told_by

REFUSALS = (PermissionDenied, StaleRequest, MoveNotAllowed, ValidationError, Intake.DoesNotExist)
VERSIONS = ("fresh", "fresh", "fresh", "stale", "none")
Refusal = type[Exception] | None

CASES: Bundle[Case] = Bundle("cases")


@dataclass
class Tally:
    """How often each verb was done and refused, by whom; over all examples of a run."""

    tries: int = 0
    done: Counter[tuple[str, str]] = field(default_factory=Counter)
    refused: Counter[tuple[str, str]] = field(default_factory=Counter)
    reasons: Counter[tuple[str, str]] = field(default_factory=Counter)
    states: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def who_did(self, verb: str) -> set[str]:
        return {who for done, who in self.done if done == verb}

    def times_done(self, verb: str) -> int:
        return sum(times for (done, _who), times in self.done.items() if done == verb)

    def who_was_refused(self, verb: str) -> set[str]:
        return {who for refused, who in self.refused if refused == verb}


class Trying(RuleBasedStateMachine):
    """The world as it should be beside the site as it is, and a time that only moves here."""

    scene: Scene
    tally = Tally()

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.now = START
        self.clock = time_told_by(lambda: self.now)
        self.clock.start()
        self.world = World(START.date(), dict(self.scene.people))
        # What this example did, so that it turns to what it has not done yet.
        self.often: Counter[object] = Counter()

    def teardown(self) -> None:
        self.clock.stop()
        transaction.savepoint_rollback(self.savepoint)

    def a_day_passes(self) -> None:
        self.now += timedelta(days=1)
        self.world.today = self.now.date()
        for case in self.world.cases.values():
            case.a_day_begins(self.world.today)

    @contextmanager
    def expecting(
        self, verb: str, case: Case | None, person: str, refusal: Refusal, *, stays: bool = False
    ) -> Iterator[list[bool]]:
        """Whether it is done; red where it is refused otherwise than it should be, or not.

        `stays`: what a refused try writes down is kept, as of a wrong code.
        """
        acting = capacity(self.world, case, person)
        self.now += timedelta(seconds=1)
        self.world.ticks += 1
        self.tally.tries += 1
        done: list[bool] = []
        try:
            with nullcontext() if stays else transaction.atomic():
                yield done
        except REFUSALS as error:
            expected = refusal.__name__ if refusal else "it done"
            assert type(error) is refusal, f"{verb} by {person}: {error!r}, and not {expected}"
            self.tally.reasons[verb, type(error).__name__] += 1
            if type(error) is PermissionDenied:
                self.tally.refused[verb, acting] += 1
        else:
            assert refusal is None, f"{verb} by {person}: done, and not {refusal.__name__}"
            self.tally.done[verb, acting] += 1
            self.often[verb] += 1
            self.often[verb, acting] += 1
            done.append(True)

    def attempt(self, case: Case, verb: str, person: str, version: str = "fresh") -> bool:
        """Try a verb of the table; False also where there is nothing to try it with."""
        one, world = RULES[verb], self.world
        if person == SITE and one.is_talk:
            return False
        given = one.arguments(world, case)
        if given is None:
            return False
        told = {name: value for name, value in given.items() if not name.startswith("_")}
        if one.takes_version:
            told["version"] = self.version(case, version)
        with self.expecting(
            verb, case, person, self.refusal(one, case, person, given, version)
        ) as done:
            given["_by"] = person
            given["_result"] = one.verb(verb)(
                request=self.read(case), by=world.people.get(person), **told
            )
        if done:
            self.happens(case, one.move or verb, one.ends, changes=not one.is_talk)
            one.then(world, case, given)
            self.tally.states[verb, case.state] += 1
        return bool(done)

    def refusal(
        self, one: Rule, case: Case, person: str, given: dict[str, Any], version: str
    ) -> Refusal:
        if not one.who(self.world, case, person):
            return PermissionDenied
        if version == "stale" and one.takes_version:
            return StaleRequest
        if not one.is_possible(self.world, case):
            return MoveNotAllowed
        return ValidationError if one.refused(self.world, case, given) else None

    def happens(
        self, case: Case, move: str, state: str | None = None, *, changes: bool = True
    ) -> None:
        """An event more, and a new version; perhaps in another state."""
        case.events += 1
        case.version += changes
        case.state = state or case.state
        case.came_to.add(case.state)
        self.tally.seen.update([move, case.state])

    def read(self, case: Case) -> ServiceRequest:
        return ServiceRequest.objects.get(reference=case.key)

    def version(self, case: Case, version: str) -> int | None:
        return {"fresh": case.version, "stale": case.version - 1, "none": None}[version]

    def one_of_each(self, case: Case | None) -> list[str]:
        """People, and the site, of whom each acts in another capacity; others come another time."""
        turned = self.world.ticks % len(PEOPLE)
        found: dict[str, str] = {}
        for person in [*PEOPLE[turned:], *PEOPLE[:turned], SITE]:
            found.setdefault(capacity(self.world, case, person), person)
        return list(found.values())
