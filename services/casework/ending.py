"""Closing a request with a reason (إغلاق الطلب بسبب), which decides nothing on what it asks for."""

from typing import Unpack

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from services.casework.moving import Acting, make_move, required
from services.casework.research import recall_referrals
from services.models import ClosingReason, Referral, ServiceRequest


def close_with_reason(*, reason: str, message: str, **acting: Unpack[Acting]) -> ServiceRequest:
    """The officer ends a request that can't go on: a duplicate, not a matter of the association.

    It is no decision: what asks for aid only the committee rejects, and the person may ask again.
    What is before the committee is sent back first. `reason` is a ClosingReason; the person reads
    it in plain words, and the `message` with it. What waits for a report is taken back from social
    research, a question stays unanswered; deliveries stay as they were recorded.

    ValidationError by argument: no such reason, no message.
    """
    if reason not in ClosingReason.values:
        raise ValidationError({"reason": _("Choose one of the list.")})
    message = required("message", message)

    def write(moved: ServiceRequest) -> list[Referral]:
        moved.closing_reason = reason
        return recall_referrals(moved)

    # The request's own column is not chained; the note of the event is.
    chosen = _("Reason: %(reason)s") % {"reason": ClosingReason(reason).label}
    return make_move("close_with_reason", message=message, remark=chosen, write=write, **acting)
