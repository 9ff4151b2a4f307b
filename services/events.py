"""Writing what happened to a request, each event chained to the one before."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from django.utils import timezone

from accounts.models import User
from services.audit import chained
from services.digests import attestation_digest
from services.facts import facts_of
from services.models import RequestEvent, ServiceRequest, State

# What is kept of a request from the moment it reaches a state.
REACHED: dict[str, str] = {
    State.WITH_COMMITTEE: "is_presented",
    State.APPEALED: "is_appealed",
    State.SOCIAL_RESEARCH: "is_referred",
}


def record(
    *,
    request: ServiceRequest,
    by: User | None,
    move: str,
    from_state: str,
    anchor: str = "",
    channel: str = ServiceRequest.Channel.WEBSITE,
    message: str = "",
    internal_note: str = "",
    wrote: Iterable[Model] = (),
) -> RequestEvent:
    """Write one event of `request`, which stands in its new state already.

    The event rests on the policy version that was in force when the request was submitted, and on
    `anchor` where that version has such a clause. `wrote` are the rows that the
    move wrote beside it, of which it keeps digests (`services.facts`). Called inside the
    transaction of the move, with the request's row locked, so that no two events take the same
    place in its chain.
    """
    version = request.policy_version
    has_clause = bool(anchor and version and anchor in version.clauses())
    before = request.events.last()
    newest = request.attestations.order_by("signed_at", "pk").last()
    event = RequestEvent(
        request=request,
        sequence=before.sequence + 1 if before else 1,
        at=timezone.now(),
        actor=by,
        move=move,
        from_state=from_state,
        to_state=request.state,
        channel=channel,
        message=message,
        internal_note=internal_note,
        clause_anchor=anchor if has_clause else "",
        policy_version=version,
        attested=newest.digest if newest else "",
        attested_whole=attestation_digest(vars(newest)) if newest else "",
        facts=facts_of(move, wrote),
    )
    event.digest = chained(event, before.digest if before else "")
    event.save()
    kept: dict[str, Any] = {"event_count": event.sequence}
    if reached := REACHED.get(request.state):
        kept[reached] = True
    for name, value in kept.items():
        setattr(request, name, value)
    ServiceRequest.objects.filter(pk=request.pk).update(**kept)
    return event
