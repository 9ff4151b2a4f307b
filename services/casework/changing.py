"""Changing answers after submission, and signing them again: step 4 of the policy.

What was signed before stays with its attestation. A request whose answers or files changed is
attested again only by a new signature.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from services import attachments
from services.answers import Uploads
from services.attestation import attest
from services.casework.moving import LONGEST_NAME, Acting, Telling, actor, make_move, required
from services.models import Attestation, RequestFile, ServiceRequest
from services.request_answers import FormAsItWas
from services.uploads import Upload

Method = Attestation.Method


def amend(
    *,
    answers: Mapping[str, Any],
    signed_name: str,
    files: Uploads | None = None,
    **acting: Unpack[Acting],
) -> ServiceRequest:
    """The member changes their answers, as typed, and signs again (step 4).

    ValidationError by field, and where nothing was changed.
    """
    signed_name = required("signed_name", signed_name, LONGEST_NAME)

    def write(moved: ServiceRequest) -> list[RequestFile]:
        added = change(moved, answers, files or {}, by=actor(acting))
        attest(request=moved, by=actor(acting), signed_name=signed_name)
        return added

    return make_move("amend", write=write, **acting)


def correct(
    *,
    answers: Mapping[str, Any],
    files: Uploads | None = None,
    **acting: Unpack[Telling],
) -> ServiceRequest:
    """The officer changes answers, or adds files, on the member's word (step 2).

    `message` is required: it says to the member what was corrected. Nobody has signed it then: the
    member does, or the officer records their signature.
    """
    required("message", acting.get("message", ""))

    def write(moved: ServiceRequest) -> list[RequestFile]:
        return change(moved, answers, files or {}, by=actor(acting))

    return make_move("correct", write=write, **acting)


def sign(*, signed_name: str, **acting: Unpack[Acting]) -> ServiceRequest:
    """The member signs the answers and files as they stand (step 4)."""
    signed_name = required("signed_name", signed_name, LONGEST_NAME)

    def write(moved: ServiceRequest) -> None:
        attest(request=moved, by=actor(acting), signed_name=signed_name)

    return make_move("sign", write=write, **acting)


def record_signature(
    *,
    method: str,
    signed_name: str,
    scans: Sequence[Upload] = (),
    **acting: Unpack[Acting],
) -> ServiceRequest:
    """The officer records that the member signed on paper, or said so before a witness (step 4).

    With a scan, or a note that says where the paper is or who the witness was. Scans are kept with
    the request's files.
    """
    signed_name = required("signed_name", signed_name, LONGEST_NAME)
    if method not in (Method.PAPER, Method.SPOKEN):
        raise ValidationError({"method": _("Say how it was signed.")})
    if not scans and not acting.get("internal_note", "").strip():
        message = _("Attach a scan, or write where the paper is or who was the witness.")
        raise ValidationError({"internal_note": message})
    attachments.check_all(scans, field="scans")

    def write(moved: ServiceRequest) -> list[RequestFile]:
        kept = attachments.keep_all(scans, request=moved, by=actor(acting))
        attest(request=moved, by=actor(acting), signed_name=signed_name, method=method)
        return kept

    return make_move("record_signature", write=write, **acting)


def change(
    moved: ServiceRequest, answers: Mapping[str, Any], files: Uploads, *, by: User
) -> list[RequestFile]:
    """Put `answers` in the place of the request's own and add `files` to their fields; these.

    ValidationError by field for what the form refuses, and where nothing would change.
    """
    form, cleaned = FormAsItWas(moved).cleaned(answers, files)
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    added = [(name, upload) for name, uploads in files.items() for upload in uploads]
    if cleaned == moved.answers and not added:
        raise ValidationError(_("Nothing was changed."))
    moved.answers = cleaned
    return [attachments.keep(one, request=moved, by=by, field_name=name) for name, one in added]
