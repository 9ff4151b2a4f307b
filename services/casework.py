"""The verbs of casework: everything that moves a request from submission to its end.

Each takes what `Acting` or `Telling` names and what it needs itself, and returns the request as it
stands afterwards. All raise PermissionDenied, StaleRequest, MoveNotAllowed and ValidationError.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import NotRequired, Required, TypedDict, Unpack

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_fsm import TransitionNotAllowed

from accounts.models import User
from services import attachments
from services.attestation import attest
from services.events import record
from services.fields import MOST_FILES, too_many_files
from services.models import RequestEvent, ServiceRequest
from services.models.machine import END_STATES
from services.notices import notify_member
from services.uploads import Upload, check_upload

# In characters; as the forms have them.
LONGEST = 2000
LONGEST_ANSWER = 4000
LONGEST_REPORT = 10_000
LONGEST_CONTACT_NOTE = 200


class Acting(TypedDict, total=False):
    """Who acts on which request.

    `version` is the request's version that person had before them; `internal_note` is for
    colleagues and never shown to the member; `channel` is the site unless told.
    """

    request: Required[ServiceRequest]
    by: Required[User]
    version: Required[int]
    internal_note: str
    channel: str


class Telling(Acting):
    """`Acting`, with words of one's own to the member."""

    message: NotRequired[str]


class StaleRequest(Exception):  # noqa: N818
    """Someone else changed the request first; `event` is the last thing that happened to it."""

    def __init__(self, event: RequestEvent | None) -> None:
        super().__init__("the request has changed meanwhile")
        self.event = event


class MoveNotAllowed(Exception):  # noqa: N818
    """The request does not stand where this move starts, or lacks what the move needs."""


def _move(
    name: str,
    *,
    request: ServiceRequest,
    by: User,
    version: int,
    message: str = "",
    internal_note: str = "",
    channel: str = ServiceRequest.Channel.WEBSITE,
    write: Callable[[ServiceRequest], object] | None = None,
) -> ServiceRequest:
    """Make the transition `name`: the only place where a request changes state.

    In one transaction on the locked row: who may, version, transition, what the verb writes
    itself (`write`), event. The member's notice follows once all of it is committed.
    """
    message = _within("message", message)
    internal_note = _within("internal_note", internal_note)
    with transaction.atomic():
        fresh = ServiceRequest.objects.select_for_update().get(pk=request.pk)
        transitions = getattr(fresh, name)._django_fsm.transitions
        if not any(transition.has_perm(fresh, by) for transition in transitions.values()):
            raise PermissionDenied
        if fresh.version != version:
            raise StaleRequest(fresh.events.select_related("actor").last())
        from_state = fresh.state
        try:
            getattr(fresh, name)()
        except TransitionNotAllowed as error:
            raise MoveNotAllowed(f"{name} from {from_state}") from error
        if write is not None:
            write(fresh)
        fresh.version += 1
        fresh.closed_at = timezone.now() if fresh.state in END_STATES else None
        fresh.save()
        event = record(
            request=fresh,
            by=by,
            move=name,
            from_state=from_state,
            anchor=transitions[from_state].custom["step"].anchor(fresh.route),
            channel=channel,
            message=message,
            internal_note=internal_note,
        )
        notify_member(event)
    return fresh


def start_verification(**acting: Unpack[Telling]) -> ServiceRequest:
    """The officer begins to check that the request is complete and valid (policy step 2)."""
    return _move("start_verification", **acting)


def ask(*, text: str, **acting: Unpack[Acting]) -> ServiceRequest:
    """The officer asks the member what is missing or unclear; `text` is told to them (step 2)."""
    text = _required("text", text)

    def write(moved: ServiceRequest) -> None:
        moved.questions.create(text=text, asked_by=acting["by"])

    return _move("ask", message=text, write=write, **acting)


def answer(
    *,
    text: str,
    files: Sequence[Upload] = (),
    signed_name: str = "",
    **acting: Unpack[Acting],
) -> ServiceRequest:
    """The member answers what they were asked (step 2); with files they sign again (step 4)."""
    text = _required("text", text, LONGEST_ANSWER)

    def write(moved: ServiceRequest) -> None:
        moved.questions.filter(answered_at=None).update(answer=text, answered_at=timezone.now())
        if files or signed_name:
            _keep_and_sign(moved, files, by=acting["by"], signed_name=signed_name)

    return _move("answer", write=write, **acting)


def attach(
    *, files: Sequence[Upload], signed_name: str, **acting: Unpack[Acting]
) -> ServiceRequest:
    """The member adds files and signs again (step 4); the request stays where it is."""
    if not files:
        raise ValidationError({"files": _("Choose a file.")})

    def write(moved: ServiceRequest) -> None:
        _keep_and_sign(moved, files, by=acting["by"], signed_name=signed_name)

    return _move("attach", write=write, **acting)


def refer(*, question: str, due_on: date, **acting: Unpack[Telling]) -> ServiceRequest:
    """The officer refers what is unclear to social research, due on a day (step 3)."""
    question = _required("question", question)
    _not_in_the_past("due_on", due_on)

    def write(moved: ServiceRequest) -> None:
        moved.referrals.create(question=question, due_on=due_on, referred_by=acting["by"])

    return _move("refer", write=write, **acting)


def report(*, report: str, finding: str, **acting: Unpack[Telling]) -> ServiceRequest:
    """The researcher reports (step 3): the officer reads the finding, not the report."""
    report = _required("report", report, LONGEST_REPORT)
    finding = _required("finding", finding)

    def write(moved: ServiceRequest) -> None:
        moved.referrals.filter(reported_at=None).update(
            report=report, finding=finding, reported_by=acting["by"], reported_at=timezone.now()
        )

    return _move("report", write=write, **acting)


def present(**acting: Unpack[Telling]) -> ServiceRequest:
    """The officer lays the request before the committee (step 5).

    MoveNotAllowed unless the newest attestation covers the answers and files as they stand.
    """
    return _move("present", **acting)


def accept(**acting: Unpack[Telling]) -> ServiceRequest:
    """A committee member records that the committee accepts (step 5)."""
    return _move("accept", **acting)


def reject(*, reason: str, **acting: Unpack[Acting]) -> ServiceRequest:
    """A committee member records that the committee rejects, with the reason told (step 5)."""
    return _move("reject", message=_required("reason", reason), **acting)


def register(**acting: Unpack[Telling]) -> ServiceRequest:
    """The officer completes the registration of what was accepted (step 6)."""
    return _move("register", **acting)


def schedule(*, expected_on: date, contact_note: str, **acting: Unpack[Telling]) -> ServiceRequest:
    """The officer states the expected day and records how to reach the person (direct, 2 and 3)."""
    contact_note = _required("contact_note", contact_note, LONGEST_CONTACT_NOTE)
    _not_in_the_past("expected_on", expected_on)

    def write(moved: ServiceRequest) -> None:
        moved.expected_on, moved.contact_note = expected_on, contact_note

    return _move("schedule", write=write, **acting)


def start_delivery(**acting: Unpack[Telling]) -> ServiceRequest:
    """The officer begins to deliver the service (step 7; direct, step 4)."""
    return _move("start_delivery", **acting)


def deliver(**acting: Unpack[Telling]) -> ServiceRequest:
    """The officer records that the service was delivered (step 7; direct, step 4)."""
    return _move("deliver", **acting)


def withdraw(**acting: Unpack[Telling]) -> ServiceRequest:
    """The person withdraws their request, until it is decided or its delivery begins."""
    return _move("withdraw", **acting)


def _keep_and_sign(
    request: ServiceRequest, files: Sequence[Upload], *, by: User, signed_name: str
) -> None:
    # What can be refused is refused first: stored files do not roll back.
    _required("signed_name", signed_name)
    if len(files) > MOST_FILES:
        raise ValidationError({"files": too_many_files()})
    for upload in files:
        check_upload(upload)
    for upload in files:
        attachments.keep(upload, request=request, by=by)
    attest(request=request, by=by, signed_name=signed_name)


def _required(name: str, text: str, limit: int = LONGEST) -> str:
    if not text.strip():
        raise ValidationError({name: _("This field is required.")})
    return _within(name, text, limit)


def _within(name: str, text: str, limit: int = LONGEST) -> str:
    text = text.strip()
    if len(text) > limit:
        message = _("This text is too long: the limit is %(limit)s characters.")
        raise ValidationError({name: message % {"limit": limit}})
    return text


def _not_in_the_past(name: str, day: date) -> None:
    if day < timezone.localdate():
        raise ValidationError({name: _("Choose today or a later day.")})
