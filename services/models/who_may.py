"""Who may make which move: permissions of the state machine, and the conditions of its moves."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import Appointment, User
from accounts.queries import appointments_in_force
from services.models.catalogue import Kind, Route
from services.models.states import State

if TYPE_CHECKING:
    from services.models.machine import RequestMachine
    from services.models.request import ServiceRequest

Role = Appointment.Role
Permission = Callable[["ServiceRequest", User], bool]
Condition = Callable[["ServiceRequest"], bool]


@dataclass(frozen=True)
class Step:
    """Which step of the policy's procedure a move rests on, a number a route; None: on none."""

    committee: int | None = None
    direct: int | None = None

    def anchor(self, route: str) -> str:
        """The anchor of the step's clause in the policy, or an empty string."""
        number = self.committee if route == Route.COMMITTEE else self.direct
        return f"step-{number}" if number else ""


@dataclass(frozen=True)
class Standing:
    """What a person is to a request: their roles there today, whether it is theirs or about them,
    whether they are recused from it."""

    roles: frozenset[str]
    is_owner: bool
    is_about_them: bool
    is_recused: bool

    @property
    def is_party(self) -> bool:
        """Neither who asks nor who is complained about acts on the case."""
        return self.is_owner or self.is_about_them


def standing(request: "ServiceRequest", user: User) -> Standing:
    """Read once for each instance of a request: a move reads its own, a page asks many times."""
    known: dict[int, Standing] = request.__dict__.setdefault("_standings", {})
    if user.pk not in known:
        held = appointments_in_force(user).filter(association_id=request.association_id)
        known[user.pk] = Standing(
            roles=frozenset(held.values_list("role", flat=True)),
            is_owner=is_owner(request, user),
            is_about_them=request.is_about(user),
            is_recused=request.recusals.filter(person=user).exists(),
        )
    return known[user.pk]


def is_owner(request: "ServiceRequest", user: User) -> bool:
    """Permission of the person the request belongs to."""
    return request.person_id == user.pk


def is_party(request: "ServiceRequest", user: User) -> bool:
    """Whether the case is the person's own, or a complaint about them."""
    return standing(request, user).is_party


def is_recused(request: "ServiceRequest", user: User) -> bool:
    """Whether the person has a stake in the case, and so neither sees it nor acts on it."""
    return standing(request, user).is_recused


def held_by(*roles: Role) -> Permission:
    """Permission of those who hold one of `roles` in the association today, unless a party or
    recused."""

    def permission(request: "ServiceRequest", user: User) -> bool:
        here = standing(request, user)
        return bool(here.roles & set(roles)) and not (here.is_party or here.is_recused)

    return permission


def hears(request: "ServiceRequest", user: User) -> bool:
    """Permission of who hears the case in committee: no party, not recused.

    An appeal is heard by the appeals committee, and by members of the committee who had no part
    in the first decision.
    """
    here = standing(request, user)
    if here.is_party or here.is_recused:
        return False
    if request.state != State.APPEALED:
        return Role.COMMITTEE_MEMBER in here.roles
    hears_appeals = {Role.COMMITTEE_MEMBER, Role.APPEALS_MEMBER}
    return bool(here.roles & hears_appeals) and not request.had_part_in_decision(user)


def either(*permissions: Permission) -> Permission:
    """Permission of whoever has one of `permissions`."""

    def permission(request: "ServiceRequest", user: User) -> bool:
        return any(one(request, user) for one in permissions)

    return permission


def unclaimed(request: "ServiceRequest", user: User) -> bool:
    """Permission of anyone, while a request taken in on behalf has no owner (the code decides)."""
    return has_no_owner(request)


def took_in(request: "ServiceRequest", user: User) -> bool:
    """Permission of the branch delegate who took the request in, unless a party or recused."""
    return held_by(Role.BRANCH_DELEGATE)(request, user) and request.is_taken_in_by(user)


def free_for(request: "ServiceRequest", role: str) -> QuerySet[User]:
    """Who holds the role there today and may act on the case: no party to it, not recused."""
    held = Appointment.objects.in_force(timezone.localdate()).filter(
        association_id=request.association_id, role=role
    )
    return (
        User.objects.filter(is_active=True, pk__in=held.values("user_id"))
        .exclude(pk__in=request.complained_about.values("person_id"))
        .exclude(pk__in=request.recusals.values("person_id"))
        .exclude(pk=request.person_id or 0)
        .order_by("full_name", "pk")
    )


def stands_in(request: "ServiceRequest", user: User) -> bool:
    """Permission of the supervisor, unless a party or recused, where no officer is free to act:
    the case is their own or about them, they are recused, or there is none."""
    if not held_by(Role.SUPERVISOR)(request, user):
        return False
    # Read once for each instance, as `standing` is: a page asks of every move.
    known: dict[str, bool] = request.__dict__
    if "_has_free_officer" not in known:
        known["_has_free_officer"] = free_for(request, Role.RELATIONS_OFFICER).exists()
    return not known["_has_free_officer"]


def nobody(request: "ServiceRequest", user: User) -> bool:
    """Permission of no person: the site itself moves, on a day that has come."""
    return False


def has_no_owner(request: "ServiceRequest") -> bool:
    return request.person_id is None


def on_route(route: Route) -> Callable[["RequestMachine"], bool]:
    def condition(request: "RequestMachine") -> bool:
        return request.route == route

    return condition


def of_kind(kind: Kind) -> Callable[["RequestMachine"], bool]:
    def condition(request: "RequestMachine") -> bool:
        return bool(request.kind == kind)

    return condition


def attested(request: "ServiceRequest") -> bool:
    """Whether the answers as they stand now have been attested (policy step 4)."""
    return request.is_attested


def not_attested(request: "ServiceRequest") -> bool:
    return not request.is_attested


def all_checked(request: "ServiceRequest") -> bool:
    """Whether every fact and document of the checklist was found good (policy step 2)."""
    return not request.unchecked_items()


def accepted_by_committee(request: "ServiceRequest") -> bool:
    """Whether a decision to accept waits to be announced."""
    decision = request.decision_to_announce
    return decision is not None and decision.accepts


def rejected_by_committee(request: "ServiceRequest") -> bool:
    """Whether a decision not to accept waits to be announced."""
    decision = request.decision_to_announce
    return decision is not None and not decision.accepts


def undecided(request: "ServiceRequest") -> bool:
    return request.decision_to_announce is None


def decided(request: "ServiceRequest") -> bool:
    """Whether a decision stands that is not announced yet."""
    return not undecided(request)


def appealable(request: "ServiceRequest") -> bool:
    """Whether the window for an appeal is open and none was made before."""
    return request.may_be_appealed


def has_unconfirmed_delivery(request: "ServiceRequest") -> bool:
    return request.deliveries.in_force().filter(confirmed_at=None).exists()


def has_delivery(request: "ServiceRequest") -> bool:
    """Whether a delivery is recorded that may be corrected."""
    return request.deliveries.in_force().exists()


def studies(request: "ServiceRequest", user: User) -> bool:
    """Permission of the researcher to whom the case is referred, or of any if to none by name."""
    return (
        RESEARCHER(request, user)
        and not request.referrals.awaited()
        .exclude(assigned_to=None)
        .exclude(assigned_to=user)
        .exists()
    )


OFFICER = either(held_by(Role.RELATIONS_OFFICER), stands_in)
OFFICER_OR_SUPERVISOR = held_by(Role.RELATIONS_OFFICER, Role.SUPERVISOR)
RESEARCHER = held_by(Role.SOCIAL_RESEARCHER)
ANNOUNCER = either(OFFICER, hears)
COLLEAGUE = either(
    held_by(Role.RELATIONS_OFFICER, Role.SUPERVISOR, Role.SOCIAL_RESEARCHER), hears, took_in
)
