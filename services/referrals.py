"""Reads of referrals to social research that are still open."""

from django.db.models import Q, QuerySet

from accounts.models import Appointment, User
from accounts.queries import associations_where
from services.models import Referral, State
from services.queries import casework_of

Role = Appointment.Role


def open_referrals_of(user: User) -> QuerySet[Referral]:
    """The referrals that wait for a report, the first due first: a researcher's own and those to
    any researcher, and for officers and supervisors all of their association."""
    as_researcher = associations_where(user, [Role.SOCIAL_RESEARCHER])
    as_office = associations_where(user, [Role.RELATIONS_OFFICER, Role.SUPERVISOR])
    for_me = Q(assigned_to=None) | Q(assigned_to=user)
    return (
        Referral.objects.filter(
            Q(request__association__in=as_office)
            | (Q(request__association__in=as_researcher) & for_me),
            reported_at=None,
            recalled_at=None,
            request__state=State.SOCIAL_RESEARCH,
            request__in=casework_of(user),
        )
        .select_related("request__association", "request__service", "assigned_to")
        .order_by("due_on", "pk")
    )
