"""The one place where a request changes state (آلة الحالات).

Committee route: submitted, verifying (with questions to the member and referral to social
research), with committee, accepted or rejected (and perhaps appealed), registering, delivering,
delivered. Direct route: submitted, scheduled, delivering, delivered.
The verbs in `services.casework` are the only callers of these transitions. A transition to `None`
leaves the request where it is, and yet has its permission and its event.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from accounts.models import User
from services.models import who_may
from services.models.catalogue import Kind, Route
from services.models.states import (
    ANY_STATE,
    BEFORE_COMMITTEE,
    BEFORE_DECISION,
    CLOSABLE,
    END_STATES,
    OPEN_TO_CHANGE,
    State,
)
from services.models.who_may import OFFICER, Condition, Permission, Step

COMMITTEE = who_may.on_route(Route.COMMITTEE)
DIRECT = who_may.on_route(Route.DIRECT)


def move(
    source: str | Sequence[State],
    target: State | None,
    *,
    by: Permission,
    step: Step | None = None,
    only_if: Sequence[Condition | Callable[["RequestMachine"], bool]] = (),
    also_the_site: bool = False,
) -> Any:
    """A transition with what all of ours carry; `also_the_site`: by a task too, with no person."""
    return transition(
        "state",
        list(source) if not isinstance(source, str) else source,
        target,
        conditions=list(only_if),
        permission=by,
        custom={"step": step or Step(), "also_the_site": also_the_site},
    )


class RequestMachine(ConcurrentTransitionMixin, models.Model):
    """The transitions of a request, each with its permission and the step it rests on."""

    kind = models.CharField(
        _("kind"), max_length=12, choices=Kind.choices, default=Kind.SERVICE, editable=False
    )
    route = models.CharField(_("route"), max_length=12, choices=Route.choices, editable=False)
    state = FSMField(
        _("state"),
        max_length=24,
        choices=State.choices,
        default=State.SUBMITTED,
        protected=True,
        editable=False,
    )

    class Meta:
        abstract = True

    # Verification (policy step 2), research (3) and attestation (4).

    @move(State.SUBMITTED, State.VERIFYING, by=OFFICER, step=Step(committee=2), only_if=[COMMITTEE])
    def start_verification(self) -> None: ...

    @move(State.VERIFYING, None, by=OFFICER, step=Step(committee=2))
    def record_checks(self) -> None: ...

    @move(State.VERIFYING, State.INFORMATION_REQUIRED, by=OFFICER, step=Step(committee=2))
    def ask(self) -> None: ...

    @move(State.INFORMATION_REQUIRED, State.VERIFYING, by=who_may.is_owner, step=Step(committee=2))
    def answer(self) -> None: ...

    @move(State.INFORMATION_REQUIRED, State.VERIFYING, by=OFFICER, step=Step(committee=2))
    def record_answer(self) -> None: ...

    @move(
        State.INFORMATION_REQUIRED,
        None,
        by=who_may.nobody,
        step=Step(committee=2),
        also_the_site=True,
    )
    def remind(self) -> None: ...

    @move(
        State.INFORMATION_REQUIRED,
        State.CLOSED,
        by=who_may.nobody,
        step=Step(committee=2),
        also_the_site=True,
    )
    def close_unanswered(self) -> None: ...

    @move(State.VERIFYING, State.SOCIAL_RESEARCH, by=OFFICER, step=Step(committee=3))
    def refer(self) -> None: ...

    @move(State.SOCIAL_RESEARCH, State.VERIFYING, by=who_may.studies, step=Step(committee=3))
    def report(self) -> None: ...

    @move(State.SOCIAL_RESEARCH, State.VERIFYING, by=OFFICER, step=Step(committee=3))
    def recall(self) -> None: ...

    @move(OPEN_TO_CHANGE, None, by=who_may.is_owner, step=Step(committee=4))
    def attach(self) -> None: ...

    @move(OPEN_TO_CHANGE, None, by=who_may.is_owner, step=Step(committee=4))
    def amend(self) -> None: ...

    @move(OPEN_TO_CHANGE, None, by=OFFICER, step=Step(committee=2))
    def correct(self) -> None: ...

    @move(
        OPEN_TO_CHANGE,
        None,
        by=who_may.is_owner,
        step=Step(committee=4),
        only_if=[who_may.not_attested],
    )
    def sign(self) -> None: ...

    @move(OPEN_TO_CHANGE, None, by=OFFICER, step=Step(committee=4), only_if=[who_may.not_attested])
    def record_signature(self) -> None: ...

    # The committee studies and answers (step 5); an appeal is heard by others.

    @move(
        State.VERIFYING,
        State.WITH_COMMITTEE,
        by=OFFICER,
        step=Step(committee=5),
        only_if=[who_may.attested, who_may.all_checked],
    )
    def present(self) -> None: ...

    @move(
        State.WITH_COMMITTEE,
        State.VERIFYING,
        by=who_may.ANNOUNCER,
        step=Step(committee=5),
        only_if=[who_may.undecided],
    )
    def send_back(self) -> None: ...

    @move(BEFORE_COMMITTEE, None, by=who_may.ANNOUNCER, step=Step(committee=5))
    def recuse(self) -> None: ...

    @move(BEFORE_COMMITTEE, None, by=who_may.hears, step=Step(committee=5), also_the_site=True)
    def postpone(self) -> None: ...

    @move(
        BEFORE_COMMITTEE,
        None,
        by=who_may.hears,
        step=Step(committee=5),
        only_if=[who_may.undecided],
    )
    def decide(self) -> None: ...

    @move(
        BEFORE_COMMITTEE,
        None,
        by=who_may.hears,
        step=Step(committee=5),
        only_if=[who_may.decided],
    )
    def revoke_decision(self) -> None: ...

    @move(
        BEFORE_COMMITTEE,
        State.ACCEPTED,
        by=who_may.ANNOUNCER,
        step=Step(committee=5),
        only_if=[who_may.accepted_by_committee],
        also_the_site=True,
    )
    def accept(self) -> None: ...

    @move(
        BEFORE_COMMITTEE,
        State.REJECTED,
        by=who_may.ANNOUNCER,
        step=Step(committee=5),
        only_if=[who_may.rejected_by_committee],
        also_the_site=True,
    )
    def reject(self) -> None: ...

    @move(
        State.REJECTED,
        State.APPEALED,
        by=who_may.is_owner,
        step=Step(committee=5),
        only_if=[who_may.appealable],
    )
    def appeal(self) -> None: ...

    # Registration (step 6) and delivery (step 7; on the direct route steps 2 to 4).

    @move(State.ACCEPTED, State.REGISTERING, by=OFFICER, step=Step(committee=6))
    def register(self) -> None: ...

    @move(State.SUBMITTED, State.SCHEDULED, by=OFFICER, step=Step(direct=2), only_if=[DIRECT])
    def schedule(self) -> None: ...

    @move(
        [State.SCHEDULED, State.REGISTERING, State.DELIVERING],
        None,
        by=OFFICER,
        step=Step(committee=6, direct=2),
    )
    def reschedule(self) -> None: ...

    # What went before the committee was attested then, and has not changed since.
    @move(State.REGISTERING, State.DELIVERING, by=OFFICER, step=Step(committee=7, direct=4))
    @move(
        State.SCHEDULED,
        State.DELIVERING,
        by=OFFICER,
        step=Step(committee=7, direct=4),
        only_if=[who_may.attested],
    )
    def start_delivery(self) -> None: ...

    @move(State.DELIVERING, None, by=OFFICER, step=Step(committee=7, direct=4))
    def deliver_part(self) -> None: ...

    @move(State.DELIVERING, State.DELIVERED, by=OFFICER, step=Step(committee=7, direct=4))
    def deliver(self) -> None: ...

    @move(
        [State.DELIVERING, State.DELIVERED],
        None,
        by=OFFICER,
        step=Step(committee=7, direct=4),
        only_if=[who_may.has_delivery],
    )
    def correct_delivery(self) -> None: ...

    @move(
        State.DELIVERED,
        State.DELIVERING,
        by=OFFICER,
        step=Step(committee=7, direct=4),
        only_if=[who_may.has_delivery],
    )
    def reopen_delivery(self) -> None: ...

    @move(
        [State.DELIVERING, State.DELIVERED],
        None,
        by=who_may.is_owner,
        step=Step(committee=7, direct=4),
        only_if=[who_may.has_unconfirmed_delivery],
    )
    def confirm_delivery(self) -> None: ...

    # Told by hand and written down by an officer, or closed by one, which decides nothing.

    @move(BEFORE_DECISION, State.WITHDRAWN, by=OFFICER)
    def record_withdrawal(self) -> None: ...

    # Writing an appeal down is not hearing it: who decided may do that too.
    @move(
        State.REJECTED,
        State.APPEALED,
        by=OFFICER,
        step=Step(committee=5),
        only_if=[who_may.appealable],
    )
    def record_appeal(self) -> None: ...

    @move(CLOSABLE, State.CLOSED, by=OFFICER)
    def close_with_reason(self) -> None: ...

    # At any time.

    @move(BEFORE_DECISION, State.WITHDRAWN, by=who_may.is_owner)
    def withdraw(self) -> None: ...

    @move(ANY_STATE, None, by=who_may.is_owner)
    def write(self) -> None: ...

    @move(ANY_STATE, None, by=who_may.OFFICER_OR_SUPERVISOR)
    def reply(self) -> None: ...

    @move(ANY_STATE, None, by=who_may.COLLEAGUE)
    def note(self) -> None: ...

    @move(ANY_STATE, None, by=who_may.OFFICER_OR_SUPERVISOR)
    def assign(self) -> None: ...

    @move(ANY_STATE, None, by=who_may.nobody, also_the_site=True)
    def unassign(self) -> None: ...

    @move(ANY_STATE, None, by=who_may.nobody, also_the_site=True)
    def escalate(self) -> None: ...

    @move(State.SOCIAL_RESEARCH, None, by=who_may.nobody, also_the_site=True)
    def escalate_report(self) -> None: ...

    @move(ANY_STATE, None, by=who_may.unclaimed)
    def claim(self) -> None: ...

    @move(ANY_STATE, None, by=OFFICER, only_if=[who_may.has_no_owner])
    def renew_code(self) -> None: ...

    # Of proposals, complaints and general questions.

    @move(
        ANY_STATE,
        None,
        by=who_may.OFFICER_OR_SUPERVISOR,
        only_if=[who_may.of_kind(Kind.PROPOSAL)],
    )
    def enter_in_register(self) -> None: ...

    @move(
        ANY_STATE,
        None,
        by=who_may.OFFICER_OR_SUPERVISOR,
        only_if=[who_may.of_kind(Kind.COMPLAINT)],
    )
    def name_complained_about(self) -> None: ...

    @move(
        ANY_STATE,
        None,
        by=who_may.OFFICER_OR_SUPERVISOR,
        only_if=[who_may.of_kind(Kind.QUESTION)],
    )
    def make_faq_entry(self) -> None: ...

    @property
    def is_closed(self) -> bool:
        return self.state in END_STATES

    def moves_open_to(self, user: User) -> list[Any]:
        """The transitions `user` may make now, as django-fsm's Transition objects."""
        return list(self.get_available_user_state_transitions(user))

    def names_open_to(self, user: User) -> set[str]:
        """The names of the moves that `user` may make now."""
        return {move.name for move in self.moves_open_to(user)}
