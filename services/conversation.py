"""What was said on a request: messages of both sides, and notices in the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Appointment, User
from services.models import Notice, RequestEvent, ServiceRequest

MESSAGES = frozenset({"write", "reply"})
# Whom the member reads as the writer of a reply, where one person held several roles.
WRITERS = (Appointment.Role.RELATIONS_OFFICER, Appointment.Role.SUPERVISOR)


@dataclass(frozen=True)
class Said:
    """One message: `by_applicant`, or by staff, named to the member by `role` and not by name."""

    text: str
    at: datetime
    by_applicant: bool
    role: str
    name: str


def conversation(request: ServiceRequest) -> list[Said]:
    """The messages of both sides in order (two queries).

    Staff answer for their association: the member reads the role they held at that moment.
    `name` is for colleagues.
    """
    events = list(request.events.filter(move__in=MESSAGES).select_related("actor"))
    roles = _roles(request, events)
    return [
        Said(
            text=event.message,
            at=event.at,
            by_applicant=event.move == "write",
            role="" if event.move == "write" else _role(roles, event),
            name=event.actor.get_full_name() if event.actor else "",
        )
        for event in events
    ]


def notes(request: ServiceRequest) -> list[RequestEvent]:
    """The notes of colleagues in order, those that go with a move among them; never for members."""
    return list(request.events.exclude(internal_note="").select_related("actor"))


def notices_in_site(person: User) -> QuerySet[Notice]:
    """The person's own notices in the site, newest first."""
    return Notice.objects.filter(person=person, channel=Notice.Channel.SITE, to_staff=False)


def unread_count(person: User) -> int:
    """How many notices in the site the person has not read yet (one query)."""
    return notices_in_site(person).filter(read_at=None).count()


def mark_read(*, person: User, request: ServiceRequest | None = None) -> int:
    """Take the person's notices as read: those of `request`, which they opened, or all of them."""
    unread = notices_in_site(person).filter(read_at=None)
    if request is not None:
        unread = unread.filter(request=request)
    # Most pages are opened with nothing unread: they are not to wait for each other to write.
    return unread.update(read_at=timezone.now()) if unread.exists() else 0


def _roles(request: ServiceRequest, events: Iterable[RequestEvent]) -> dict[int, list[Appointment]]:
    actors = {event.actor_id for event in events if event.move == "reply"}
    held: dict[int, list[Appointment]] = {}
    if actors:
        for one in Appointment.objects.filter(
            Q(role__in=WRITERS), association_id=request.association_id, user__in=actors
        ):
            held.setdefault(one.user_id, []).append(one)
    return held


def _role(held: dict[int, list[Appointment]], event: RequestEvent) -> str:
    for role in WRITERS:
        for one in held.get(event.actor_id or 0, ()):
            if one.role == role and one.was_held_at(event.at):
                return str(role.label)
    return _("The association")
