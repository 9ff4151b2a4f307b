"""What is said on a case: messages between the member and the staff, and notes among colleagues.

Words take nothing away from what others do meanwhile: they need no version of the request and
leave it as it is, so nobody's work is refused because somebody else wrote.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from services.casework.moving import make_move, required
from services.models import ServiceRequest

# A button pressed twice; the same words said again later are said again.
AT_ONCE = timedelta(minutes=1)


def write(
    *,
    request: ServiceRequest,
    by: User,
    text: str,
    channel: str = ServiceRequest.Channel.WEBSITE,
) -> ServiceRequest:
    """The member writes to the association, also after the end; the message awaits a reply."""
    text = required("text", text)
    return _said("write", request, by, message=text, channel=channel, awaits_reply=True)


def reply(*, request: ServiceRequest, by: User, text: str) -> ServiceRequest:
    """An officer or supervisor writes to the member, who is told; nothing awaits a reply then."""
    text = required("text", text)
    return _said("reply", request, by, message=text, awaits_reply=False)


def note(
    *, request: ServiceRequest, by: User, text: str, needs_no_reply: bool = False
) -> ServiceRequest:
    """A colleague notes something the member never reads.

    With `needs_no_reply` the member's message (a word of thanks) awaits a reply no more.
    """
    text = required("text", text)
    settled = False if needs_no_reply else None
    return _said("note", request, by, internal_note=text, awaits_reply=settled)


def _said(
    move: str,
    request: ServiceRequest,
    by: User,
    *,
    message: str = "",
    internal_note: str = "",
    channel: str = ServiceRequest.Channel.WEBSITE,
    awaits_reply: bool | None,
) -> ServiceRequest:
    def mark(moved: ServiceRequest) -> None:
        if awaits_reply is not None:
            moved.awaits_reply = awaits_reply

    with transaction.atomic():
        locked = ServiceRequest.objects.select_for_update().get(pk=request.pk)
        last = locked.events.last()
        if (
            last is not None
            and (last.move, last.actor_id) == (move, by.pk)
            and (last.message, last.internal_note) == (message, internal_note)
            and timezone.now() - last.at < AT_ONCE
        ):
            return locked
        return make_move(
            move,
            request=locked,
            by=by,
            version=None,
            message=message,
            internal_note=internal_note,
            channel=channel,
            write=mark,
        )
