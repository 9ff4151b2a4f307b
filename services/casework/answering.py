"""What the person does on their own request: answer, add files, sign, take it back.

What they answer by telephone or the like, an officer writes down for them.
"""

from collections.abc import Sequence
from typing import Unpack

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from services import attachments
from services.attestation import attest
from services.casework.moving import (
    LONGEST_ANSWER,
    Acting,
    Telling,
    actor,
    make_move,
    required,
    told_by_hand,
)
from services.facts import rewritten
from services.models import Question, RequestFile, ServiceRequest
from services.uploads import Upload


def answer(
    *,
    text: str,
    files: Sequence[Upload] = (),
    signed_name: str = "",
    **acting: Unpack[Acting],
) -> ServiceRequest:
    """The member answers what they were asked (step 2); with files they sign again (step 4)."""
    text = required("text", text, LONGEST_ANSWER)

    def write(moved: ServiceRequest) -> list[Model]:
        wrote: list[Model] = [*answer_question(moved, text)]
        if files or signed_name:
            wrote += keep_and_sign(moved, files, by=actor(acting), signed_name=signed_name)
        return wrote

    return make_move("answer", write=write, **acting)


def record_answer(
    *, text: str, files: Sequence[Upload] = (), **acting: Unpack[Acting]
) -> ServiceRequest:
    """The officer writes down what the member answered elsewhere than on the site (step 2).

    `channel` says where: one of BY_HAND. With files nobody has signed the request as it then
    stands: the member does, or the officer records their signature (step 4).
    """
    text = required("text", text, LONGEST_ANSWER)
    told_by_hand(acting)
    attachments.check_all(files, field="files")

    def write(moved: ServiceRequest) -> list[Model]:
        return [
            *answer_question(moved, text),
            *attachments.keep_all(files, request=moved, by=actor(acting)),
        ]

    return make_move("record_answer", message=text, longest=LONGEST_ANSWER, write=write, **acting)


def attach(
    *, files: Sequence[Upload], signed_name: str, **acting: Unpack[Acting]
) -> ServiceRequest:
    """The member adds files and signs again (step 4); the request stays where it is."""
    if not files:
        raise ValidationError({"files": _("Choose a file.")})

    def write(moved: ServiceRequest) -> list[RequestFile]:
        return keep_and_sign(moved, files, by=actor(acting), signed_name=signed_name)

    return make_move("attach", write=write, **acting)


def withdraw(**acting: Unpack[Telling]) -> ServiceRequest:
    """The person withdraws their request, until it is decided or its delivery begins."""
    return make_move("withdraw", **acting)


def record_withdrawal(*, text: str, **acting: Unpack[Acting]) -> ServiceRequest:
    """The officer writes down that the person withdrew elsewhere than on the site.

    `text` is what they said, `channel` where: one of BY_HAND.
    """
    text = required("text", text)
    told_by_hand(acting)
    return make_move("record_withdrawal", message=text, **acting)


def answer_question(request: ServiceRequest, text: str) -> list[Question]:
    """Keep the answer to what the request waits for; the questions that it answers."""
    asked = request.questions.filter(answered_at=None)
    return rewritten(asked, answer=text, answered_at=timezone.now())


def keep_and_sign(
    request: ServiceRequest, files: Sequence[Upload], *, by: User, signed_name: str
) -> list[RequestFile]:
    """Keep the files of a request and sign it as it then stands; the files as kept."""
    required("signed_name", signed_name)
    attachments.check_all(files, field="files")
    kept = attachments.keep_all(files, request=request, by=by)
    attest(request=request, by=by, signed_name=signed_name)
    return kept
