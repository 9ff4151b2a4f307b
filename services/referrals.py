"""Reads of referrals to social research that are still open."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Appointment, User
from accounts.queries import associations_where
from services.models import Referral, State
from services.queries import casework_of

Role = Appointment.Role
RESEARCH = (Role.SOCIAL_RESEARCHER,)
OFFICE = (Role.RELATIONS_OFFICER, Role.SUPERVISOR)


def open_referrals_of(user: User) -> QuerySet[Referral]:
    """The referrals that wait for a report, the first due first: a researcher's own and those to
    any researcher, and for officers and supervisors all of their association."""
    studied = casework_of(user).filter(pk=OuterRef("request_id"), state=State.SOCIAL_RESEARCH)
    of_office = Exists(studied.filter(association__in=associations_where(user, OFFICE)))
    of_research = Exists(studied.filter(association__in=associations_where(user, RESEARCH)))
    for_me = Q(assigned_to=None) | Q(assigned_to=user)
    return (
        Referral.objects.awaited()
        .filter(Q(of_office) | (for_me & of_research))
        .select_related("assigned_to")
        .prefetch_related("request__association", "request__service")
        .order_by("due_on", "pk")
    )
