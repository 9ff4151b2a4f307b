"""The officers to whom cases can go."""

from collections.abc import Collection

from django.utils import timezone

from accounts.models import Appointment, User


def officers_in(association_ids: Collection[int]) -> list[User]:
    """Who is a relations officer of one of those associations today, by name (one query)."""
    in_force = Appointment.objects.in_force(timezone.localdate()).filter(
        association__in=association_ids, role=Appointment.Role.RELATIONS_OFFICER
    )
    return list(User.objects.filter(pk__in=in_force.values("user"), is_active=True))
