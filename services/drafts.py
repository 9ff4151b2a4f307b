"""Requests being filled in: nothing a person wrote or attached is lost before it is sent."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from services import attachments
from services.answers import (
    Shown,
    Uploads,
    bound_form,
    cleaned_answers,
    draft_answers,
    shown_answers,
    snapshot,
    storable,
    taken_in,
)
from services.digests import answers_digest
from services.eligibility import may_request
from services.fields import FilesField
from services.models import RequestDraft, RequestFile, ServicePage
from services.models.request import ServiceRequest
from services.uploads import MOST_FILES, Upload, check_upload, too_many_files


def draft_of(person: User, service: ServicePage) -> RequestDraft | None:
    """The person's draft for the service, in whichever language it was begun."""
    return _drafts(person, service).select_related("service").first()


def _drafts(person: User, service: ServicePage) -> "QuerySet[RequestDraft]":
    return RequestDraft.objects.filter(
        person=person, is_own=True, service__translation_key=service.translation_key
    )


@transaction.atomic
def save_draft(
    *,
    person: User,
    service: ServicePage,
    answers: Mapping[str, Any] | None = None,
    files: Uploads | None = None,
    contact_by: str | None = None,
    about: Iterable[int] | None = None,
) -> RequestDraft:
    """Keep what the person has filled in so far, valid or not, and the files they attached.

    `answers` replace those of the draft; None leaves them, `contact_by` and whom a complaint is
    `about` as they are. Files are added to their fields. Raises PermissionDenied for who may not
    request the service, and ValidationError by field for files that can't be kept; then nothing
    is saved.
    """
    if not may_request(person, service).allowed:
        raise PermissionDenied
    draft = _drafts(person, service).select_for_update(of=("self",)).first()
    if draft is None:
        draft = RequestDraft(person=person, service=service)
    if contact_by in ServiceRequest.ContactBy.values:
        draft.contact_by = contact_by
    return fill(draft, service=service, answers=answers, files=files, about=about)


def fill(
    draft: RequestDraft,
    *,
    service: ServicePage,
    answers: Mapping[str, Any] | None = None,
    files: Uploads | None = None,
    about: Iterable[int] | None = None,
) -> RequestDraft:
    """Keep in `draft` what was filled in, as `save_draft` says."""
    before = draft_answers(draft, service)
    if answers is not None:
        before = taken_in(service, answers, before)
    draft.service = service
    draft.answers = {name: storable(value) for name, value in before.items()}
    if about is not None:
        draft.about = list(about)
    draft.save()
    if files:
        _keep_files(draft, files)
    return draft


def keepable(
    service: ServicePage, files: Uploads, draft: RequestDraft | None
) -> tuple[dict[str, list[Upload]], dict[str, ValidationError]]:
    """Part the files sent into those that can be kept and, by field, why others can't."""
    good: dict[str, list[Upload]] = {}
    bad: dict[str, ValidationError] = {}
    for name, field in service.get_form_class().base_fields.items():
        if not isinstance(field, FilesField) or name not in files:
            continue
        kept = draft.files.filter(field_name=name).count() if draft else 0
        errors: list[ValidationError] = []
        for upload in files[name]:
            try:
                check_upload(upload)
            except ValidationError as error:
                errors.append(error)
            else:
                good.setdefault(name, []).append(upload)
        if len(good.get(name, [])) + kept > MOST_FILES:
            del good[name][MOST_FILES - kept :]
            errors.append(too_many_files())
        if errors:
            bad[name] = ValidationError(errors)
    return good, bad


@dataclass(frozen=True)
class Reviewed:
    """What the person reads before they sign: the answers, and a digest of all of it."""

    answers: list[Shown]
    digest: str


def reviewed(service: ServicePage, draft: RequestDraft) -> Reviewed | None:
    """The draft's answers as they would be sent, or None while something is to be mended."""
    files = list(draft.files.all())
    form = bound_form(service, draft_answers(draft, service), {}, files)
    if not form.is_valid():
        return None
    cleaned = cleaned_answers(form)
    return Reviewed(
        answers=shown_answers(snapshot(service), cleaned, files),
        digest=answers_digest(answers=cleaned, file_digests=[file.sha256 for file in files]),
    )


def _keep_files(draft: RequestDraft, files: Uploads) -> None:
    fields = draft.service.get_form_class().base_fields
    for name, uploads in files.items():
        if not isinstance(fields.get(name), FilesField):
            raise ValidationError({name: _("This question takes no files.")})
        kept = draft.files.filter(field_name=name).count()
        attachments.check_all(uploads, field=name, kept=kept)
        for upload in uploads:
            attachments.keep(upload, by=draft.person, draft=draft, field_name=name)


@transaction.atomic
def remove_file(*, person: User, file_id: int) -> None:
    """Remove a file from the person's own draft; RequestFile.DoesNotExist where it is not."""
    file = RequestFile.objects.get(pk=file_id, draft__person=person)
    forget_files([file])


@transaction.atomic
def discard_draft(*, person: User, service: ServicePage) -> None:
    """Throw the person's draft for the service away, with its files, if there is one."""
    for draft in _drafts(person, service).select_for_update(of=("self",)):
        forget_files(draft.files.all())
        draft.delete()


def forget_files(files: Iterable[RequestFile]) -> None:
    """Delete rows of files, and what is stored once that is certain (on commit)."""
    for file in files:
        _delete_stored(file)
        file.delete()


def _delete_stored(file: RequestFile) -> None:
    storage, name = file.file.storage, str(file.file.name)

    def delete() -> None:
        storage.delete(name)

    transaction.on_commit(delete, robust=True)
