"""Reads of requests. Every read starts from one of these: they know who may see what."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Locale

from accounts.models import Appointment, User
from accounts.queries import associations_where, holds_role, people_matching
from home.models import Association
from saudi.text import ascii_digits, fold
from services.models import Referral, RequestEvent, ServicePage, ServiceRequest, State

Role = Appointment.Role

CASEWORK_ROLES = (
    Role.RELATIONS_OFFICER,
    Role.SOCIAL_RESEARCHER,
    Role.COMMITTEE_MEMBER,
    Role.SUPERVISOR,
)
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
    Role.COMMITTEE_MEMBER: (State.WITH_COMMITTEE,),
}


@dataclass(frozen=True)
class Queue:
    """How many requests of an association wait in one state."""

    association: Association
    state: State
    many: int


Requests = QuerySet[ServiceRequest]


def own_requests(user: User | AnonymousUser) -> Requests:
    """The person's own requests, newest first."""
    return ServiceRequest.objects.filter(person_id=user.pk or 0)


def casework_of(user: User | AnonymousUser) -> Requests:
    """Requests the person may see by their roles today, never their own.

    Officers and supervisors see all of their association; researchers those that were ever
    referred; committee members those that ever came before the committee.
    """
    return ServiceRequest.objects.filter(_opened_by_roles_of(user)).exclude(person_id=user.pk or 0)


def with_service_title(requests: Requests) -> Requests:
    """The requests with `service_title`, the service's title in the active language."""
    here = ServicePage.objects.filter(
        translation_key=OuterRef("service__translation_key"), locale=Locale.get_active()
    )
    title = Coalesce(Subquery(here.values("title")[:1]), F("service__title"))
    return requests.annotate(service_title=title)


def services_seen_by(user: User | AnonymousUser) -> QuerySet[ServicePage]:
    """The services of which the person sees requests at work, each once: in the active language
    where it exists in it, else in the site's own."""
    seen = casework_of(user).order_by().values("service__translation_key")
    services = ServicePage.objects.filter(translation_key__in=seen)
    here = services.filter(locale=Locale.get_active())
    elsewhere = Q(locale=Locale.get_default()) & ~Q(
        translation_key__in=here.values("translation_key")
    )
    return services.filter(Q(pk__in=here.values("pk")) | elsewhere).order_by("title")


def visible_to(user: User | AnonymousUser) -> Requests:
    """All requests the person may see: their own, and those their roles open to them."""
    return ServiceRequest.objects.filter(Q(person_id=user.pk or 0) | _opened_by_roles_of(user))


def queue_of(user: User | AnonymousUser) -> Requests:
    """Requests that wait for the person to act, by the roles they hold today."""
    waiting = Q(pk__in=[])
    for role, states in WAITING_FOR.items():
        waiting |= Q(association__in=associations_where(user, [role]), state__in=states)
    return casework_of(user).filter(waiting)


def queues_of(user: User | AnonymousUser) -> list["Queue"]:
    """How many requests wait for the person, by association and state (two queries)."""
    counts = queue_of(user).order_by().values("association_id", "state").annotate(many=Count("pk"))
    found = {(row["association_id"], row["state"]): row["many"] for row in counts}
    associations = associations_where(user, WAITING_FOR)
    return [
        Queue(association, state, found[association.pk, state])
        for association in associations
        for state in State
        if (association.pk, state) in found
    ]


def works_on_requests(user: User | AnonymousUser) -> bool:
    """Whether the person holds a role in casework today, anywhere."""
    return associations_where(user, CASEWORK_ROLES).exists()


def may_read_reports(user: User | AnonymousUser, request: ServiceRequest) -> bool:
    """Reports of social research are for researchers; others read the finding."""
    return holds_role(user, association_id=request.association_id, role=Role.SOCIAL_RESEARCHER)


def matching(text: str) -> Q:
    """A condition that finds requests by reference, person, mobile or member number."""
    reference = "".join(char for char in ascii_digits(text) if char.isalnum())
    number = fold(text).strip()
    return (
        Q(reference__icontains=reference or text)
        | people_matching(text, prefix="person__")
        | Q(membership__number__icontains=number)
    )


def _opened_by_roles_of(user: User | AnonymousUser) -> Q:
    referred = Exists(Referral.objects.filter(request=OuterRef("pk")))
    presented = Exists(
        RequestEvent.objects.filter(request=OuterRef("pk"), to_state=State.WITH_COMMITTEE)
    )
    whole = associations_where(user, [Role.RELATIONS_OFFICER, Role.SUPERVISOR])
    where_researcher = associations_where(user, [Role.SOCIAL_RESEARCHER])
    where_committee = associations_where(user, [Role.COMMITTEE_MEMBER])
    return (
        Q(association__in=whole)
        | (Q(association__in=where_researcher) & Q(referred))
        | (Q(association__in=where_committee) & Q(presented))
    )
