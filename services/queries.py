"""Reads of requests. Every read starts from one of these: they know who may see what."""

from collections.abc import Collection
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from wagtail.models import Locale

from accounts.models import Appointment, User
from accounts.queries import (
    appointments_in_force,
    associations_where,
)
from services.models import (
    ComplainedAbout,
    Intake,
    Recusal,
    Referral,
    RequestEvent,
    ServicePage,
    ServiceRequest,
    State,
)

Role = Appointment.Role

CASEWORK_ROLES = (
    Role.RELATIONS_OFFICER,
    Role.SOCIAL_RESEARCHER,
    Role.COMMITTEE_MEMBER,
    Role.APPEALS_MEMBER,
    Role.SUPERVISOR,
    Role.BRANCH_DELEGATE,
)
_SEE_ALL: set[str] = {Role.RELATIONS_OFFICER, Role.SUPERVISOR}
# Each sees some of those of which this is kept, and none beside them.
_SEE_SOME: dict[str, str] = {
    Role.SOCIAL_RESEARCHER: "is_referred",
    Role.COMMITTEE_MEMBER: "is_presented",
    Role.APPEALS_MEMBER: "is_appealed",
    Role.BRANCH_DELEGATE: "is_taken_in",
}
WAITING_FOR = {
    Role.RELATIONS_OFFICER: (
        State.SUBMITTED,
        State.VERIFYING,
        State.ACCEPTED,
        State.REGISTERING,
        State.SCHEDULED,
        State.DELIVERING,
    ),
    Role.SOCIAL_RESEARCHER: (State.SOCIAL_RESEARCH,),
    Role.COMMITTEE_MEMBER: (State.WITH_COMMITTEE, State.APPEALED),
    Role.APPEALS_MEMBER: (State.APPEALED,),
}


Requests = QuerySet[ServiceRequest]


def own_requests(user: User | AnonymousUser) -> Requests:
    """The person's own requests, newest first."""
    return ServiceRequest.objects.filter(person_id=user.pk or 0)


def casework_of(user: User | AnonymousUser) -> Requests:
    """Requests the person may see by their roles today, never their own.

    Officers and supervisors see all of their association; researchers those that were referred to
    them, or to any researcher; committee members those that ever came before the committee, and
    the appeals committee those appealed; branch delegates those they took in on behalf. Nobody
    sees a case they are recused from, nor a complaint about them.
    """
    return _not_own(ServiceRequest.objects.filter(_opened_by_roles_of(user)), user)


def of_cases_open_to(user: User | AnonymousUser) -> Exists:
    """A condition on what belongs to a request: that the person's roles open that request to them.

    Asked of each row by the request's key; `request__in` would have SQLite gather them all first.
    """
    return Exists(casework_of(user).filter(pk=OuterRef("request_id")))


def with_service_title(requests: Requests) -> Requests:
    """The requests with `service_title`, the service's title in the active language."""
    here = ServicePage.objects.filter(
        translation_key=OuterRef("service__translation_key"), locale=Locale.get_active()
    )
    title = Coalesce(Subquery(here.values("title")[:1]), F("service__title"))
    return requests.annotate(service_title=title)


def services_of(association_ids: Collection[int]) -> QuerySet[ServicePage]:
    """The services of which those associations have requests, each once: in the active language
    where it exists in it, else in the site's own."""
    # All requests of a service are of one association: its newest tells, by index, whose it is.
    newest = ServiceRequest.objects.filter(service=OuterRef("pk")).order_by("-submitted_at", "-pk")
    asked_for = ServicePage.objects.alias(whose=Subquery(newest.values("association")[:1]))
    keys = asked_for.filter(whose__in=association_ids).values("translation_key")
    services = ServicePage.objects.filter(translation_key__in=keys)
    here = services.filter(locale=Locale.get_active())
    elsewhere = Q(locale=Locale.get_default()) & ~Q(
        translation_key__in=here.values("translation_key")
    )
    return services.filter(Q(pk__in=here.values("pk")) | elsewhere).order_by("title")


def visible_to(user: User | AnonymousUser) -> Requests:
    """All requests the person may see: their own, and those their roles open to them."""
    return ServiceRequest.objects.filter(Q(person_id=user.pk or 0) | _opened_by_roles_of(user))


def held_roles(user: User | AnonymousUser, roles: Collection[str]) -> dict[int, set[str]]:
    """Which of `roles` the person holds today, by the key of the association (one query)."""
    held: dict[int, set[str]] = {}
    in_force = appointments_in_force(user).filter(role__in=roles)
    for association_id, role in in_force.values_list("association_id", "role"):
        held.setdefault(association_id, set()).add(role)
    return held


def works_on_requests(user: User | AnonymousUser) -> bool:
    """Whether the person holds a role in casework today, anywhere."""
    return associations_where(user, CASEWORK_ROLES).exists()


def reports_read_by(user: User | AnonymousUser) -> QuerySet[Referral]:
    """The referrals whose reports the person reads whole, files and all: a researcher's, of cases
    referred to them or to any researcher. All others who see the case read finding and advice."""
    for_me = Q(assigned_to=None) | Q(assigned_to=user.pk or 0) | Q(reported_by=user.pk or 0)
    referred = Referral.objects.filter(for_me, recalled_at=None)
    return Referral.objects.filter(
        Exists(referred.filter(request=OuterRef("request_id"))),
        of_cases_open_to(user),
        request__association__in=associations_where(user, [Role.SOCIAL_RESEARCHER]),
    )


def may_read_reports(user: User | AnonymousUser, request: ServiceRequest) -> bool:
    """Whether the person reads the reports of that case whole."""
    return reports_read_by(user).filter(request=request).exists()


def casework_in(user: User, association_id: int, roles: set[str]) -> list[Requests]:
    """What `casework_of` opens in one association to who holds those roles there, in parts of
    which none has anything of another.

    What a role sees some of has indexes of its own, so that nobody waits while the database looks
    through all the others.
    """
    mine = _not_own(ServiceRequest.objects.filter(_not_kept_from(user)), user)
    here = mine.filter(association=association_id)
    if roles & _SEE_ALL:
        return [here]
    parts, others = [], Q()
    for role, kept in _SEE_SOME.items():
        if role in roles:
            opens = _has(_opening(role, user))
            parts.append(here.filter(opens, others, **{kept: True}))
            others &= ~opens
    return parts


def _opened_by_roles_of(user: User | AnonymousUser) -> Q:
    held = _held_roles(user)
    opened = Q(association__in=held[Role.RELATIONS_OFFICER] | held[Role.SUPERVISOR])
    for role in _SEE_SOME:
        opened |= Q(association__in=held[role]) & _has(_opening(role, user))
    return opened & _not_kept_from(user)


def _opening(role: str, user: User | AnonymousUser) -> QuerySet[Any]:
    """The rows by which a role opens the requests that they belong to, and no others."""
    me = user.pk or 0
    if role == Role.SOCIAL_RESEARCHER:
        for_me = Q(assigned_to=None) | Q(assigned_to=me)
        return Referral.objects.filter(for_me, recalled_at=None).order_by()
    if role == Role.BRANCH_DELEGATE:
        return Intake.objects.filter(taken_by=me).order_by()
    came_to = State.APPEALED if role == Role.APPEALS_MEMBER else State.WITH_COMMITTEE
    return RequestEvent.objects.filter(to_state=came_to).order_by()


def _has(rows: QuerySet[Any]) -> Q:
    return Q(Exists(rows.filter(request=OuterRef("pk"))))


def _not_kept_from(user: User | AnonymousUser) -> Q:
    me = user.pk or 0
    recused = Exists(Recusal.objects.filter(request=OuterRef("pk"), person=me))
    about_me = Exists(ComplainedAbout.objects.filter(request=OuterRef("pk"), person=me))
    return ~Q(recused) & ~Q(about_me)


def _not_own(requests: Requests, user: User | AnonymousUser) -> Requests:
    return requests.exclude(person_id=user.pk or 0, person__isnull=False)


def left_in(user: User, association_id: int) -> Requests:
    """What waits for officers in one association while none is free to act on it, for who is
    supervisor there: `services.models.who_may.stands_in`, asked of all.

    Where there are officers, it is found from the cases in which one of them has a part.
    """
    mine = _not_own(ServiceRequest.objects.filter(_not_kept_from(user)), user)
    mine = mine.filter(state__in=WAITING_FOR[Role.RELATIONS_OFFICER])
    officers = Appointment.objects.in_force(timezone.localdate()).filter(
        association=association_id, role=Role.RELATIONS_OFFICER, user__is_active=True
    )
    if not officers.exists():
        return mine.filter(association=association_id)
    people = officers.order_by().values("user")
    with_a_part = (
        ServiceRequest.objects.order_by().filter(person__in=people).values("pk"),
        ComplainedAbout.objects.order_by().filter(person__in=people).values("request"),
        Recusal.objects.order_by().filter(person__in=people).values("request"),
    )
    about = ComplainedAbout.objects.filter(request=OuterRef(OuterRef("pk")))
    recused = Recusal.objects.filter(request=OuterRef(OuterRef("pk")))
    free = officers.filter(
        ~Exists(about.filter(person=OuterRef("user_id"))),
        ~Exists(recused.filter(person=OuterRef("user_id"))),
        ~Q(user=Coalesce(OuterRef("person_id"), 0)),
    )
    left = _found_elsewhere(mine, association_id)
    return left.filter(~Exists(free), pk__in=with_a_part[0].union(*with_a_part[1:]))


def _found_elsewhere(requests: Requests, association_id: int) -> Requests:
    """Those of an association, in words by which no index of its requests is taken: what else is
    asked for is where the database begins to look."""
    return requests.alias(where=F("association") + 0).filter(where=association_id)


def _held_roles(user: User | AnonymousUser) -> dict[str, set[int]]:
    """The keys of the associations in which the person holds each role today (one query).

    Keys and not a subquery: so databases use the indexes that begin with the association.
    """
    held: dict[str, set[int]] = {role: set() for role in Role}
    for association_id, roles in held_roles(user, CASEWORK_ROLES).items():
        for role in roles:
            held[role].add(association_id)
    return held
