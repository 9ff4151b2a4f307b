"""Many requests, each with its chain of events and what was signed."""

import random
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import count
from types import SimpleNamespace
from typing import Any, cast

from django.db import transaction
from django.utils import timezone
from stdnum import damm

from services.audit import chained
from services.digests import answers_digest, attestation_digest
from services.events import REACHED
from services.models import (
    Attestation,
    Intake,
    Question,
    Referral,
    RequestEvent,
    Route,
    ServicePage,
    ServiceRequest,
)
from services.models.states import END_STATES, WAITING_FOR_MEMBER
from services.seeding.bulk import (
    Row,
    gather_statistics,
    let_keys_go_on,
    without_indexes,
    write_rows,
)
from services.seeding.house import SHARES, House
from services.seeding.paths import (
    ENDED,
    OF_SHORT_LISTS,
    OPEN,
    OWNER,
    SITE,
    TO_COMMITTEE,
    Way,
    counts_from,
    expected_on,
    length,
)

BATCH = 2000
WRITTEN = (ServiceRequest, RequestEvent, Attestation, Question, Referral, Intake)
YEARS, OPEN_DAYS = 5, 45
# How many are open, in parts of a hundred: more than any association would leave, so that every
# list has pages enough.
OPEN_PERCENT = 20
UNASSIGNED_PERCENT = 20
AWAITING_REPLY_PERCENT = 12
TAKEN_IN_PER_MILLE = 10
# So many of each way of which short lists are made come first, in the largest association: such a
# list has a full page there, however small the database is.
A_PAGE_AND_MORE = 45
REFERENCES = 90_000_000
_FIRST_REFERENCE = 10_000_000
_STRIDE = 48_271_003  # shares no factor with REFERENCES: every number comes up once
BY_VISIT = "visit"
CHANNELS = ("website",) * 7 + ("phone", BY_VISIT, "whatsapp")
FORM = [{"name": "need", "label": "ما تحتاج إليه", "type": "multiline"}]
ANSWERS = {"need": "كُتب لملء قاعدة البيانات."}
NO_FILES: list[Any] = []
# As events have it from before they spoke of what was written with them.
NO_FACTS: dict[str, Any] = {}
WORDING = "أقر بصحة ما كتبته."
CHECKLIST = [{"key": "need", "label": "ما تحتاج إليه", "kind": "fact"}]


def write_requests(
    houses: list[House], many: int, chance: random.Random, tell: Callable[[int], None]
) -> None:
    """So many requests, a batch at a time; `tell` hears how many each batch wrote."""
    writer = Writer(houses, chance)
    with without_indexes(ServiceRequest, Referral):
        for start in range(0, many, BATCH):
            numbers = range(start, min(start + BATCH, many))
            with transaction.atomic():
                writer.write(numbers)
            tell(len(numbers))
    let_keys_go_on(*WRITTEN)
    gather_statistics()


class Writer:
    """Makes requests out of chance; keys are given out one after the other."""

    def __init__(self, houses: list[House], chance: random.Random) -> None:
        self.houses, self.chance = houses, chance
        self.now = timezone.now()
        self.digest = answers_digest(answers=ANSWERS, file_digests=[])
        self.keys = {model: count(1) for model in WRITTEN}

    def write(self, numbers: range) -> None:
        rows: dict[Any, list[Row]] = {model: [] for model in WRITTEN}
        for number in numbers:
            house, way, request = self.request(number)
            rows[ServiceRequest].append(request)
            attestation = self.attestation(request)
            rows[Attestation].append(attestation)
            if request["is_taken_in"]:
                rows[Intake].append(self.intake(request, house))
            for event in self.events(request, way, house, attestation_digest(attestation)):
                rows[RequestEvent].append(vars(event))
                if event.move == "ask":
                    rows[Question].append(self.question(event))
                elif event.move == "refer":
                    rows[Referral].append(self.referral(event, house))
        for model in WRITTEN:
            write_rows(model, rows[model])

    def way(self, number: int) -> tuple[House, ServicePage, Way, bool]:
        """Where a request comes in, for what, how far it went, and whether it was taken in by a
        delegate."""
        chance = self.chance
        if number < A_PAGE_AND_MORE * len(OF_SHORT_LISTS):
            house, way = self.houses[0], OF_SHORT_LISTS[number % len(OF_SHORT_LISTS)]
            before_committee = [
                one for one in house.services if one.request_route == Route.COMMITTEE
            ]
            return house, chance.choice(before_committee), way, way == TO_COMMITTEE
        house = chance.choices(self.houses, SHARES)[0]
        service = chance.choice(house.services)
        ways = (OPEN if chance.randrange(100) < OPEN_PERCENT else ENDED)[service.request_route]
        way = chance.choices([one for _weight, one in ways], [weight for weight, _one in ways])[0]
        return house, service, way, chance.randrange(1000) < TAKEN_IN_PER_MILLE

    def request(self, number: int) -> tuple[House, Way, Row]:
        chance = self.chance
        house, service, way, is_taken_in = self.way(number)
        is_open = way[-1].to not in END_STATES
        begun = self.begun(way, is_open)
        done = begun + length(way)
        state, who = way[-1].to.value, chance.randrange(len(house.member_ids))
        is_assigned = chance.randrange(100) >= UNASSIGNED_PERCENT or not is_open
        request = {
            "id": number + 1,
            "reference": self.reference(number),
            "association_id": house.association.pk,
            "service_id": service.pk,
            "person_id": house.member_ids[who],
            "membership_id": house.membership_ids[who],
            "policy_version_id": house.policy_version.pk,
            "assigned_to_id": chance.choice(house.officers).pk if is_assigned else None,
            "promised_days": house.association.promised_working_days,
            "kind": str(service.kind),
            "route": str(service.request_route),
            "channel": BY_VISIT if is_taken_in else chance.choice(CHANNELS),
            "form_fields": FORM,
            "checklist": CHECKLIST,
            "answers": ANSWERS,
            "contact_by": "email",
            "state": state,
            "counts_from": counts_from(way, begun),
            "waiting_since": done.date() if state == WAITING_FOR_MEMBER else None,
            "expected_on": expected_on(way, done.date(), chance.randrange(-5, 15)),
            "is_taken_in": is_taken_in,
            "awaits_reply": is_open and chance.randrange(100) < AWAITING_REPLY_PERCENT,
            "submitted_at": begun,
            "closed_at": done if state in END_STATES else None,
            **{kept: any(step.to == state for step in way) for state, kept in REACHED.items()},
            "version": len(way),
            "event_count": len(way),
        }
        return house, way, request

    def begun(self, way: Way, is_open: bool) -> datetime:
        """Long enough ago for all steps; open ones within the last weeks."""
        days = OPEN_DAYS if is_open else YEARS * 365
        ago = timedelta(seconds=self.chance.randrange(days * 86_400))
        return self.now - length(way) - ago

    @staticmethod
    def reference(number: int) -> str:
        body = str(_FIRST_REFERENCE + number * _STRIDE % REFERENCES)
        return f"{body}{damm.calc_check_digit(body)}"

    def events(
        self, request: Row, way: Way, house: House, attested_whole: str
    ) -> Iterator[SimpleNamespace]:
        """The chain of the request, as `services.events.record` would have written it."""
        at, before, digest = request["submitted_at"], "", ""
        officer = request["assigned_to_id"] or house.officers[0].pk
        actors = {OWNER: request["person_id"], SITE: None}
        for sequence, step in enumerate(way, start=1):
            at += timedelta(days=step.days)
            event = SimpleNamespace(
                id=next(self.keys[RequestEvent]),
                request_id=request["id"],
                sequence=sequence,
                at=at,
                actor_id=actors.get(step.by, officer),
                move=step.move,
                from_state=before,
                to_state=step.to.value,
                channel=request["channel"] if sequence == 1 else "website",
                message="",
                internal_note="",
                clause_anchor="",
                policy_version_id=request["policy_version_id"],
                attested=self.digest,
                attested_whole=attested_whole,
                facts=NO_FACTS,
            )
            event.digest = digest = chained(cast(RequestEvent, event), digest)
            before = step.to.value
            yield event

    def attestation(self, request: Row) -> Row:
        return {
            "id": request["id"],
            "request_id": request["id"],
            "wording": WORDING,
            "signed_name": "-",
            "method": Attestation.Method.SITE.value,
            "signed_by_id": request["person_id"],
            "signed_at": request["submitted_at"],
            "digest": self.digest,
            "answers": ANSWERS,
            "files": NO_FILES,
        }

    def intake(self, request: Row, house: House) -> Row:
        return {
            "id": next(self.keys[Intake]),
            "request_id": request["id"],
            "full_name": "-",
            "taken_by_id": self.chance.choice(house.delegates).pk,
            "taken_at": request["submitted_at"],
        }

    def question(self, event: SimpleNamespace) -> Row:
        return {
            "id": next(self.keys[Question]),
            "request_id": event.request_id,
            "text": "متى؟",
            "asked_by_id": event.actor_id,
            "asked_at": event.at,
            "due_on": (event.at + timedelta(days=14)).date(),
        }

    def referral(self, event: SimpleNamespace, house: House) -> Row:
        return {
            "id": next(self.keys[Referral]),
            "request_id": event.request_id,
            "question": "ما حال الأسرة؟",
            "due_on": (event.at + timedelta(days=14)).date(),
            "referred_by_id": event.actor_id,
            "referred_at": event.at,
            "assigned_to_id": self.chance.choice([None, *(one.pk for one in house.researchers)]),
            "reported_by_id": None,
        }
