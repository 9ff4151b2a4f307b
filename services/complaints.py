"""Complaints (الشكاوى): whom of the staff one is about, from whom it then is kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Appointment, User
from home.models import Association
from services.assignments import take_from
from services.models import ComplainedAbout, Kind, RequestDraft, ServicePage, ServiceRequest


@dataclass(frozen=True)
class StaffMember:
    """Somebody of the staff as members may read of them: name and roles."""

    pk: int
    full_name: str
    roles: str


def staff_to_name(association: Association, but: User | None = None) -> list[StaffMember]:
    """The staff of the association today, by name, without `but` (one query)."""
    held = (
        Appointment.objects.in_force(timezone.localdate())
        .filter(association=association, user__is_active=True)
        .exclude(user_id=but.pk if but else 0)
        .select_related("user")
        .order_by("user__name_folded", "user_id", "role")
    )
    roles: dict[User, list[str]] = {}
    for one in held:
        roles.setdefault(one.user, []).append(one.get_role_display())
    return [StaffMember(user.pk, user.full_name, _(", ").join(of)) for user, of in roles.items()]


def name_at_submission(
    request: ServiceRequest,
    about: Iterable[int] | None,
    *,
    draft: RequestDraft | None = None,
    by: User,
) -> list[Model]:
    """Write down whom a new complaint is about: those given, else those the draft names.

    Who has left the staff since the draft was written is left out; ValidationError ("about") for
    others given who are not on it, or by somebody who is no active member, whom the names of the
    staff are not shown. A request of another kind is about nobody. The rows written.
    """
    if request.kind != Kind.COMPLAINT:
        return []
    on_staff = {one.pk for one in staff_to_name(request.association, but=request.person)}
    if by == request.person and request.membership is None:
        on_staff = set()
    in_draft = on_staff.intersection(draft.about if draft else ())
    given = in_draft if about is None else set(about)
    if not given <= on_staff:
        raise ValidationError({"about": _("Choose members of staff.")})
    return [row for person in given for row in name(request, person, by=by)]


def name(request: ServiceRequest, person_id: int, *, by: User) -> list[Model]:
    """Keep the complaint from that person from now on, with the work on it that was theirs.

    Called within a transaction; saves nothing of the request itself. The rows written.
    """
    named = ComplainedAbout.objects.create(request=request, person_id=person_id, named_by=by)
    return [named, *take_from(request, person_id)]


def named_in(draft: RequestDraft, service: ServicePage) -> list[StaffMember]:
    """Whom a draft says the complaint is about, as far as they still are of the staff."""
    if service.kind != Kind.COMPLAINT or not draft.about:
        return []
    chosen = set(draft.about)
    return [one for one in staff_to_name(service.association) if one.pk in chosen]
