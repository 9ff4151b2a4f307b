"""Checking the chains of events (التحقق من السجل): what was changed, removed or slipped in."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from home.models import Association
from services.audit import FIELDS, digest_of
from services.by_case import AT_ONCE, ByCase, Row
from services.digests import OF_AN_ATTESTATION, answers_digest, attestation_digest
from services.facts_check import FactsCheck
from services.models import Attestation, RequestEvent, ServiceRequest
from services.models.states import END_STATES

PROGRESS_EVERY = 50_000
Event = Row


class Kind(StrEnum):
    """What is wrong at a place of a case's chain."""

    CHANGED = "changed"
    REMOVED = "removed"
    INSERTED = "inserted"
    STATE = "state"
    ATTESTATION = "attestation"
    FACTS = "facts"


@dataclass(frozen=True)
class Fault:
    """One fault: the case, the number of the event, its kind, and what was found in words."""

    reference: str
    sequence: int
    kind: Kind
    found: str


@dataclass
class ChainCheck:
    """Walks over the chains of all cases, or of one association's, in memory that does not grow.

    `since` leaves out cases to which nothing has happened since. `until` is the moment as of
    which the fingerprint is taken: the same moment gives the same one for ever, however much
    happens later, unless an event or a whole case from before it is gone or another. `progress`
    is called now and then with how many events were looked at.
    """

    until: datetime
    association: Association | None = None
    since: datetime | None = None
    progress: Callable[[int], object] | None = None
    cases: int = 0
    events: int = 0
    heads: int = 0
    _digest: Any = field(default_factory=hashlib.sha256)

    def faults(self) -> Iterator[Fault]:
        """Every fault, case by case; afterwards counts and fingerprint stand."""
        rows = self._events().values(
            *FIELDS,
            "digest",
            "request__reference",
            "request__state",
            "request__event_count",
            "request__closed_at",
        )
        stream = rows.order_by("request_id", "sequence").iterator(chunk_size=AT_ONCE)
        signed = ByCase(self._attestations())
        facts = FactsCheck(self._cases() if self._is_narrowed else None)
        for request_id, chain in groupby(stream, key=itemgetter("request_id")):
            yield from self._faults_of(request_id, chain, signed.of(request_id), facts)
        yield from self._without_events()

    @property
    def fingerprint(self) -> str:
        """How many cases and events there were at `until`, and a digest over the last of each."""
        return f"{self.cases}.{self.heads}.{self._digest.hexdigest()[:32]}"

    def _cases(self) -> QuerySet[ServiceRequest]:
        cases: QuerySet[ServiceRequest] = ServiceRequest.objects.order_by()
        if self.association is not None:
            cases = cases.filter(association=self.association)
        if self.since is not None:
            recent = RequestEvent.objects.filter(request=OuterRef("pk"), at__gte=self.since)
            cases = cases.filter(Exists(recent))
        return cases

    @property
    def _is_narrowed(self) -> bool:
        return self.association is not None or self.since is not None

    def _events(self) -> QuerySet[RequestEvent]:
        if not self._is_narrowed:
            return RequestEvent.objects.all()
        events: QuerySet[RequestEvent] = RequestEvent.objects.filter(request__in=self._cases())
        return events

    def _attestations(self) -> Iterator[Row]:
        """Attestations, those of a case one after the other, in the order of the events."""
        signed = Attestation.objects.order_by("request_id", "pk")
        if self._is_narrowed:
            signed = signed.filter(request__in=self._cases())
        rows: QuerySet[Any, Row] = signed.values("pk", "answers", *OF_AN_ATTESTATION)
        return rows.iterator(chunk_size=AT_ONCE)

    def _faults_of(
        self, request_id: int, chain: Iterator[Event], signed: Sequence[Row], facts: FactsCheck
    ) -> Iterator[Fault]:
        spoken: list[Event] = []
        events: list[Event] = []
        before: Event | None = None
        head: Event | None = None
        in_time = True
        for event in chain:
            self.events += 1
            if self.progress is not None and self.events % PROGRESS_EVERY == 0:
                self.progress(self.events)
            in_time = in_time and event["at"] <= self.until
            if in_time:
                head, self.heads = event, self.heads + 1
            yield from _faults_at(event, before)
            if event["attested"]:
                spoken.append(event)
            events.append(event)
            before = event
        if before is not None:
            yield from _faults_at_the_end(before)
            yield from _faults_of_attestations(before["request__reference"], signed, spoken)
            for sequence, found in facts.faults_of(request_id, events):
                yield Fault(before["request__reference"], sequence, Kind.FACTS, found)
        if head is not None:
            self.cases += 1
            line = f"{request_id}:{head['sequence']}:{head['digest']}\n"
            self._digest.update(line.encode())

    def _without_events(self) -> Iterator[Fault]:
        events = RequestEvent.objects.filter(request=OuterRef("pk"))
        bare = self._cases().filter(~Exists(events)).values_list("reference", flat=True)
        for reference in bare.iterator(chunk_size=AT_ONCE):
            yield Fault(reference, 1, Kind.REMOVED, "the case has no events at all")


def _faults_of_attestations(
    reference: str, signed: Sequence[Row], spoken: Sequence[Event]
) -> Iterator[Fault]:
    """Attestations that are not what was signed, and those that events speak of and are gone.

    `spoken` are the events of the case that speak of one: all of its answers and files, and those
    from since this is kept of the attestation whole.
    """
    said = {(event["attested"], event["attested_whole"]) for event in spoken}
    of_answers = {attested for attested, _whole in said}
    kept, changed = set(), set()
    for one in signed:
        whole = one["digest"], attestation_digest(one)
        kept |= {whole, (one["digest"], "")}
        name, found = f"attestation {one['pk']}", ""
        files = [file["sha256"] for file in one["files"]]
        if one["digest"] != answers_digest(answers=one["answers"], file_digests=files):
            found = f"{name} is not what its digest says"
        elif one["digest"] not in of_answers:
            found = f"{name} is not one that an event of the case speaks of"
        elif not said & {whole, (one["digest"], "")}:
            found = f"{name} is not what was signed: its name, wording, way, time or files"
        if found:
            changed.add(one["digest"])
            yield Fault(reference, 0, Kind.ATTESTATION, found)
    for event in spoken:
        pair = event["attested"], event["attested_whole"]
        if pair not in kept and event["attested"] not in changed:
            found = "the attestation it speaks of is gone, or is another"
            yield Fault(reference, event["sequence"], Kind.ATTESTATION, found)


def _faults_at(event: Event, before: Event | None) -> Iterator[Fault]:
    """What is wrong with one event, given the one before it in the table."""
    reference, sequence = event["request__reference"], event["sequence"]
    expected = before["sequence"] + 1 if before else 1
    if sequence != expected:
        yield Fault(reference, expected, Kind.REMOVED, _missing(expected, sequence - 1))
        # What it is chained to is gone, so nothing can be said of this one itself.
        return
    if event["digest"] != digest_of(event, before["digest"] if before else ""):
        if sequence > event["request__event_count"]:
            yield Fault(reference, sequence, Kind.INSERTED, "the case never had this event")
        else:
            yield Fault(reference, sequence, Kind.CHANGED, "the event is not what its digest says")
        return
    if event["from_state"] != (before["to_state"] if before else ""):
        yield Fault(reference, sequence, Kind.STATE, "it does not start where the one before ended")


def _faults_at_the_end(last: Event) -> Iterator[Fault]:
    """What is wrong with how a case stands, given its last event."""
    reference, sequence = last["request__reference"], last["sequence"]
    count, state = last["request__event_count"], last["request__state"]
    if count > sequence:
        found = _missing(sequence + 1, count)
        yield Fault(reference, sequence + 1, Kind.REMOVED, found)
    if count < sequence:
        found = f"the case counts {count} events, its chain {sequence}"
        yield Fault(reference, sequence, Kind.STATE, found)
    if state != last["to_state"]:
        found = f"the case is {state}, its last event ends in {last['to_state']}"
        yield Fault(reference, sequence, Kind.STATE, found)
    if (last["request__closed_at"] is not None) != (state in END_STATES):
        found = f"the case is {state}, and its day of closing does not fit"
        yield Fault(reference, sequence, Kind.STATE, found)


def _missing(first: int, last: int) -> str:
    return "the event is missing" if first == last else f"events {first} to {last} are missing"
