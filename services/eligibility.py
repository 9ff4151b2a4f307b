"""Who may request a service, and what keeps someone from it."""

from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser

from accounts.models import Membership, User
from accounts.queries import membership_of
from services.models import ServicePage

Status = Membership.Status


class Reason(StrEnum):
    """Why someone may or may not request a service; templates have the words."""

    MAY = "may"
    SIGN_IN = "sign_in"
    CLOSED = "closed"
    NOT_A_MEMBER = "not_a_member"
    PENDING = "pending"
    DECLINED = "declined"
    ENDED = "ended"


@dataclass(frozen=True)
class Eligibility:
    """The answer, with the membership it rests on where there is one."""

    reason: Reason
    membership: Membership | None = None

    @property
    def allowed(self) -> bool:
        return self.reason is Reason.MAY


WITHOUT_MEMBERSHIP = {
    Status.PENDING: Reason.PENDING,
    Status.DECLINED: Reason.DECLINED,
    Status.ENDED: Reason.ENDED,
}


def may_request(user: User | AnonymousUser, service: ServicePage) -> Eligibility:
    """Whether the person may request the service now: members' services need active membership."""
    if not isinstance(user, User) or not user.is_active:
        return Eligibility(Reason.SIGN_IN)
    membership = membership_of(user, service.association.pk)
    if not service.live or not service.is_accepting:
        return Eligibility(Reason.CLOSED, membership)
    if service.open_to == ServicePage.OpenTo.EVERYONE or (membership and membership.is_active):
        return Eligibility(Reason.MAY, membership)
    if membership is None:
        return Eligibility(Reason.NOT_A_MEMBER)
    return Eligibility(WITHOUT_MEMBERSHIP[Status(membership.status)], membership)
