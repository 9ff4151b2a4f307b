"""A request being taken in: kept at every step, so that a call that breaks off loses nothing."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import Membership, User
from accounts.queries import Someone
from services import attachments
from services.answers import Uploads
from services.drafts import fill, forget_files
from services.intake.people import services_of, takes_in_for
from services.intake.taking import PAPER, OnPaper, TakenIn, Unregistered, take_in
from services.models import IntakeDraft, RequestDraft, ServicePage
from services.uploads import Upload


def drafts_of(user: Someone) -> "QuerySet[RequestDraft]":
    """What the person has begun to take in, the newest first."""
    drafts = RequestDraft.objects.filter(person_id=user.pk or 0, is_own=False)
    return drafts.select_related("intake__member__user", "service__locale")


def open_draft(user: Someone, pk: int) -> RequestDraft:
    """One of them; RequestDraft.DoesNotExist also where their appointment has ended."""
    draft = drafts_of(user).get(pk=pk)
    if not takes_in_for(user).filter(pk=draft.service.association.pk).exists():
        raise RequestDraft.DoesNotExist
    return draft


@transaction.atomic
def begin(*, by: User, service: ServicePage) -> RequestDraft:
    """Begin to take in a request for the service; PermissionDenied where one may not."""
    association = service.association
    if not takes_in_for(by).filter(pk=association.pk).exists():
        raise PermissionDenied
    if service.pk not in {one.pk for one in services_of(association)}:
        raise PermissionDenied
    draft = RequestDraft.objects.create(person=by, service=service, is_own=False)
    IntakeDraft.objects.create(draft=draft)
    return draft


def save_person(draft: RequestDraft, *, member: Membership | None, **written: str) -> IntakeDraft:
    """Keep who asks and how it came, as typed, valid or not."""
    intake: IntakeDraft = draft.intake
    intake.member = member
    for field, text in written.items():
        limit = IntakeDraft._meta.get_field(field).max_length  # type: ignore[union-attr]
        setattr(intake, field, text.strip()[:limit])
    intake.save()
    return intake


@transaction.atomic
def save_answers(
    draft: RequestDraft,
    *,
    answers: Mapping[str, Any],
    files: Uploads,
    about: Iterable[int] | None = None,
) -> RequestDraft:
    """Keep the answers as typed, and files that can be kept."""
    return fill(draft, service=draft.service, answers=answers, files=files, about=about)


@transaction.atomic
def save_scans(draft: RequestDraft, scans: Sequence[Upload]) -> None:
    """Keep scans of a signature on paper; ValidationError for what can't be kept."""
    kept = draft.files.filter(field_name=PAPER).count()
    attachments.check_all(scans, field="scans", kept=kept)
    for scan in scans:
        attachments.keep(scan, by=draft.person, draft=draft, field_name=PAPER)


@transaction.atomic
def discard(draft: RequestDraft) -> None:
    """Throw away what was begun, with its files."""
    forget_files(draft.files.all())
    draft.delete()


def asker_of(intake: IntakeDraft) -> Membership | Unregistered:
    """Who asks, as the draft has it."""
    return intake.member or Unregistered(
        intake.full_name, intake.phone, intake.email, intake.language
    )


def send(draft: RequestDraft, *, by: User, signature: OnPaper | None) -> TakenIn:
    """Take the draft in as a request; raises what `take_in` raises."""
    return take_in(
        by=by,
        service=draft.service,
        channel=draft.intake.channel,
        asker=asker_of(draft.intake),
        note=draft.intake.note,
        signature=signature,
        draft=draft,
    )
