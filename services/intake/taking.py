"""Taking a request in on behalf (استقبال بالنيابة): by telephone, visit, letter, WhatsApp, meeting.

An officer may not learn who has an account. A request for somebody without a membership in the
association is therefore always taken in the same way: under the address as typed, with a code.
Whoever has proved that address to be theirs is offered the request when they next sign in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from accounts.fields import mobile_error
from accounts.models import Membership, User
from home.wording import people_word
from saudi.identity import InvalidNumber, read_mobile
from services import attachments
from services.answers import Uploads
from services.attestation import attest
from services.casework.moving import BY_HAND
from services.complaints import name_at_submission
from services.events import record
from services.intake.codes import give_code
from services.intake.people import takes_in_for
from services.models import Attestation, Intake, RequestDraft, ServicePage, ServiceRequest
from services.notices import notify_member
from services.submission import (
    clean,
    create,
    kept_key,
    locked,
    move_files,
    ways_to_reach,
    written_on_submission,
)
from services.uploads import Upload

# Under which a draft keeps the scan of a signature.
PAPER = "signature-on-paper"
LONGEST_NOTE = 1000


@dataclass(frozen=True)
class Unregistered:
    """Who asks and has no membership here, as the officer wrote them down."""

    full_name: str
    phone: str = ""
    email: str = ""
    language: str = User.Language.ARABIC


@dataclass(frozen=True)
class OnPaper:
    """A signature on paper: the name it bears, with a scan, or a note of where the paper is."""

    signed_name: str
    note: str = ""
    scans: Sequence[Upload] = ()


@dataclass(frozen=True)
class TakenIn:
    """The request, and the code to claim it, which is known only now; "" for a member's."""

    request: ServiceRequest
    code: str = ""


def take_in(
    *,
    by: User,
    service: ServicePage,
    channel: str,
    asker: Membership | Unregistered,
    answers: Mapping[str, Any] | None = None,
    files: Uploads | None = None,
    about: Iterable[int] | None = None,
    note: str = "",
    signature: OnPaper | None = None,
    draft: RequestDraft | None = None,
    tells: bool = True,
) -> TakenIn:
    """Take a request in for a member, or for somebody who has no membership in the association.

    Answers and files are those of `draft` where None; the draft ends. Without a `signature` on
    paper the request waits to be signed by who asked. They are told, unless `tells` is false (a
    demo's made-up past).

    Raises PermissionDenied for who takes nothing in for the association, and ValidationError by
    field, those of `asker` and `signature` among them.
    """
    association = service.association
    if not takes_in_for(by).filter(pk=association.pk).exists():
        raise PermissionDenied
    if channel not in BY_HAND:
        raise ValidationError({"channel": _("Say how the request came.")})
    if not service.live or not service.is_accepting:
        raise ValidationError(_("This service takes no new requests now."))
    asker = readable(asker, service, by)
    note = note.strip()[:LONGEST_NOTE]
    with transaction.atomic():
        if draft is not None:
            if sent := sent_already(draft.pk, by=by):
                return TakenIn(sent)
            draft = locked(draft)
        _refuse_unsigned(signature, draft)
        member = asker if isinstance(asker, Membership) else None
        request = create(
            person=member.user if member else None,
            service=service,
            membership=member,
            channel=channel,
            is_taken_in=True,
            answers=clean(service, answers, files or {}, draft),
            contact_by=_contact_by(asker),
            submission_key=_key_of(draft.pk) if draft else "",
        )
        written, code = _write_down(request, asker, by=by, note=note)
        named = name_at_submission(request, about, draft=draft, by=by)
        move_files(draft, files or {}, request, by, beside=PAPER)
        if signature is not None:
            _sign_on_paper(request, signature, by=by)
        event = record(
            request=request,
            by=by,
            move="submit",
            from_state="",
            anchor="step-1",
            channel=channel,
            internal_note=_internal(note, signature),
            wrote=[written, *named, *written_on_submission(request)],
        )
        if tells:
            notify_member(event)
    return TakenIn(request, code)


def sent_already(draft_id: int, *, by: User) -> ServiceRequest | None:
    """The request that the person made of that draft, if they did."""
    sent = ServiceRequest.objects.filter(submission_key=_key_of(draft_id), intake__taken_by=by)
    return sent.first()


def _key_of(draft_id: int) -> str:
    return kept_key(f"intake:{draft_id}")


def readable(
    asker: Membership | Unregistered, service: ServicePage, by: User
) -> Membership | Unregistered:
    """Who asks, checked, with addresses in the form they are kept in."""
    if isinstance(asker, Membership):
        here = asker.association_id == service.association.pk
        if not here or not asker.is_active or not asker.user.is_active:
            raise ValidationError({"member": people_word("choose_active", service.association)})
        if asker.user_id == by.pk:
            raise ValidationError({"member": _("Send a request of your own on the site.")})
        return asker
    if service.open_to != ServicePage.OpenTo.EVERYONE:
        raise ValidationError({"member": people_word("choose_one", service.association)})
    full_name = " ".join(asker.full_name.split())
    if not full_name:
        raise ValidationError({"full_name": _("Write the full name.")})
    phone, email = asker.phone.strip(), asker.email.strip().lower()
    if not phone and not email:
        raise ValidationError({"phone": _("Give a mobile number or an e-mail address.")})
    if phone:
        try:
            phone = read_mobile(phone)
        except InvalidNumber as error:
            raise ValidationError({"phone": mobile_error(error.code)}) from error
    if email:
        try:
            validate_email(email)
        except ValidationError as error:
            raise ValidationError({"email": error}) from error
    if asker.language not in User.Language.values:
        raise ValidationError({"language": _("Choose a language.")})
    return Unregistered(full_name[:200], phone, email, asker.language)


def _contact_by(asker: Membership | Unregistered) -> str:
    if isinstance(asker, Membership):
        return ways_to_reach(asker.user)[0]
    way = ServiceRequest.ContactBy.EMAIL if asker.email else ServiceRequest.ContactBy.MOBILE
    return way.value


def _write_down(
    request: ServiceRequest, asker: Membership | Unregistered, *, by: User, note: str
) -> tuple[Intake, str]:
    """Who took the request in for whom; with the code, where nobody owns the request yet."""
    written = Intake(request=request, taken_by=by, note=note)
    code = ""
    if isinstance(asker, Membership):
        written.full_name, written.language = asker.user.full_name, asker.user.language
    else:
        written.full_name, written.language = asker.full_name, asker.language
        written.phone, written.email = asker.phone or None, asker.email or None
        code = give_code(written)
    written.save()
    return written, code


def _refuse_unsigned(signature: OnPaper | None, draft: RequestDraft | None) -> None:
    """What a signature lacks is said before anything is stored: files do not roll back."""
    if signature is None:
        return
    if not signature.signed_name.strip():
        raise ValidationError({"signed_name": _("Write the name that stands under the paper.")})
    kept = draft.files.filter(field_name=PAPER).count() if draft else 0
    if not signature.note.strip() and not signature.scans and not kept:
        raise ValidationError(
            {"signature_note": _("Attach a scan, or write where the paper is kept.")}
        )
    attachments.check_all(signature.scans, field="scans", kept=kept)


def _sign_on_paper(request: ServiceRequest, signature: OnPaper, *, by: User) -> None:
    for upload in signature.scans:
        attachments.keep(upload, by=by, request=request)
    with translation.override(request.service.locale.language_code):
        attest(
            request=request,
            by=by,
            signed_name=signature.signed_name,
            method=Attestation.Method.PAPER,
        )


def _internal(note: str, signature: OnPaper | None) -> str:
    notes = [note]
    if signature and signature.note.strip():
        notes.append(_("Signed on paper: %(note)s") % {"note": signature.note.strip()})
    return "\n".join(filter(None, notes))
