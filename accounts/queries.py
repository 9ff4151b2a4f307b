"""Reads about people that several callers need."""

from collections.abc import Collection

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Appointment, Membership, User
from accounts.models.appointment import AppointmentQuerySet
from home.models import Association
from saudi.text import ascii_digits, fold

Someone = User | AnonymousUser

# Who decides on memberships and sees the list of members.
MEMBERSHIP_ROLES = (Appointment.Role.RELATIONS_OFFICER, Appointment.Role.SUPERVISOR)
# Who appoints the staff.
APPOINTING_ROLES = (Appointment.Role.SUPERVISOR,)
_LEAST_DIGITS_OF_A_MOBILE = 4


def appointments_in_force(user: Someone) -> AppointmentQuerySet:
    """The appointments that `user` holds today; none for who is deactivated or not signed in."""
    if not isinstance(user, User) or not user.is_active:
        return Appointment.objects.none()
    return Appointment.objects.in_force(timezone.localdate()).filter(user_id=user.pk)


def holds_role(user: Someone, *, association_id: int, role: str) -> bool:
    """Whether the person holds `role` in that association today."""
    return appointments_in_force(user).filter(association_id=association_id, role=role).exists()


def holds_any_role(user: Someone, *, association_id: int, roles: Collection[str]) -> bool:
    """Whether the person holds one of `roles` in that association today."""
    return (
        appointments_in_force(user).filter(association_id=association_id, role__in=roles).exists()
    )


def associations_where(user: Someone, roles: Collection[str]) -> QuerySet[Association]:
    """The associations in which the person holds one of `roles` today."""
    held = appointments_in_force(user).filter(role__in=roles)
    return Association.objects.filter(pk__in=held.values("association_id"))


def is_active_member(user: Someone, association_id: int) -> bool:
    """Whether the person's membership of that association is active."""
    if not isinstance(user, User) or not user.is_active:
        return False
    return Membership.objects.filter(
        user_id=user.pk, association_id=association_id, status=Membership.Status.ACTIVE
    ).exists()


def membership_of(user: Someone, association_id: int) -> Membership | None:
    """The person's membership there as it stands: the open one, else the latest, else none."""
    if not isinstance(user, User):
        return None
    held = Membership.objects.filter(user_id=user.pk, association_id=association_id)
    open_ones = held.filter(status__in=[Membership.Status.PENDING, Membership.Status.ACTIVE])
    return open_ones.first() or held.first()


def associations_deciding(user: Someone) -> QuerySet[Association]:
    """The associations on whose members the person decides: officers and supervisors on theirs,
    superusers on all."""
    if _is_superuser(user):
        return Association.objects.all()
    return associations_where(user, MEMBERSHIP_ROLES)


def memberships_visible_to(user: Someone) -> QuerySet[Membership]:
    """The memberships that officers and supervisors see of their association, superusers all."""
    return Membership.objects.filter(association__in=associations_deciding(user))


def associations_appointing(user: Someone) -> QuerySet[Association]:
    """The associations whose staff the person may appoint: supervisors theirs, superusers all."""
    if _is_superuser(user):
        return Association.objects.all()
    return associations_where(user, APPOINTING_ROLES)


def appointments_visible_to(user: Someone) -> QuerySet[Appointment]:
    """The appointments, past and present, of the associations whose staff the person appoints."""
    return Appointment.objects.filter(association__in=associations_appointing(user))


def people_matching(text: str, prefix: str = "") -> Q:
    """A condition that finds people by name or mobile, however it is typed.

    `prefix` is the path to the person, as in "user__". Every word must stand in the name, or the
    whole be (a part of, at least four digits) their mobile number.
    """
    in_name = Q()
    for word in fold(text).split():
        in_name &= Q(**{f"{prefix}name_folded__contains": word})
    digits = "".join(char for char in ascii_digits(text) if char.isdigit())
    digits = digits.removeprefix("00").removeprefix("966").lstrip("0")
    if len(digits) < _LEAST_DIGITS_OF_A_MOBILE:
        return in_name
    return in_name | Q(**{f"{prefix}phone__contains": digits})


def _is_superuser(user: Someone) -> bool:
    return isinstance(user, User) and user.is_active and user.is_superuser
