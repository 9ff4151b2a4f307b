"""Whose the work on a case is (الإسناد), once somebody may do it no more."""

from services.facts import rewritten
from services.models import Referral, ServiceRequest


def take_from(request: ServiceRequest, person_id: int) -> list[Referral]:
    """Take from that person the work on the case that was theirs: it is nobody's by name then.

    Called within a move; saves nothing of the request itself. The referrals that it changed.
    """
    theirs = request.referrals.awaited().filter(assigned_to=person_id)
    taken: list[Referral] = rewritten(theirs, assigned_to=None)
    if request.assigned_to_id == person_id:
        request.assigned_to = None
    return taken
