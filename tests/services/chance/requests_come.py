"""Rules by which requests come: sent, taken in on behalf, and claimed by who asked."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import MultipleResults, multiple, rule

from services.intake.claiming import claim, claim_offered
from services.intake.codes import LENGTH, MOST_TRIES, VALID_FOR
from services.intake.taking import OnPaper, Unregistered, take_in
from services.models import Intake, ServiceRequest
from services.submission import submit
from tests.cast import Role
from tests.services.chance.scene import NOT_OPEN
from tests.services.chance.trying import CASES, Trying
from tests.services.chance.world import (
    ENDS,
    KINDS,
    OTHERS,
    PEOPLE,
    ROUTES,
    STAFF,
    Case,
)

MOST_OPEN, MOST = 6, 14
SENDERS = ("member", "fellow", "applicant", "officer_2", "committee_1")
# A code that could be one, and is not.
WRONG = "0" * LENGTH
Came = Case | MultipleResults[Case]


class RequestsCome(Trying):
    @property
    def is_full(self) -> bool:
        cases = self.world.cases.values()
        return len(cases) >= MOST or sum(case.state not in ENDS for case in cases) >= MOST_OPEN

    def comes(self, request: ServiceRequest, **known: Any) -> Case:
        case = Case(
            key=request.reference,
            kind=request.kind,
            route=request.route,
            submitted_on=self.world.today,
            promised_days=self.world.promised_days,
            **known,
        )
        self.world.cases[case.key] = case
        return case

    def about(self, kind: str, sender: str) -> list[str]:
        """Whom of the staff a complaint names; only members are shown who is on it."""
        if kind != "complaint" or sender not in ("member", "fellow"):
            return []
        named = {
            0: [key for key in STAFF if Role.RELATIONS_OFFICER in self.world.held(key)],
            1: ["researcher", "committee_1"],
        }.get(self.world.ticks % 3, [])
        return [key for key in named if self.world.held(key)]

    def keys_of(self, people: list[str]) -> list[int]:
        return [self.world.people[key].pk for key in people]

    def send(self, person: str, kind: str, route: str) -> Case:
        about = self.about(kind, person)
        with self.expecting("submit", None, person, None):
            request = submit(
                person=self.world.people[person],
                service=self.scene.offered(kind, route),
                answers={"need": self.world.new_text()},
                signed_name="نورة",
                about=self.keys_of(about),
            )
        return self.comes(request, owner=person, about=set(about))

    def take(self, person: str, asker: str, kind: str, route: str, *, signed: bool) -> Case | None:
        world = self.world
        may = world.held(person) & {Role.RELATIONS_OFFICER, Role.BRANCH_DELEGATE}
        membership = self.scene.memberships.get(asker)
        email = world.people[asker].email if asker == "applicant" else "somebody@example.org"
        about = self.about(kind, "member")
        with self.expecting("take_in", None, person, None if may else PermissionDenied) as done:
            taken = take_in(
                by=world.people[person],
                service=self.scene.offered(kind, route),
                channel=ServiceRequest.Channel.PHONE,
                asker=membership or Unregistered("سعد بن علي", email=email),
                answers={"need": world.new_text()},
                about=self.keys_of(about),
                signature=OnPaper("نورة", note="في الملف") if signed else None,
            )
        if not done:
            return None
        return self.comes(
            taken.request,
            owner=asker if membership else "",
            about=set(about),
            attested=signed,
            taken_by=person,
            offered_to="" if membership else asker,
            code=taken.code,
            told_the_code={person},
        )

    @rule(
        target=CASES,
        person=st.sampled_from(SENDERS),
        kind=st.sampled_from(KINDS),
        route=st.sampled_from(ROUTES),
    )
    def somebody_sends_a_request(self, person: str, kind: str, route: str) -> Came:
        return multiple() if self.is_full else self.send(person, kind, route)

    @rule(person=st.sampled_from(PEOPLE))
    def somebody_asks_for_what_is_not_open(self, person: str) -> None:
        with self.expecting("submit", None, person, PermissionDenied):
            submit(
                person=self.world.people[person],
                service=self.scene.offered(NOT_OPEN, "direct"),
                answers={"need": "كرسي"},
                signed_name="نورة",
            )

    @rule(
        target=CASES,
        person=st.sampled_from(PEOPLE),
        asker=st.sampled_from(["member", "fellow", "applicant", "a stranger"]),
        kind=st.sampled_from(KINDS),
        route=st.sampled_from(ROUTES),
        signed=st.booleans(),
    )
    def somebody_takes_a_request_in(
        self, person: str, asker: str, kind: str, route: str, signed: bool
    ) -> Came:
        """First all who may not; then who may, mostly."""
        for one in self.one_of_each(None):
            if one in self.world.people and not self.world.held(one) & {
                Role.RELATIONS_OFFICER, Role.BRANCH_DELEGATE,
            }:  # fmt: skip
                assert self.take(one, "applicant", kind, route, signed=signed) is None
        able = self.world.holding(Role.RELATIONS_OFFICER, Role.BRANCH_DELEGATE)
        if self.is_full or not able:
            return multiple()
        person = person if person in able else self.world.pick(able)
        return self.take(person, asker, kind, route, signed=signed) or multiple()

    @rule(
        case=CASES,
        person=st.sampled_from([*OTHERS, "who knows it"]),
        is_right=st.sampled_from([True, True, False]),
    )
    def somebody_claims_a_request(self, case: Case, person: str, is_right: bool) -> None:
        world, case = self.world, self.one_unclaimed(case)
        if person == "who knows it":
            person = min(case.told_the_code, default="fellow")
        made = Intake.objects.filter(request__reference=case.key).first()
        is_old = made and made.code_made_at and timezone.now() >= made.code_made_at + VALID_FOR
        opens = not case.owner and is_right and case.failed_tries < MOST_TRIES and not is_old
        barred = person in case.told_the_code | case.about
        refusal = None if opens and not barred else ValidationError
        with self.expecting("claim", case, person, refusal, stays=True) as done:
            code = case.code if is_right and case.code else WRONG
            claim(by=world.people[person], reference=case.key, code=code)
        if done:
            self.is_claimed(case, person)
        elif not case.owner:
            case.failed_tries = min(case.failed_tries + 1, MOST_TRIES)

    def one_unclaimed(self, case: Case) -> Case:
        """One that nobody has claimed yet, or the case where there is none."""
        waiting = [one for one in self.world.cases.values() if not one.owner]
        return self.world.pick(waiting or [case])

    @rule(case=CASES, person=st.sampled_from(PEOPLE))
    def somebody_takes_what_is_offered_to_them(self, case: Case, person: str) -> None:
        case = self.one_unclaimed(case)
        self.take_over(case, person)
        if case.offered_to in self.world.people and self.world.ticks % 2:
            self.take_over(case, case.offered_to)

    def take_over(self, case: Case, person: str) -> None:
        offered = not case.owner and case.offered_to == person
        refusal = None if offered else Intake.DoesNotExist
        with self.expecting("claim_offered", case, person, refusal) as done:
            claim_offered(by=self.world.people[person], reference=case.key)
        if done:
            self.is_claimed(case, person)

    def is_claimed(self, case: Case, person: str) -> None:
        case.owner, case.code = person, ""
        case.is_taken_from(person)
        self.happens(case, "claim")
