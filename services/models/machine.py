"""The one place where a request changes state (آلة الحالات).

Committee route: submitted, verifying (with questions to the member and referral to social
research), with committee, accepted or rejected, registering, delivering, delivered.
Direct route: submitted, scheduled, delivering, delivered.
The verbs in `services.casework` are the only callers of these transitions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import ConcurrentTransitionMixin, FSMField, transition

from accounts.models import Appointment, User
from accounts.queries import holds_role
from services.models.catalogue import Route

if TYPE_CHECKING:
    from services.models.request import ServiceRequest

Role = Appointment.Role


class State(models.TextChoices):
    """Where a request stands (حالة الطلب)."""

    SUBMITTED = "submitted", _("Received")
    VERIFYING = "verifying", _("Being checked")
    INFORMATION_REQUIRED = "information_required", _("Waiting for your answer")
    SOCIAL_RESEARCH = "social_research", _("With social research")
    WITH_COMMITTEE = "with_committee", _("With the committee")
    ACCEPTED = "accepted", _("Accepted")
    REJECTED = "rejected", _("Not accepted")
    REGISTERING = "registering", _("Completing registration")
    SCHEDULED = "scheduled", _("Scheduled")
    DELIVERING = "delivering", _("Being delivered")
    DELIVERED = "delivered", _("Delivered")
    WITHDRAWN = "withdrawn", _("Withdrawn")


END_STATES = frozenset({State.REJECTED, State.DELIVERED, State.WITHDRAWN})
BEFORE_DECISION = (
    State.SUBMITTED,
    State.VERIFYING,
    State.INFORMATION_REQUIRED,
    State.SOCIAL_RESEARCH,
    State.WITH_COMMITTEE,
    State.SCHEDULED,
)
TAKES_FILES = (
    State.SUBMITTED,
    State.VERIFYING,
    State.INFORMATION_REQUIRED,
    State.SOCIAL_RESEARCH,
    State.SCHEDULED,
)


@dataclass(frozen=True)
class Step:
    """Which step of the policy's procedure a move rests on, a number a route; None: on none."""

    committee: int | None = None
    direct: int | None = None

    def anchor(self, route: str) -> str:
        """The anchor of the step's clause in the policy, or an empty string."""
        number = self.committee if route == Route.COMMITTEE else self.direct
        return f"step-{number}" if number else ""


def on_route(route: Route) -> Callable[["RequestMachine"], bool]:
    def condition(request: "RequestMachine") -> bool:
        return request.route == route

    return condition


def held_by(role: Role) -> Callable[["ServiceRequest", User], bool]:
    """Permission of those who hold `role` in the association today; never on one's own request."""

    def permission(request: "ServiceRequest", user: User) -> bool:
        return not is_owner(request, user) and holds_role(
            user, association_id=request.association_id, role=role
        )

    return permission


def is_owner(request: "ServiceRequest", user: User) -> bool:
    """Permission of the person the request belongs to."""
    return request.person_id == user.pk


def attested(request: "ServiceRequest") -> bool:
    """Whether the answers as they stand now have been attested (policy step 4)."""
    return request.is_attested


COMMITTEE = on_route(Route.COMMITTEE)
DIRECT = on_route(Route.DIRECT)
OFFICER = held_by(Role.RELATIONS_OFFICER)
RESEARCHER = held_by(Role.SOCIAL_RESEARCHER)
COMMITTEE_MEMBER = held_by(Role.COMMITTEE_MEMBER)


class RequestMachine(ConcurrentTransitionMixin, models.Model):
    """The transitions of a request, each with its permission and the step it rests on."""

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

    @transition(
        "state",
        State.SUBMITTED,
        State.VERIFYING,
        conditions=[COMMITTEE],
        permission=OFFICER,
        custom={"step": Step(committee=2)},
    )
    def start_verification(self) -> None: ...

    @transition(
        "state",
        State.VERIFYING,
        State.INFORMATION_REQUIRED,
        permission=OFFICER,
        custom={"step": Step(committee=2)},
    )
    def ask(self) -> None: ...

    @transition(
        "state",
        State.INFORMATION_REQUIRED,
        State.VERIFYING,
        permission=is_owner,
        custom={"step": Step(committee=2)},
    )
    def answer(self) -> None: ...

    @transition(
        "state",
        State.VERIFYING,
        State.SOCIAL_RESEARCH,
        permission=OFFICER,
        custom={"step": Step(committee=3)},
    )
    def refer(self) -> None: ...

    @transition(
        "state",
        State.SOCIAL_RESEARCH,
        State.VERIFYING,
        permission=RESEARCHER,
        custom={"step": Step(committee=3)},
    )
    def report(self) -> None: ...

    @transition(
        "state",
        State.VERIFYING,
        State.WITH_COMMITTEE,
        conditions=[attested],
        permission=OFFICER,
        custom={"step": Step(committee=5)},
    )
    def present(self) -> None: ...

    @transition(
        "state",
        State.WITH_COMMITTEE,
        State.ACCEPTED,
        permission=COMMITTEE_MEMBER,
        custom={"step": Step(committee=5)},
    )
    def accept(self) -> None: ...

    @transition(
        "state",
        State.WITH_COMMITTEE,
        State.REJECTED,
        permission=COMMITTEE_MEMBER,
        custom={"step": Step(committee=5)},
    )
    def reject(self) -> None: ...

    @transition(
        "state",
        State.ACCEPTED,
        State.REGISTERING,
        permission=OFFICER,
        custom={"step": Step(committee=6)},
    )
    def register(self) -> None: ...

    @transition(
        "state",
        State.SUBMITTED,
        State.SCHEDULED,
        conditions=[DIRECT],
        permission=OFFICER,
        custom={"step": Step(direct=2)},
    )
    def schedule(self) -> None: ...

    @transition(
        "state",
        [State.REGISTERING, State.SCHEDULED],
        State.DELIVERING,
        permission=OFFICER,
        custom={"step": Step(committee=7, direct=4)},
    )
    def start_delivery(self) -> None: ...

    @transition(
        "state",
        State.DELIVERING,
        State.DELIVERED,
        permission=OFFICER,
        custom={"step": Step(committee=7, direct=4)},
    )
    def deliver(self) -> None: ...

    @transition(
        "state",
        list(BEFORE_DECISION),
        State.WITHDRAWN,
        permission=is_owner,
        custom={"step": Step()},
    )
    def withdraw(self) -> None: ...

    @transition(
        "state",
        list(TAKES_FILES),
        None,
        permission=is_owner,
        custom={"step": Step(committee=4)},
    )
    def attach(self) -> None: ...

    @property
    def is_closed(self) -> bool:
        return self.state in END_STATES

    def moves_open_to(self, user: User) -> list[Any]:
        """The transitions `user` may make now, as django-fsm's Transition objects."""
        return list(self.get_available_user_state_transitions(user))
