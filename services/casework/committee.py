"""What moves a request to the committee and away from it (step 5 of the policy).

Sittings, votes and decisions are made in `services.committee`.
"""

from typing import Unpack

from django.utils.translation import gettext as _

from services.casework.moving import (
    Acting,
    MoveNotAllowed,
    Telling,
    make_move,
    required,
    told_by_hand,
    unsigned,
)
from services.models import ServiceRequest, State


def present(**acting: Unpack[Telling]) -> ServiceRequest:
    """The officer lays the request before the committee (step 5).

    MoveNotAllowed unless the newest attestation covers the answers and files as they stand, and
    every item of the checklist was found good; its `reasons` name what is missing.
    """
    try:
        return make_move("present", **acting)
    except MoveNotAllowed as error:
        error.reasons = missing_before_committee(acting["request"])
        raise


def missing_before_committee(request: ServiceRequest) -> list[str]:
    """What a request that is being checked lacks before the committee, a sentence each."""
    if request.state != State.VERIFYING:
        return []
    return [
        *([] if request.is_attested else [unsigned()]),
        *(
            _("Not checked, or not in order: %(item)s.") % {"item": item["label"]}
            for item in request.unchecked_items()
        ),
    ]


def appeal(*, reason: str, **acting: Unpack[Acting]) -> ServiceRequest:
    """The person appeals against a rejection, once and within the association's window (step 5).

    The first decision stays as it was; others hear the appeal.
    """
    return make_move("appeal", message=required("reason", reason), **acting)


def record_appeal(*, reason: str, **acting: Unpack[Acting]) -> ServiceRequest:
    """The officer writes down an appeal that the person made elsewhere than on the site (step 5).

    Once and within the same window as `appeal`. `reason` is what they said, `channel` where: one
    of BY_HAND.
    """
    reason = required("reason", reason)
    told_by_hand(acting)
    return make_move("record_appeal", message=reason, **acting)
