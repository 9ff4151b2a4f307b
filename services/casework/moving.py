"""How any move of a request is made: one way for all verbs, web pages, programs and tasks."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any, NotRequired, Required, TypedDict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from accounts.models import User
from services.clock import pause_or_resume
from services.events import record
from services.models import RequestEvent, ServiceRequest
from services.models.states import END_STATES
from services.notices import notify_member

# In characters; as the forms have them.
LONGEST = 2000
LONGEST_ANSWER = 4000
LONGEST_REPORT = 10_000
LONGEST_CONTACT_NOTE = 200
LONGEST_NAME = 200
# How people tell the association what an officer then writes down for them.
BY_HAND = (
    ServiceRequest.Channel.PHONE,
    ServiceRequest.Channel.VISIT,
    ServiceRequest.Channel.LETTER,
    ServiceRequest.Channel.WHATSAPP,
    ServiceRequest.Channel.MEETING,
)
# Words of the applicant, though it is staff who write them down.
WORDS_OF_APPLICANT = {"record_answer", "record_withdrawal", "record_appeal"}
# What is only said changes nothing that somebody else has before them.
KEEPS_VERSION = frozenset({"write", "reply", "note"})
# What a verb writes itself; it gives back the rows that are facts of its move.
Write = Callable[[ServiceRequest], Iterable[Model] | None]


class Acting(TypedDict, total=False):
    """Who acts on which request.

    `by` is None where the site acts on a day that has come. `version` is the request's version
    that person had before them; None for what takes nothing away from what others do meanwhile.
    `internal_note` is for colleagues and never shown to the member; `channel` is the site unless
    told.
    """

    request: Required[ServiceRequest]
    by: Required[User | None]
    version: Required[int | None]
    internal_note: str
    channel: str


class Telling(Acting):
    """`Acting`, with words of one's own to the member."""

    message: NotRequired[str]


class StaleRequest(Exception):  # noqa: N818
    """Someone else changed the request first; `event` is the last move that gave it a version."""

    def __init__(self, event: RequestEvent | None) -> None:
        super().__init__("the request has changed meanwhile")
        self.event = event


class MoveNotAllowed(Exception):  # noqa: N818
    """The request does not stand where this move starts, or lacks what the move needs.

    `reasons` say what it lacks, in the active language, where there is more to say.
    """

    reasons: Sequence[str] = ()


def make_move(
    name: str,
    *,
    request: ServiceRequest,
    by: User | None,
    version: int | None,
    message: str = "",
    internal_note: str = "",
    channel: str = ServiceRequest.Channel.WEBSITE,
    write: Write | None = None,
    longest: int = LONGEST,
    preface: str = "",
    remark: str = "",
) -> ServiceRequest:
    """Make the transition `name`: the only place where a request changes state.

    In one transaction on the locked row: who may, version, transition, what the verb writes
    itself (`write`), event with digests of that (`services.facts`), notices; these are sent once
    all of it is committed.

    `longest` is the limit of the message. What the verb puts before it (`preface`) or before the
    note (`remark`) is no part of what people may write there.

    Raises PermissionDenied, StaleRequest, MoveNotAllowed, and ValidationError by argument.
    """
    message = _joined("\n\n", preface, within("message", message, longest))
    internal_note = _joined("\n", remark, within("internal_note", internal_note))
    with transaction.atomic():
        fresh = ServiceRequest.objects.select_for_update(no_key=True).get(pk=request.pk)
        moves = getattr(fresh, name)._django_fsm
        if not _may(moves, fresh, by):
            raise PermissionDenied
        if version is not None and fresh.version != version:
            raise StaleRequest(last_change(fresh))
        from_state = fresh.state
        try:
            getattr(fresh, name)()
        except TransitionNotAllowed as error:
            raise MoveNotAllowed(f"{name} from {from_state}") from error
        is_of_staff = by is not None and by.pk != fresh.person_id and name not in WORDS_OF_APPLICANT
        if message and is_of_staff:
            fresh.awaits_reply = False  # a move told in words of staff's own is a reply as well
        wrote = write(fresh) if write is not None else None
        pause_or_resume(fresh, from_state=from_state)
        fresh.version += name not in KEEPS_VERSION
        ended_at = fresh.closed_at or timezone.now()
        fresh.closed_at = ended_at if fresh.state in END_STATES else None
        fresh.save()
        event = record(
            request=fresh,
            by=by,
            move=name,
            from_state=from_state,
            anchor=moves.get_transition(from_state).custom["step"].anchor(fresh.route),
            channel=channel,
            message=message,
            internal_note=internal_note,
            wrote=wrote or (),
        )
        notify_member(event)
    return fresh


def last_change(request: ServiceRequest) -> RequestEvent | None:
    """The event of the move by which the request came to its version, with who made it."""
    changes = request.events.exclude(move__in=KEEPS_VERSION)
    return changes.select_related("actor").last()


def _may(moves: Any, request: ServiceRequest, by: User | None) -> bool:
    """Whether the person has the permission of the move; None is the site itself."""
    if by is None:
        return any(one.custom["also_the_site"] for one in moves.transitions.values())
    return any(one.has_perm(request, by) for one in moves.transitions.values())


def _joined(between: str, *texts: str) -> str:
    return between.join(filter(None, texts))


def required(name: str, text: str, limit: int = LONGEST) -> str:
    if not text.strip():
        raise ValidationError({name: _("This field is required.")})
    return within(name, text, limit)


def within(name: str, text: str, limit: int = LONGEST) -> str:
    text = text.strip()
    if len(text) > limit:
        message = _("This text is too long: the limit is %(limit)s characters.")
        raise ValidationError({name: message % {"limit": limit}})
    return text


def told_by_hand(acting: Acting) -> None:
    """Raise a ValidationError ("channel") unless it says by which way of BY_HAND people told it."""
    if acting.get("channel") not in BY_HAND:
        raise ValidationError({"channel": _("Say how the applicant told you.")})


def not_in_the_past(name: str, day: date) -> None:
    if day < timezone.localdate():
        raise ValidationError({name: _("Choose today or a later day.")})


def unsigned() -> str:
    """Why what has to be attested first is not possible yet (policy step 4)."""
    return _("The signature does not cover the answers and files as they stand.")


def actor(acting: Acting) -> User:
    """The person who acts, for verbs that write down who did."""
    by = acting["by"]
    if by is None:
        raise PermissionDenied
    return by
