"""Who works on a case (الإسناد)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Unpack

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Appointment, User
from accounts.queries import holds_role
from services.casework.moving import Acting, MoveNotAllowed, StaleRequest, actor, make_move
from services.models import ServiceRequest
from services.models.who_may import is_party
from services.wording import happened

NO_VERSION = 0


def assign(*, to: User | None, **acting: Unpack[Acting]) -> ServiceRequest:
    """An officer or supervisor says who works on the case; None for nobody.

    `to` holds the role of relations officer there today, is no party to the case and not recused
    from it. Colleagues read it in the event.
    """
    actor(acting)

    def write(moved: ServiceRequest) -> None:
        _check(moved, to)
        moved.assigned_to = to

    said = (
        _("Assigned to %(name)s.") % {"name": to.get_full_name()}
        if to
        else _("Assigned to nobody.")
    )
    return make_move("assign", remark=said, write=write, **acting)


@dataclass
class Assigned:
    """What came of assigning several cases: those done, and the others each with the reason."""

    done: list[ServiceRequest] = field(default_factory=list)
    refused: list[tuple[ServiceRequest, str]] = field(default_factory=list)


def assign_many(
    *, requests: Iterable[ServiceRequest], versions: Mapping[str, int], to: User | None, by: User
) -> Assigned:
    """Assign each of the cases, on its own: what can't be done for one is done for the others.

    `versions` are those that the person had before them, by reference; a case that changed
    meanwhile, or whose version is not told, is refused.
    """
    result = Assigned()
    for request in requests:
        version = versions.get(request.reference, NO_VERSION)
        try:
            result.done.append(assign(request=request, by=by, version=version, to=to))
        except PermissionDenied:
            result.refused.append((request, _("You may not assign this case.")))
        except StaleRequest as stale:
            result.refused.append((request, _told_stale(request, to, stale)))
        except MoveNotAllowed:
            result.refused.append((request, _("This step is not possible as the case stands now.")))
        except ValidationError as error:
            result.refused.append((request, " ".join(error.messages)))
    return result


def to_unassign() -> QuerySet[ServiceRequest]:
    """The open requests assigned to who is no officer there any more."""
    officers = Appointment.objects.filter(role=Appointment.Role.RELATIONS_OFFICER).order_by()
    serving = officers.in_force(timezone.localdate()).filter(user__is_active=True)
    # By who ever stopped serving anywhere: of these there are few, of assigned requests many.
    stopped = officers.exclude(pk__in=serving.values("pk"))
    serves_there = serving.filter(user=OuterRef("assigned_to"), association=OuterRef("association"))
    return (
        ServiceRequest.objects.filter(
            ~Exists(serves_there), assigned_to__in=stopped.values("user"), closed_at=None
        )
        .select_related("assigned_to")
        .order_by("pk")
    )


def unassign(request: ServiceRequest) -> ServiceRequest:
    """The site takes the case from who is no officer there any more: nobody has it then.

    MoveNotAllowed where an officer has it, or nobody.
    """
    has_it = request.assigned_to
    if has_it is None:
        raise MoveNotAllowed("nobody has it")

    def write(moved: ServiceRequest) -> None:
        if moved.assigned_to != has_it or _is_officer(moved, has_it):
            raise MoveNotAllowed("an officer has it")
        moved.assigned_to = None

    with translation.override(settings.LANGUAGE_CODE):
        note = _("%(name)s is no longer a relations officer of the association.")
        note %= {"name": has_it.get_full_name()}
    return make_move(
        "unassign", request=request, by=None, version=None, internal_note=note, write=write
    )


def _told_stale(request: ServiceRequest, to: User | None, stale: StaleRequest) -> str:
    """What came first; nothing to worry about where it was the same."""
    if _is_with(request, to):
        return _("It is already assigned that way.")
    if stale.event is None or stale.event.actor is None:
        return _("This case has changed in the meantime. Read it again, then decide.")
    return _(
        "%(person)s has worked on this case in the meantime: %(what)s. Select "
        "it again if you still want to."
    ) % {
        "person": stale.event.actor.get_full_name(),
        "what": happened(stale.event),
    }


def _is_with(request: ServiceRequest, to: User | None) -> bool:
    return bool(request.assigned_to_id == (to.pk if to else None))


def _is_officer(request: ServiceRequest, person: User) -> bool:
    where = request.association_id
    return holds_role(person, association_id=where, role=Appointment.Role.RELATIONS_OFFICER)


def _check(request: ServiceRequest, to: User | None) -> None:
    if _is_with(request, to):
        raise ValidationError({"to": _("It is already assigned that way.")})
    if to is None:
        return
    if not _is_officer(request, to):
        raise ValidationError({"to": _("Only a relations officer of the association can have it.")})
    if is_party(request, to) or request.recusals.filter(person=to).exists():
        raise ValidationError({"to": _("This person has a part in the case.")})
