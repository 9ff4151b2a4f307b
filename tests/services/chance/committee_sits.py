"""Rules of the committee: sittings from their planning to their end, and what happens in them."""

from collections.abc import Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from hypothesis import strategies as st
from hypothesis.stateful import rule

from services.committee import sittings as verbs
from services.committee.decisions import decide, postpone
from services.models import AgendaItem, Vote
from services.models import Sitting as Row
from tests.cast import Role
from tests.services.chance.decided import Decided
from tests.services.chance.trying import CASES, MoveNotAllowed, Refusal, StaleRequest
from tests.services.chance.who import hears, works_on
from tests.services.chance.world import HEARD, PEOPLE, QUORUM, SITE, STAFF, Case, Sitting

MANAGERS = (
    Role.RELATIONS_OFFICER, Role.SUPERVISOR, Role.COMMITTEE_MEMBER, Role.APPEALS_MEMBER,
)  # fmt: skip
MOST_LIVE = 3
ENDINGS = {"close_sitting": ("open", "closed"), "cancel_sitting": ("planned", "cancelled")}
AT_A_SITTING = ("add", "open", "close_sitting", "cancel_sitting", "item")
CHOICES = st.lists(
    st.sampled_from([choice.value for choice in Vote.Choice]), min_size=5, max_size=5
)


def votes_that_accept(choices: dict[str, str], chair: str) -> bool | None:
    """What the votes come to; None where they are equal and the chair's own does not decide."""
    weigh = {Vote.Choice.ACCEPT: 1, Vote.Choice.REJECT: -1, Vote.Choice.ABSTAIN: 0}
    total = sum(weigh[Vote.Choice(choice)] for choice in choices.values())
    if total == 0:
        total = weigh[Vote.Choice(choices.get(chair, Vote.Choice.ABSTAIN))]
    return total > 0 if total else None


class CommitteeSits(Decided):
    # One verb each.

    def plan(self, person: str, cases: Sequence[Case], *, on_appeal: bool) -> Sitting | None:
        world = self.world
        refusal = self.refuses_agenda(person, cases, on_appeal=on_appeal)
        with self.expecting("plan_sitting", None, person, refusal) as done:
            row = verbs.plan_sitting(
                association=self.scene.association,
                starts_at=self.now + timedelta(hours=1),
                hears_appeals=on_appeal,
                cases=[self.read(case) for case in cases],
                by=world.people[person],
            )
        if not done:
            return None
        sitting = Sitting(row.pk, on_appeal, items={one.key: [""] for one in cases})
        world.sittings.append(sitting)
        return sitting

    def refuses_agenda(self, person: str, cases: Sequence[Case], *, on_appeal: bool) -> Refusal:
        if not self.manages(person):
            return PermissionDenied
        may = all(
            self.world.waits_for_a_sitting(case, on_appeal=on_appeal)
            and works_on(self.world, case, person)
            for case in cases
        )
        return None if may else ValidationError

    def manages(self, person: str) -> bool:
        return bool(self.world.held(person) & set(MANAGERS))

    def add(self, sitting: Sitting, case: Case, person: str) -> None:
        refusal = self.refuses_agenda(person, [case], on_appeal=sitting.hears_appeals)
        if refusal is None and not sitting.is_live:
            refusal = ValidationError
        with self.expecting("put_on_agenda", None, person, refusal) as done:
            verbs.put_on_agenda(
                sitting=self.row(sitting), cases=[self.read(case)], by=self.world.people[person]
            )
        if done:
            sitting.puts(case.key)

    def members(self, sitting: Sitting) -> list[str]:
        roles = [Role.COMMITTEE_MEMBER, *([Role.APPEALS_MEMBER] if sitting.hears_appeals else [])]
        return self.world.holding(*roles)

    def open(self, sitting: Sitting, person: str, present: list[str], chair: str) -> None:
        members = self.members(sitting)
        refusal: Refusal = None
        if not self.manages(person):
            refusal = PermissionDenied
        elif (
            sitting.status != "planned"
            or not set(present) <= set(members)
            or len(present) < QUORUM
            or chair not in present
        ):
            refusal = ValidationError
        people = self.world.people
        with self.expecting("open_sitting", None, person, refusal) as done:
            verbs.open_sitting(
                sitting=self.row(sitting), present=[people[key] for key in present],
                chair=people[chair], by=people[person],
            )  # fmt: skip
        if done:
            sitting.status, sitting.present, sitting.chair = "open", present, chair

    def end(self, sitting: Sitting, person: str, verb: str) -> None:
        before, after = ENDINGS[verb]
        refusal: Refusal = None if sitting.status == before else ValidationError
        refusal = refusal if self.manages(person) else PermissionDenied
        with self.expecting(verb, None, person, refusal) as done:
            getattr(verbs, verb)(sitting=self.row(sitting), by=self.world.people[person])
        if not done:
            return
        sitting.status = after
        for key in sitting.waiting() if verb == "close_sitting" else ():
            case = self.world.cases[key]
            if case.state == sitting.hears:
                self.is_postponed(sitting, case, SITE)
            else:
                sitting.becomes(key, "dropped")

    def postpone(self, sitting: Sitting, case: Case, person: str) -> None:
        refusal = (
            self.refuses_item(sitting, case, person)
            or (PermissionDenied if not hears(self.world, case, person) else None)
            or (MoveNotAllowed if case.state not in HEARD else None)
        )
        with self.expecting("postpone", case, person, refusal) as done:
            item = self.item(sitting, case)
            postpone(item=item, note="لم يحضر المقرر", by=self.world.people[person])
        if done:
            self.is_postponed(sitting, case, person)

    def is_postponed(self, sitting: Sitting, case: Case, person: str) -> None:
        self.happens(case, "postpone")
        sitting.becomes(case.key, "postponed")
        if person == SITE:
            self.tally.done["postpone", SITE] += 1

    def refuses_item(self, sitting: Sitting, case: Case, person: str) -> Refusal:
        if sitting.status != "open" or not sitting.waits(case.key):
            return ValidationError
        return None if person in sitting.present else PermissionDenied

    def decide(
        self, sitting: Sitting, case: Case, person: str, choices: list[str],
        version: str = "fresh", early: str = "",
    ) -> None:  # fmt: skip
        world = self.world
        voters = [key for key in sitting.present if hears(world, case, key)]
        ballot = {key: choices[place % len(choices)] for place, key in enumerate(voters)}
        outcome = votes_that_accept(ballot, sitting.chair)
        refusal = self.refuses_item(sitting, case, person)
        if refusal is None:
            refusal = (
                ValidationError if len(voters) < QUORUM or outcome is None
                else PermissionDenied if person not in voters
                else StaleRequest if version == "stale"
                else self.refuses_decision(case)
            )  # fmt: skip
        reason = f"للأسباب المذكورة {world.ticks}"
        with self.expecting("decide", case, person, refusal) as done:
            decide(
                item=self.item(sitting, case),
                votes={world.people[key].pk: choice for key, choice in ballot.items()},
                reason=reason,
                early_reason=early,
                by=world.people[person],
                version=self.version(case, version) or 0,
            )
        if done and outcome is not None:
            sitting.becomes(case.key, "decided")
            case.decided_in = sitting.pk
            self.is_decided(case, person, voters, outcome, reason)
            if case.may_be_told_on(world.today) or early:
                self.is_told(case, person)

    def row(self, sitting: Sitting) -> Row:
        return Row.objects.get(pk=sitting.pk)

    def item(self, sitting: Sitting, case: Case) -> AgendaItem:
        """The line of the case that was written last."""
        return self.row(sitting).items.filter(request__reference=case.key).order_by("pk").last()

    # Chance.

    @rule(person=st.sampled_from(PEOPLE), on_appeal=st.booleans(), case=CASES)
    def anybody_plans_a_sitting(self, person: str, on_appeal: bool, case: Case) -> None:
        for one in [*self.one_of_each(None), person]:
            live = sum(sitting.is_live for sitting in self.world.sittings)
            if one in PEOPLE and not (live >= MOST_LIVE and self.manages(one)):
                self.plan(one, [case], on_appeal=on_appeal)

    @rule(
        place=st.integers(0, 9), case=CASES, person=st.sampled_from(PEOPLE), choices=CHOICES,
        verb=st.sampled_from(AT_A_SITTING),
        version=st.sampled_from(["fresh", "stale"]),
    )  # fmt: skip
    def anybody_tries_at_a_sitting(
        self, place: int, case: Case, person: str, choices: list[str], verb: str, version: str,
    ) -> None:  # fmt: skip
        """All by people who may not, then one by anybody, and by somebody who may."""
        world, case = self.world, self.one_heard(case)
        live = [one for one in world.sittings if one.is_live]
        sittings = live if live and place else world.sittings
        if not sittings:
            self.plan_what_waits(on_appeal=False)
            return
        sitting = sittings[place % len(sittings)]
        waiting = [world.cases[key] for key in sitting.waiting()]
        case = world.pick(waiting or [case])
        strangers = [one for one in self.one_of_each(case) if one in PEOPLE]
        for one in [one for one in strangers if not self.manages(one)][:3]:
            for each in AT_A_SITTING:
                self.try_at(sitting, case, one, choices, each, version)
        able = sitting.present if verb == "item" else world.holding(*MANAGERS)
        for one in (person, world.pick(able or [person])):
            self.try_at(sitting, case, one, choices, verb, version)

    def try_at(
        self, sitting: Sitting, case: Case, person: str, choices: list[str], verb: str,
        version: str,
    ) -> None:  # fmt: skip
        if verb == "add":
            self.add(sitting, case, person)
        elif verb == "open":
            present = self.members(sitting)[: 1 + len(choices) % 3] or list(STAFF)[:1]
            self.open(sitting, person, present, present[0])
        elif verb in ENDINGS:
            self.end(sitting, person, verb)
        elif case.key in sitting.items:
            if self.world.ticks % 2:
                self.decide(sitting, case, person, choices, version)
            self.postpone(sitting, case, person)

    @rule(data=st.data(), choices=CHOICES, on_appeal=st.booleans())
    def the_committee_gets_on(
        self, data: st.DataObject, choices: list[str], on_appeal: bool
    ) -> None:
        """The sitting that is farthest on gets on: cases come to it, are heard, and it ends."""
        self.bring_before_the_committee()
        for _ in range(2):
            self.next_stage(data, choices, on_appeal=on_appeal)

    def next_stage(self, data: st.DataObject, choices: list[str], *, on_appeal: bool) -> None:
        managers = self.world.holding(*MANAGERS)
        live = [one for one in self.world.sittings if one.is_live]
        if not live or not managers:
            self.plan_what_waits(on_appeal=on_appeal)
            return
        person = self.world.pick(managers)
        sitting = min(live, key=lambda one: one.status)
        if sitting.status == "open":
            self.hear_all(sitting, data, choices)
            self.end(sitting, person, "close_sitting")
        elif data.draw(st.integers(0, 4)) == 4:
            self.end(sitting, person, "cancel_sitting")
        else:
            self.bring_before_the_committee(2)
            for case in self.world.cases.values():
                if self.world.waits_for_a_sitting(case, on_appeal=sitting.hears_appeals):
                    self.add(sitting, case, person)
            members = self.members(sitting)
            present = members[: max(QUORUM, len(members) - data.draw(st.integers(0, 2)))]
            self.open(sitting, person, present, self.world.pick(present or managers))

    def hear_all(self, sitting: Sitting, data: st.DataObject, choices: list[str]) -> None:
        """First by some who are not present, in vain."""
        for key in sitting.waiting():
            case = self.world.cases[key]
            absent = [one for one in self.one_of_each(case) if one not in sitting.present]
            for one in [one for one in absent if one in PEOPLE][:4]:
                self.postpone(sitting, case, one)
                self.decide(sitting, case, one, choices)
            may = [one for one in sitting.present if hears(self.world, case, one)]
            by = self.world.pick(may or sitting.present)
            if data.draw(st.integers(0, 3)) == 3:
                self.postpone(sitting, case, by)
                self.add(sitting, case, by)
            else:
                early = data.draw(st.sampled_from(["", "", "الحال عاجلة"]))
                self.decide(sitting, case, by, choices, early=early)
            self.is_announced_in_vain(case)
            if data.draw(st.integers(0, 2)) == 2:
                self.is_withdrawn_and_heard_again(sitting, case, choices)

    def is_withdrawn_and_heard_again(
        self, sitting: Sitting, case: Case, choices: list[str]
    ) -> None:
        """While the sitting is open still, as where a vote was mistyped."""
        self.revoke_by_many(case, "fresh")
        able = [one for one in sitting.present if works_on(self.world, case, one)]
        if able and self.world.waits_for_a_sitting(case, on_appeal=sitting.hears_appeals):
            self.add(sitting, case, self.world.pick(able))
            self.decide(sitting, case, self.world.pick(able), choices[::-1])

    def plan_what_waits(self, *, on_appeal: bool) -> Sitting | None:
        """By somebody who sees most of it; of what hears appeals where such a case waits."""
        world = self.world
        for appeals in (on_appeal, not on_appeal):
            cases = [
                case for case in world.cases.values()
                if case.state in HEARD and world.waits_for_a_sitting(case, on_appeal=appeals)
            ]  # fmt: skip
            for person in world.holding(*MANAGERS):
                seen = [case for case in cases if works_on(world, case, person)]
                if seen:
                    return self.plan(person, seen[:1], on_appeal=appeals)
        return None
