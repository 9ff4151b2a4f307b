"""Who works on a case (الإسناد)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _

from accounts.models import Appointment, User
from accounts.queries import holds_role
from services.casework.moving import Acting, MoveNotAllowed, make_move
from services.models import ServiceRequest
from services.models.who_may import is_party


def assign(*, to: User | None, **acting: Unpack[Acting]) -> ServiceRequest:
    """An officer or supervisor says who works on the case; None for nobody.

    `to` holds the role of relations officer there today, is no party to the case and not recused
    from it. Colleagues read it in the event.
    """

    def write(moved: ServiceRequest) -> None:
        _check(moved, to)
        moved.assigned_to = to

    said = (
        _("Assigned to %(name)s.") % {"name": to.get_full_name()}
        if to
        else _("Assigned to nobody.")
    )
    acting["internal_note"] = f"{said}\n{acting.get('internal_note', '').strip()}".strip()
    return make_move("assign", write=write, **acting)


@dataclass
class Assigned:
    """What came of assigning several cases: those done, and the others each with the reason."""

    done: list[ServiceRequest] = field(default_factory=list)
    refused: list[tuple[ServiceRequest, str]] = field(default_factory=list)


def assign_many(*, requests: Iterable[ServiceRequest], to: User | None, by: User) -> Assigned:
    """Assign each of the cases, on its own: what can't be done for one is done for the others."""
    result = Assigned()
    for request in requests:
        try:
            result.done.append(assign(request=request, by=by, version=None, to=to))
        except PermissionDenied:
            result.refused.append((request, _("You may not assign this case.")))
        except MoveNotAllowed:
            result.refused.append((request, _("This step is not possible as the case stands now.")))
        except ValidationError as error:
            result.refused.append((request, " ".join(error.messages)))
    return result


def _check(request: ServiceRequest, to: User | None) -> None:
    if request.assigned_to_id == (to.pk if to else None):
        raise ValidationError({"to": _("It is assigned so already.")})
    if to is None:
        return
    where = request.association_id
    is_officer = holds_role(to, association_id=where, role=Appointment.Role.RELATIONS_OFFICER)
    if not is_officer:
        raise ValidationError({"to": _("Only a relations officer of the association can have it.")})
    if is_party(request, to) or request.recusals.filter(person=to).exists():
        raise ValidationError({"to": _("This person has a part in the case.")})
