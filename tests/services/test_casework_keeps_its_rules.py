"""All verbs, tried by all people in any order, beside a second account of the rules.

`tests.services.casework_rules` says what should happen; here it is compared with what does.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from accounts.appointments import appoint, end_appointment
from accounts.models import User
from saudi.working_days import working_days_between
from services import casework, daily
from services.audit_check import ChainCheck
from services.casework import MoveNotAllowed, StaleRequest
from services.clock import counted_from
from services.committee.announcing import announce
from services.committee.decisions import decide, recuse, send_back
from services.committee.sittings import close_sitting, open_sitting, plan_sitting
from services.models import Closure, Decision, Recusal, Route, ServiceRequest, Vote
from tests import cast
from tests.services.casework_rules import (
    APPEAL_DAYS,
    CLOSED,
    ELSEWHERE,
    ENDS,
    FLOOR_DAYS,
    HEARD,
    HERE,
    OTHERS,
    PEOPLE,
    QUORUM,
    SITE,
    STAFF,
    STATES,
    Case,
    World,
    announcer,
    hears,
    votes_that_accept,
)
from tests.services.factories import make_policy_version, make_request, make_service

START = datetime(2026, 9, 13, 9, tzinfo=ZoneInfo("Asia/Riyadh"))
VERSIONS = ("fresh", "fresh", "stale", "none")
CHOICES = st.sampled_from([choice.value for choice in Vote.Choice])
# How a case gets on where all goes well, or is refused and appealed.
ON_THE_WAY = {
    Route.COMMITTEE: [
        "start_verification", "record_checks", "present", "decide", "appeal", "decide",
        "register", "start_delivery", "deliver_part",
    ],
    Route.DIRECT: ["schedule", "start_delivery", "deliver_part", "confirm_delivery", "deliver"],
}  # fmt: skip
BY_COMMITTEE = {"recuse", "decide", "accept", "reject", "send_back"}
REFUSALS = (PermissionDenied, StaleRequest, MoveNotAllowed, ValidationError)


class Scene:
    """The people and requests that every example begins with; made once."""

    def __init__(self) -> None:
        self.association = cast.make_association(
            "wadi", committee_quorum=QUORUM, appeal_days=APPEAL_DAYS
        )
        other = cast.make_association("sahl")
        self.people: dict[str, User] = {
            key: cast.make_staff(self.association, role) for key, role in STAFF.items()
        }
        self.people |= {
            "member": cast.make_member(self.association),
            "fellow": cast.make_member(self.association),
            "superuser": cast.make_superuser(),
            "other_officer": cast.make_staff(other, cast.Role.RELATIONS_OFFICER),
        }
        for day in CLOSED:
            Closure.objects.create(
                association=self.association, name="إغلاق", first_day=day, last_day=day
            )
        committee = make_service(self.association, Route.COMMITTEE)
        direct = make_service(self.association, Route.DIRECT)
        version = make_policy_version(self.association, floor_days=FLOOR_DAYS)
        self.cases = [
            self.case("member", committee),
            self.case("officer_2", committee, FLOOR_DAYS, policy_version=version),
            self.case("member", direct),
        ]

    def case(self, owner: str, service: Any, floor_days: int = 0, **fields: Any) -> Case:
        fields["checklist"] = [
            {"key": "need", "label": "ما تحتاج إليه", "kind": "fact", "source": "need"}
        ]
        made = make_request(self.people[owner], service, submitted_at=START, **fields)
        return Case(made.reference, owner, made.route, START.date(), floor_days)


class Casework(RuleBasedStateMachine):
    """Three cases, two of them before a committee; every rule is one try of one verb."""

    scene: Scene
    seen: Counter[str] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.now = START
        self.clock = patch("django.utils.timezone.now", lambda: self.now)
        self.clock.start()
        self.world = World(START.date(), {key: {role} for key, role in STAFF.items()})
        self.cases = [replace(case, recused=set(), voted=set(), decided_first=set())
                      for case in self.scene.cases]  # fmt: skip
        self.told: dict[int, tuple[Any, ...]] = {}

    def teardown(self) -> None:
        self.clock.stop()
        transaction.savepoint_rollback(self.savepoint)

    @initialize(far=st.lists(st.integers(0, 9), min_size=3, max_size=3), accepts=st.booleans())
    def cases_have_come_some_way(self, far: list[int], accepts: bool) -> None:
        for case, steps in zip(self.cases, far, strict=True):
            for verb in ON_THE_WAY[case.route][:steps]:
                if verb == "decide":
                    choice = Vote.Choice.ACCEPT if accepts else Vote.Choice.REJECT
                    self.sit(case, "committee_1", [choice] * 5, 0, "fresh", True)
                elif HERE[verb].is_possible(self.world, case):
                    may = HERE[verb].who
                    person = next(key for key in PEOPLE if may(self.world, case, key))
                    self.attempt(case, verb, person, "fresh")

    # What happens outside of casework.

    @rule(days=st.integers(1, 5))
    def days_pass(self, days: int) -> None:
        if self.world.today.month == 12:
            return
        for _ in range(days):
            self.now += timedelta(days=1)
            self.world.today = self.now.date()
            for case in self.cases:
                case.a_day_begins(self.world.today)

    @rule(key=st.sampled_from(list(STAFF)))
    def an_appointment_ends(self, key: str) -> None:
        if self.world.roles[key]:
            held = self.scene.people[key].appointments.get(ended_at=None)
            end_appointment(appointment=held, by=self.scene.people["superuser"])
            self.world.roles[key] = set()

    @rule(key=st.sampled_from(list(STAFF)), role=st.sampled_from(sorted(set(STAFF.values()))))
    def somebody_is_appointed(self, key: str, role: str) -> None:
        if not self.world.roles[key]:
            appoint(
                user=self.scene.people[key], association=self.scene.association, role=role,
                starts_on=self.world.today, by=self.scene.people["superuser"],
            )  # fmt: skip
            self.world.roles[key] = {cast.Role(role)}

    # Verbs.

    @rule(
        number=st.integers(0, 2),
        verb=st.sampled_from(list(HERE)),
        person=st.sampled_from([*PEOPLE, SITE]),
        version=st.sampled_from(VERSIONS),
    )
    def anybody_tries_anything(self, number: int, verb: str, person: str, version: str) -> None:
        self.attempt(self.cases[number], verb, person, version)

    @rule(data=st.data())
    def everybody_does_their_work(self, data: st.DataObject) -> None:
        """So that cases get on: on each a move that is open, by a person who may make it."""
        for case in self.cases:
            may = {
                verb: [person for person in PEOPLE if one.who(self.world, case, person)]
                for verb, one in HERE.items()
                if one.is_possible(self.world, case) and not one.talks and verb != "withdraw"
            }
            verbs = [verb for verb, people in may.items() if people]
            if verbs:
                verb = data.draw(st.sampled_from(verbs))
                self.attempt(case, verb, data.draw(st.sampled_from(may[verb])), "fresh")

    def attempt(self, case: Case, verb: str, person: str, version: str) -> None:
        one, request = HERE[verb], self.read(case)
        if one.talks and person == SITE:
            return
        arguments = one.arguments(self.world, case)
        if arguments is None:
            return
        code = getattr(casework, verb)
        own = code.__code__.co_varnames[: code.__code__.co_kwonlyargcount]
        shared = {"internal_note", "message", "channel"}
        arguments = {name: it for name, it in arguments.items() if name in shared | set(own)}
        if not one.talks:
            arguments["version"] = self.version(case, version)
        with self.expecting(
            PermissionDenied if not one.who(self.world, case, person)
            else StaleRequest if version == "stale" and not one.talks
            else MoveNotAllowed if not one.is_possible(self.world, case)
            else None
        ) as done:  # fmt: skip
            code(request=request, by=self.scene.people.get(person), **arguments)
        if done:
            case.events += 1
            case.version += not one.talks
            case.state = one.ends or case.state
            self.seen.update([verb, case.state])
            one.then(self.world, case)

    # The committee.

    @rule(
        number=st.integers(0, 1),
        person=st.sampled_from(PEOPLE),
        choices=st.lists(CHOICES, min_size=5, max_size=5),
        chair=st.integers(0, 4),
        version=st.sampled_from(["fresh", "fresh", "stale"]),
        by_a_voter=st.booleans(),
    )
    def the_committee_sits(
        self, number: int, person: str, choices: list[str], chair: int, version: str,
        by_a_voter: bool,
    ) -> None:  # fmt: skip
        self.sit(self.cases[number], person, choices, chair, version, by_a_voter)

    def sit(
        self, case: Case, person: str, choices: list[str], chair: int, version: str,
        by_a_voter: bool,
    ) -> None:  # fmt: skip
        """A sitting on one case, from its agenda to its end; nothing stays of one in vain."""
        world = self.world
        planner = next(
            (key for key in STAFF if world.works_as(
                case, key, cast.Role.SUPERVISOR, cast.Role.RELATIONS_OFFICER)),
            None,
        )  # fmt: skip
        on_appeal = case.state == "appealed"
        if planner is None or case.state not in HEARD or case.waiting_to_be_told is not None:
            return
        roles = {cast.Role.COMMITTEE_MEMBER} | ({cast.Role.APPEALS_MEMBER} if on_appeal else set())
        present = [key for key in STAFF if world.roles[key] & roles]
        if len(present) < QUORUM:
            return
        voters = [key for key in present if hears(world, case, key)]
        person = voters[0] if by_a_voter and voters else person
        ballot = dict(zip(voters, choices, strict=False))
        outcome = votes_that_accept(ballot, present[chair % len(present)])
        expected = (
            PermissionDenied if person not in present
            else ValidationError if len(voters) < QUORUM or outcome is None
            else PermissionDenied if person not in voters
            else StaleRequest if version == "stale"
            else None
        )  # fmt: skip
        people = self.scene.people
        with self.expecting(expected) as done:
            sitting = plan_sitting(
                association=self.scene.association, starts_at=self.now + timedelta(hours=1),
                hears_appeals=on_appeal, cases=[self.read(case)], by=people[planner],
            )  # fmt: skip
            open_sitting(
                sitting=sitting, present=[people[key] for key in present],
                chair=people[present[chair % len(present)]], by=people[planner],
            )  # fmt: skip
            decide(
                item=sitting.items.get(), votes={people[key].pk: it for key, it in ballot.items()},
                reason="للأسباب المذكورة", by=people[person],
                version=self.version(case, version) or 0,
            )  # fmt: skip
            close_sitting(sitting=sitting, by=people[planner])
        if done and outcome is not None:
            case.voted |= set(voters)
            if not on_appeal:
                case.decided_first |= {*voters, person}
            self.moved(case, "decide")
            case.waiting_to_be_told = outcome
            if case.may_be_told_on(world.today):
                self.is_told(case)

    @rule(
        number=st.integers(0, 2),
        person=st.sampled_from([*PEOPLE, SITE]),
        version=st.sampled_from(VERSIONS),
        reason=st.sampled_from(["", "الحال عاجلة"]),
    )
    def a_decision_is_announced(self, number: int, person: str, version: str, reason: str) -> None:
        case = self.cases[number]
        may = person == SITE or announcer(self.world, case, person)
        with self.expecting(
            MoveNotAllowed if case.waiting_to_be_told is None
            else ValidationError if not (case.may_be_told_on(self.world.today) or reason)
            else PermissionDenied if not may
            else StaleRequest if version == "stale"
            else MoveNotAllowed if case.state not in HEARD
            else None
        ) as done:  # fmt: skip
            announce(
                request=self.read(case), by=self.scene.people.get(person),
                version=self.version(case, version), early_reason=reason,
            )  # fmt: skip
        if done:
            self.is_told(case)

    @rule()
    def the_site_announces_what_is_due(self) -> None:
        due = [
            case
            for case in self.cases
            if case.waiting_to_be_told is not None
            and case.state in HEARD
            and case.may_be_told_on(self.world.today)
        ]
        assert daily.announce() == (len(due), 0)
        for case in due:
            self.is_told(case)

    @rule(
        number=st.integers(0, 1),
        person=st.sampled_from([*PEOPLE, SITE]),
        version=st.sampled_from(["fresh", "stale"]),
    )
    def the_committee_sends_back(self, number: int, person: str, version: str) -> None:
        case = self.cases[number]
        with self.expecting(
            PermissionDenied if not announcer(self.world, case, person)
            else StaleRequest if version == "stale"
            else MoveNotAllowed
            if case.state != "with_committee" or case.waiting_to_be_told is not None
            else None
        ) as done:  # fmt: skip
            send_back(
                request=self.read(case), by=self.scene.people.get(person),  # type: ignore[arg-type]
                version=self.version(case, version) or 0, reason="يستكمل",
            )  # fmt: skip
        if done:
            self.moved(case, "send_back", "verifying")

    @rule(number=st.integers(0, 1), person=st.sampled_from(PEOPLE), whom=st.sampled_from(PEOPLE))
    def somebody_is_recused(self, number: int, person: str, whom: str) -> None:
        case, people = self.cases[number], self.scene.people
        with self.expecting(
            PermissionDenied if not announcer(self.world, case, person)
            else MoveNotAllowed if case.state not in HEARD
            else ValidationError if not hears(self.world, case, whom) or whom in case.voted
            else None
        ) as done:  # fmt: skip
            recuse(request=self.read(case), person=people[whom], reason="قرابة", by=people[person])
        if done:
            case.recused.add(whom)
            self.moved(case, "recuse")

    # What is true after each.

    @invariant()
    def every_case_stands_as_it_should(self) -> None:
        for case in self.cases:
            request = self.read(case)
            last = request.events.last()
            assert last is not None
            assert request.state == case.state == last.to_state
            assert request.version == case.version
            assert request.event_count == case.events == last.sequence == request.events.count()
            assert (request.closed_at is not None) == (case.state in ENDS)
            assert (request.waiting_since is not None) == (case.state == "information_required")

    @invariant()
    def the_clock_counted_the_days_one_by_one(self) -> None:
        for case in self.cases:
            request, today = self.read(case), self.world.today
            counted = working_days_between(counted_from(request, today), today, CLOSED)
            assert counted == case.working_days, case

    @invariant()
    def the_chains_are_whole(self) -> None:
        assert list(ChainCheck(until=self.now).faults()) == []

    @invariant()
    def what_was_decided_and_told_stays(self) -> None:
        rows = {row[0]: row for row in Decision.objects.exclude(announced_at=None).values_list()}
        assert self.told.items() <= rows.items()
        self.told = rows

    @invariant()
    def nobody_votes_on_a_case_they_are_recused_from_or_that_is_theirs(self) -> None:
        recused = set(Recusal.objects.values_list("request_id", "person_id"))
        votes = Vote.objects.values_list("request_id", "person_id", "request__person_id")
        for request, person, whose in votes:
            assert (request, person) not in recused
            assert person != whose

    # How.

    @contextmanager
    def expecting(self, refusal: type[Exception] | None) -> Iterator[list[bool]]:
        """Whether it is done; red where it is refused otherwise than it should be, or not."""
        self.now += timedelta(seconds=1)
        self.world.ticks += 1
        self.seen["tries"] += 1
        done: list[bool] = []
        try:
            with transaction.atomic():
                yield done
        except REFUSALS as error:
            assert type(error) is refusal, f"{error!r}, and not {refusal}"
        else:
            assert refusal is None, f"done, and not {refusal}"
            done.append(True)

    def read(self, case: Case) -> ServiceRequest:
        return ServiceRequest.objects.get(reference=case.key)

    def version(self, case: Case, version: str) -> int | None:
        return {"fresh": case.version, "stale": case.version - 1, "none": None}[version]

    def moved(self, case: Case, move: str, state: str = "") -> None:
        case.events += 1
        case.version += 1
        case.state = state or case.state
        self.seen.update([move, case.state])

    def is_told(self, case: Case) -> None:
        accepts, case.waiting_to_be_told = case.waiting_to_be_told, None
        if not accepts:
            case.rejected_on = self.world.today
        self.moved(case, *(("accept", "accepted") if accepts else ("reject", "rejected")))


@pytest.mark.django_db
def test_whatever_people_do_the_rules_of_casework_hold() -> None:
    """No illegal state, no lost event, no move without the role, clocks right."""
    with patch("django.utils.timezone.now", lambda: START):
        Casework.scene = Scene()
    Casework.seen.clear()
    run_state_machine_as_test(
        Casework,
        settings=settings(
            max_examples=60,
            stateful_step_count=50,
            derandomize=True,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    # Not in vain: cases got everywhere, and thousands of times somebody tried something.
    assert STATES - {"closed", "withdrawn"} <= set(Casework.seen)
    assert Casework.seen["tries"] > 1500


def test_every_move_with_a_verb_is_tried() -> None:
    moves = ServiceRequest._meta.get_field("state").transitions[ServiceRequest]
    verbs = {name for name in moves if hasattr(casework, name)}
    assert verbs <= set(HERE) | ELSEWHERE | BY_COMMITTEE
    assert set(OTHERS).isdisjoint(STAFF)
