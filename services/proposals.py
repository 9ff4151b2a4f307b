"""Reads of the register of proposals (سجل المقترحات)."""

from django.db.models import F, QuerySet

from accounts.models import Appointment
from accounts.queries import Someone, associations_where
from services.models import ProposalEntry
from services.queries import of_cases_open_to

REGISTER_ROLES = (Appointment.Role.RELATIONS_OFFICER, Appointment.Role.SUPERVISOR)


def keeps_register(user: Someone) -> bool:
    """Whether the register of some association opens to the person."""
    return associations_where(user, REGISTER_ROLES).exists()


def proposals_seen_by(user: Someone) -> QuerySet[ProposalEntry]:
    """The lines of the register that officers and supervisors see, never those of their own."""
    return ProposalEntry.objects.filter(
        of_cases_open_to(user),
        request__association__in=associations_where(user, REGISTER_ROLES),
    ).annotate(received=F("request__submitted_at"))
