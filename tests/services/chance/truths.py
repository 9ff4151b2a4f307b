"""What is true after every step, of every case."""

from collections import Counter
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q
from django.test import RequestFactory
from hypothesis.stateful import invariant

from home.models import Association
from saudi.working_days import working_days_between
from services.api.schemas import RequestDetail
from services.audit_check import ChainCheck
from services.clock import ClosedDays, counted_from
from services.deadlines import due_on, near, overdue
from services.facts import WRITTEN_BY
from services.models import (
    AgendaItem,
    Decision,
    Escalation,
    Recusal,
    Referral,
    RequestEvent,
    ServiceRequest,
    Sitting,
    State,
    Vote,
)
from services.promises import promised_on
from services.queries import visible_to
from services.timeline import timeline
from tests.services.chance.trying import Trying
from tests.services.chance.who import sees
from tests.services.chance.world import (
    CLOSED,
    ENDS,
    MISTAKE,
    NEAR_DAYS,
    PEOPLE,
    Case,
    Concern,
    ahead,
)


class Truths(Trying):
    def __init__(self) -> None:
        super().__init__()
        self.told: dict[int, tuple[Any, ...]] = {}
        self.due_before: object = None

    @invariant()
    def all_is_true(self) -> None:
        self.every_case_stands_as_it_should_and_its_clock_with_it()
        self.what_is_late_or_nearly_so_is_found()
        self.what_lists_go_by_is_what_rows_tell()
        self.no_event_is_lost_and_the_chains_are_whole()
        self.sittings_stand_as_they_should()
        self.of_each_day_those_were_told_who_should()
        self.what_was_decided_and_told_stays()
        self.who_has_a_stake_neither_votes_nor_sees()
        self.nobody_reads_what_is_not_announced()

    def rows(self) -> list[tuple[Case, ServiceRequest]]:
        """All cases, each with its row as it stands."""
        found = ServiceRequest.objects.select_related("policy_version", "person", "assigned_to")
        rows = {row.reference: row for row in found.prefetch_related("association")}
        assert rows.keys() == self.world.cases.keys()
        return [(case, rows[key]) for key, case in self.world.cases.items()]

    def every_case_stands_as_it_should_and_its_clock_with_it(self) -> None:
        counts = dict(
            ServiceRequest.objects.annotate(written=Count("events")).values_list(
                "reference", "written"
            )
        )
        today, people = self.world.today, self.world.people
        for case, row in self.rows():
            closed = ClosedDays.of(row.association)
            assert (row.state, row.version) == (case.state, case.version), case
            assert row.event_count == counts[case.key] == case.events, case
            assert row.person == people.get(case.owner), case
            assert row.assigned_to == people.get(case.assigned_to), case
            assert (row.closed_at is not None) == (case.state in ENDS), case
            assert (row.waiting_since is not None) == (case.state == "information_required"), case
            counted = working_days_between(counted_from(row, today, closed), today, CLOSED)
            assert counted == case.working_days, case
            assert promised_on(row, closed) == case.promised_on(), case
            assert row.expected_on == case.expected_on, case
            assert due_on(row, closed) == case.due_on(), case

    def what_is_late_or_nearly_so_is_found(self) -> None:
        today = self.world.today
        due = {key: case.due_on() for key, case in self.world.cases.items()}
        if self.due_before == (today, due):
            return
        self.due_before = today, due
        late = {key for key, day in due.items() if day and day < today}
        soon = {key for key, day in due.items() if day and today <= day <= ahead(today, NEAR_DAYS)}
        here = self.scene.association.pk
        for find, expected in ((overdue, late), (near, soon)):
            found = find(ServiceRequest.objects.all(), today, Association.objects.filter(pk=here))
            assert set(found.values_list("reference", flat=True)) == expected

    def what_lists_go_by_is_what_rows_tell(self) -> None:
        requests = ServiceRequest.objects
        for kept, told in (
            (Q(is_presented=True), Q(events__to_state=State.WITH_COMMITTEE)),
            (Q(is_appealed=True), Q(events__to_state=State.APPEALED)),
            (Q(is_referred=True), Q(referrals__isnull=False)),
            (Q(is_taken_in=True), Q(intake__isnull=False)),
        ):
            those = {row.pk for row in requests.filter(kept)}
            assert those == {row.pk for row in requests.filter(told)}, kept

    def no_event_is_lost_and_the_chains_are_whole(self) -> None:
        check = ChainCheck(until=self.now)
        assert list(check.faults()) == []
        assert check.cases == len(self.world.cases)
        assert check.events == sum(case.events for case in self.world.cases.values())
        # Each says of all that its move may write: so of no row it is forgiven that none speaks.
        for move, facts in RequestEvent.objects.values_list("move", "facts"):
            assert facts.keys() == set(WRITTEN_BY.get(move, ())), move
            self.tally.seen.update(f"{kind} told" for kind, written in facts.items() if written)

    def sittings_stand_as_they_should(self) -> None:
        expected = {one.pk: (one.status, one.items) for one in self.world.sittings}
        found: dict[int, tuple[str, dict[str, list[str]]]] = {
            pk: (status, {}) for pk, status in Sitting.objects.values_list("pk", "status")
        }
        items = AgendaItem.objects.order_by("position", "pk")
        items = items.values_list("sitting_id", "request__reference", "outcome")
        for pk, key, outcome in items:
            found[pk][1].setdefault(key, []).append(outcome)
            self.tally.seen["on an agenda once more"] += len(found[pk][1][key]) > 1
        assert found == expected

    def of_each_day_those_were_told_who_should(self) -> None:
        found: dict[str, dict[Concern, int]] = {key: {} for key in self.world.cases}
        numbers: dict[int | None, int] = {None: 0}
        counted: Counter[int] = Counter()
        for pk, request in Referral.objects.order_by("pk").values_list("pk", "request_id"):
            counted[request] += 1
            numbers[pk] = counted[request]
        rows = Escalation.objects.order_by("pk").values_list(
            "request__reference", "about", "due_on", "referral_id", "to"
        )
        for key, about, due, referral, group in rows:
            concern = about, due, numbers[referral]
            self.tally.seen[f"{about} told again"] += concern in found[key]
            self.tally.seen[f"{about} told to {Escalation.To(group).name}"] += 1
            found[key][concern] = group
        assert found == {key: case.told for key, case in self.world.cases.items()}

    def what_was_decided_and_told_stays(self) -> None:
        rows = {row[0]: row for row in Decision.objects.exclude(announced_at=None).values_list()}
        assert self.told.items() <= rows.items()
        self.told = rows

    def who_has_a_stake_neither_votes_nor_sees(self) -> None:
        recused = Recusal.objects.values_list("request_id", "person_id", "request__reference")
        keys = {user.pk: key for key, user in self.world.people.items()}
        found: dict[str, set[str]] = {key: set() for key in self.world.cases}
        for request, person, reference in recused:
            found[reference].add(keys[person])
            counted = Vote.objects.filter(item__decision__revoked_at=None)
            assert not counted.filter(request=request, person=person).exists()
        assert found == {key: case.recused for key, case in self.world.cases.items()}
        assert not Vote.objects.filter(person=F("request__person")).exists()
        having = sorted({one for people in found.values() for one in people})
        # One after the other, as each step is somebody else's.
        for person in {self.world.pick(having or PEOPLE), self.world.pick([*PEOPLE, "anybody"])}:
            self.sees_just(person)

    def sees_just(self, person: str) -> None:
        world = self.world
        user = world.people.get(person, AnonymousUser())
        found = visible_to(user).values_list("reference", flat=True)
        expected = {key for key, case in world.cases.items() if sees(world, case, person)}
        assert set(found) == expected, person

    def nobody_reads_what_is_not_announced(self) -> None:
        for case in self.world.cases.values():
            if case.waiting_to_be_told is None and not case.times_withdrawn:
                continue
            row = self.read(case)
            told = ""
            if row.person is not None:
                asking = RequestFactory().get("/")
                asking.user = row.person
                asked = RequestDetail.from_orm(row, context={"request": asking})
                told = asked.model_dump_json()
            told += " ".join(f"{entry.title} {entry.words}" for entry in timeline(row))
            assert MISTAKE not in told, case
            assert row.state == case.state
            if case.waiting_to_be_told is not None:
                assert case.reason not in told, case
                self.tally.seen["decided and not announced"] += 1
                self.tally.seen["decided again"] += case.times_withdrawn > 0
