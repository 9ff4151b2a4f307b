"""Rules of what was decided: recusals, announcements, decisions withdrawn, cases sent back."""

from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import strategies as st
from hypothesis.stateful import rule

from services.casework import MoveNotAllowed, StaleRequest
from services.committee.announcing import announce
from services.committee.decisions import recuse, revoke_decision, send_back
from tests.services.chance.days_pass import DaysPass
from tests.services.chance.trying import CASES, VERSIONS, Refusal
from tests.services.chance.who import announcer, capacity, hears
from tests.services.chance.world import HEARD, MISTAKE, PEOPLE, SITE, STAFF, Case


class Decided(DaysPass):
    def refuses_decision(self, case: Case) -> Refusal:
        open_to_it = case.state in HEARD and case.waiting_to_be_told is None
        return None if open_to_it else MoveNotAllowed

    def is_decided(
        self, case: Case, person: str, voters: list[str], outcome: bool, reason: str
    ) -> None:
        case.voted |= set(voters)
        case.decided_by = set(voters)
        if case.state != "appealed":
            case.decided_first |= {*voters, person}
        case.waiting_to_be_told, case.reason = outcome, reason
        self.happens(case, "decide")

    def is_told(self, case: Case, person: str) -> None:
        acting = capacity(self.world, case, person)
        accepts, case.waiting_to_be_told = case.waiting_to_be_told, None
        if not accepts:
            case.rejected_on = case.rejected_on or self.world.today
        self.happens(case, *(("accept", "accepted") if accepts else ("reject", "rejected")))
        if accepts:
            case.clock_starts_anew(self.world.today)
        self.tally.done["accept" if accepts else "reject", acting] += 1

    def announce(self, case: Case, person: str, version: str, early: str) -> None:
        may = person == SITE or announcer(self.world, case, person)
        waits = case.waiting_to_be_told
        refusal = (
            MoveNotAllowed if waits is None
            else ValidationError if not (case.may_be_told_on(self.world.today) or early)
            else PermissionDenied if not may
            else StaleRequest if version == "stale"
            else MoveNotAllowed if case.state not in HEARD
            else None
        )  # fmt: skip
        move = {True: "accept", False: "reject", None: "announce"}[waits]
        with self.expecting(move, case, person, refusal) as done:
            announce(
                request=self.read(case), by=self.world.people.get(person),
                version=self.version(case, version), early_reason=early,
            )  # fmt: skip
        if done:
            self.is_told(case, person)

    def send_back(self, case: Case, person: str, version: str) -> None:
        refusal = (
            PermissionDenied if not announcer(self.world, case, person)
            else StaleRequest if version == "stale"
            else MoveNotAllowed if case.state != "with_committee"
            else self.refuses_decision(case)
        )  # fmt: skip
        with self.expecting("send_back", case, person, refusal) as done:
            send_back(
                request=self.read(case), by=self.world.people.get(person),  # type: ignore[arg-type]
                version=self.version(case, version) or 0, reason="يستكمل",
            )  # fmt: skip
        if done:
            self.happens(case, "send_back", "verifying")
            for sitting in self.world.sittings:
                if sitting.is_live and sitting.waits(case.key):
                    sitting.becomes(case.key, "sent_back")

    def revoke(self, case: Case, person: str, version: str) -> None:
        """Who voted for it had a part in it all the same, but may be recused now."""
        refusal = (
            PermissionDenied if not hears(self.world, case, person)
            else StaleRequest if version == "stale"
            else MoveNotAllowed if case.state not in HEARD or case.waiting_to_be_told is None
            else None
        )  # fmt: skip
        with self.expecting("revoke_decision", case, person, refusal) as done:
            revoke_decision(
                request=self.read(case), by=self.world.people.get(person),  # type: ignore[arg-type]
                version=self.version(case, version) or 0, reason=MISTAKE,
            )  # fmt: skip
        if done:
            case.waiting_to_be_told = None
            case.voted -= case.decided_by
            case.times_withdrawn += 1
            self.happens(case, "revoke_decision")
            for sitting in self.world.sittings:
                if sitting.pk == case.decided_in and sitting.status == "open":
                    sitting.becomes(case.key, "revoked")
                    self.tally.seen["withdrawn in the sitting"] += 1

    def revoke_by_many(self, case: Case, version: str) -> None:
        """First by one of each kind of people who may not, in vain."""
        for one in self.one_of_each(case):
            if not hears(self.world, case, one):
                self.revoke(case, one, "fresh")
        able = [one for one in PEOPLE if hears(self.world, case, one)]
        if able:
            self.revoke(case, self.world.pick(able), version)

    def recuse(self, case: Case, person: str, whom: str) -> None:
        people = self.world.people
        refusal = (
            PermissionDenied if not announcer(self.world, case, person)
            else MoveNotAllowed if case.state not in HEARD
            else ValidationError if not hears(self.world, case, whom) or whom in case.voted
            else None
        )  # fmt: skip
        with self.expecting("recuse", case, person, refusal) as done:
            recuse(
                request=self.read(case), person=people[whom], reason="قرابة",
                by=people.get(person),  # type: ignore[arg-type]
            )  # fmt: skip
        if done:
            case.recused.add(whom)
            case.is_taken_from(whom)
            self.happens(case, "recuse")

    def one_heard(self, case: Case) -> Case:
        """The case, or one that is before the committee, where there is such a one."""
        self.bring_before_the_committee()
        heard = [one for one in self.world.cases.values() if one.state in HEARD]
        return self.world.pick(heard) if heard and case.state not in HEARD else case

    def is_announced_in_vain(self, case: Case) -> None:
        """By one of each kind of people who may not, where there is something to announce."""
        for one in self.one_of_each(case) if case.waiting_to_be_told is not None else ():
            if one != SITE and not announcer(self.world, case, one):
                self.announce(case, one, "fresh", "الحال عاجلة")

    @rule(
        case=CASES, person=st.sampled_from([*PEOPLE, SITE]), version=st.sampled_from(VERSIONS),
        early=st.sampled_from(["", "الحال عاجلة"]),
    )  # fmt: skip
    def a_decision_is_announced(self, case: Case, person: str, version: str, early: str) -> None:
        """First by those who may not, in vain."""
        waiting = [one for one in self.world.cases.values() if one.waiting_to_be_told is not None]
        case = self.world.pick(waiting) if waiting else case
        self.is_announced_in_vain(case)
        able = [one for one in PEOPLE if announcer(self.world, case, one)]
        self.announce(case, self.world.pick([person, *able]), version, early)

    @rule(case=CASES, version=st.sampled_from(["fresh", "fresh", "stale"]))
    def a_decision_is_withdrawn(self, case: Case, version: str) -> None:
        waiting = [one for one in self.world.cases.values() if one.waiting_to_be_told is not None]
        self.revoke_by_many(self.world.pick(waiting) if waiting else case, version)

    @rule(
        case=CASES, person=st.sampled_from([*PEOPLE, SITE]),
        version=st.sampled_from(["fresh", "fresh", "stale"]),
    )  # fmt: skip
    def the_committee_sends_back(self, case: Case, person: str, version: str) -> None:
        case = self.one_heard(case)
        for one in self.one_of_each(case):
            if not announcer(self.world, case, one):
                self.send_back(case, one, "fresh")
        if person in STAFF:
            able = [one for one in PEOPLE if announcer(self.world, case, one)]
            self.send_back(case, self.world.pick([person, *able]), version)

    @rule(case=CASES, person=st.sampled_from([*PEOPLE, SITE]), whom=st.sampled_from(PEOPLE))
    def somebody_is_recused(self, case: Case, person: str, whom: str) -> None:
        case = self.one_heard(case)
        for one in self.one_of_each(case):
            if not announcer(self.world, case, one):
                self.recuse(case, one, whom)
        able = [one for one in PEOPLE if announcer(self.world, case, one)]
        heard_by = [one for one in PEOPLE if hears(self.world, case, one) and one not in case.voted]
        self.recuse(case, self.world.pick([person, *able]), self.world.pick([whom, *heard_by]))
