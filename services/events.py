"""Writing what happened to a request."""

from accounts.models import User
from services.models import RequestEvent, ServiceRequest


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
) -> RequestEvent:
    """Write one event of `request`, which stands in its new state already.

    The event rests on the policy version that was in force when the request was submitted, and on
    `anchor` where that version has such a clause. Called inside the transaction of the move.
    """
    version = request.policy_version
    has_clause = bool(anchor and version and anchor in version.clauses())
    return RequestEvent.objects.create(
        request=request,
        actor=by,
        move=move,
        from_state=from_state,
        to_state=request.state,
        channel=channel,
        message=message,
        internal_note=internal_note,
        clause_anchor=anchor if has_clause else "",
        policy_version=version,
    )
