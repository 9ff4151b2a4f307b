"""What the person does on their own request: answer, add files, sign, take it back."""

from collections.abc import Sequence
from typing import Unpack

from django.core.exceptions import ValidationError
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
)
from services.fields import MOST_FILES, too_many_files
from services.models import ServiceRequest
from services.uploads import Upload, check_upload


def answer(
    *,
    text: str,
    files: Sequence[Upload] = (),
    signed_name: str = "",
    **acting: Unpack[Acting],
) -> ServiceRequest:
    """The member answers what they were asked (step 2); with files they sign again (step 4)."""
    text = required("text", text, LONGEST_ANSWER)

    def write(moved: ServiceRequest) -> None:
        moved.questions.filter(answered_at=None).update(answer=text, answered_at=timezone.now())
        if files or signed_name:
            keep_and_sign(moved, files, by=actor(acting), signed_name=signed_name)

    return make_move("answer", write=write, **acting)


def attach(
    *, files: Sequence[Upload], signed_name: str, **acting: Unpack[Acting]
) -> ServiceRequest:
    """The member adds files and signs again (step 4); the request stays where it is."""
    if not files:
        raise ValidationError({"files": _("Choose a file.")})

    def write(moved: ServiceRequest) -> None:
        keep_and_sign(moved, files, by=actor(acting), signed_name=signed_name)

    return make_move("attach", write=write, **acting)


def withdraw(**acting: Unpack[Telling]) -> ServiceRequest:
    """The person withdraws their request, until it is decided or its delivery begins."""
    return make_move("withdraw", **acting)


def keep_and_sign(
    request: ServiceRequest, files: Sequence[Upload], *, by: User, signed_name: str
) -> None:
    """Keep the files of a request and sign it as it then stands."""
    # What can be refused is refused first: stored files do not roll back.
    required("signed_name", signed_name)
    if len(files) > MOST_FILES:
        raise ValidationError({"files": too_many_files()})
    for upload in files:
        check_upload(upload)
    for upload in files:
        attachments.keep(upload, request=request, by=by)
    attest(request=request, by=by, signed_name=signed_name)
