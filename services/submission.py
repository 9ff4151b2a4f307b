"""Taking a request in (استقبال الطلب): step 1 of the policy, and step 4, the signature."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Membership, User
from policies.queries import version_on
from services import attachments
from services.answers import (
    Answers,
    Uploads,
    bound_form,
    checklist_of,
    cleaned_answers,
    draft_answers,
    snapshot,
    taken_in,
)
from services.attestation import attest
from services.complaints import name_at_submission
from services.drafts import draft_of, forget_files
from services.eligibility import may_request
from services.events import record
from services.models import Kind, ProposalEntry, RequestDraft, ServicePage, ServiceRequest
from services.notices import notify_member
from services.references import new_reference

Channel = ServiceRequest.Channel
ContactBy = ServiceRequest.ContactBy


def submit(
    *,
    person: User,
    service: ServicePage,
    signed_name: str,
    answers: Mapping[str, Any] | None = None,
    files: Uploads | None = None,
    channel: str = Channel.WEBSITE,
    contact_by: str = "",
    about: Iterable[int] | None = None,
    language: str = "",
    key: str = "",
) -> ServiceRequest:
    """Send the person's request: their answers and files as signed, with its first event.

    `answers` are as typed; None takes those of the person's draft. The draft's files are sent with
    `files`, and the draft ends. A complaint is `about` the staff of those keys, by default those
    in the draft. `language` is that of the wording they sign (default: the active
    one). With the same `key` a second time, the request of the first time is returned.

    Raises PermissionDenied for who may not request the service, and ValidationError by field,
    `signed_name` and `contact_by` among them.
    """
    eligibility = may_request(person, service)
    if not eligibility.allowed:
        raise PermissionDenied
    membership = eligibility.membership
    try:
        with translation.override(language or translation.get_language()), transaction.atomic():
            draft = locked(draft_of(person, service))
            if sent := submitted_with(person, key):
                return sent
            request = create(
                person=person,
                service=service,
                membership=membership if membership and membership.is_active else None,
                channel=channel,
                answers=clean(service, answers, files or {}, draft),
                contact_by=_reachable(person, contact_by or (draft.contact_by if draft else "")),
                submission_key=kept_key(key),
            )
            named = name_at_submission(request, about, draft=draft, by=person)
            move_files(draft, files or {}, request, person)
            attest(request=request, by=person, signed_name=signed_name)
            event = record(
                request=request,
                by=person,
                move="submit",
                from_state="",
                anchor="step-1",
                channel=channel,
                wrote=[*named, *written_on_submission(request)],
            )
            notify_member(event)
            return request
    except IntegrityError:
        # Sent twice at the same moment: the other one was first.
        if sent := submitted_with(person, key):
            return sent
        raise


def submitted_with(person: User, key: str) -> ServiceRequest | None:
    """The request that the person sent with that key, if they did."""
    if not key:
        return None
    return ServiceRequest.objects.filter(person=person, submission_key=kept_key(key)).first()


def kept_key(key: str) -> str:
    """Keys come from programs too, of any length; the column holds a digest's 40 characters."""
    return hashlib.sha256(key.encode()).hexdigest()[:40] if key else ""


def ways_to_reach(person: User) -> list[str]:
    """The ways in which the person can be reached, e-mail before mobile."""
    ways = [(ContactBy.EMAIL, person.email), (ContactBy.MOBILE, person.phone)]
    return [way.value for way, address in ways if address]


def locked(draft: RequestDraft | None) -> RequestDraft | None:
    """A second sending waits here for the first, and then finds its draft gone."""
    return draft and RequestDraft.objects.select_for_update().filter(pk=draft.pk).first()


def clean(
    service: ServicePage,
    answers: Mapping[str, Any] | None,
    files: Uploads,
    draft: RequestDraft | None,
) -> Answers:
    """The answers in the form they are kept in; ValidationError by field where one is wrong."""
    before = draft_answers(draft, service)
    given = before if answers is None else taken_in(service, answers, before)
    form = bound_form(service, given, files, draft.files.all() if draft else ())
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return cleaned_answers(form)


def _reachable(person: User, contact_by: str) -> str:
    """How the person is to be reached: as they chose; ValidationError for a way they lack."""
    ways = ways_to_reach(person)
    if contact_by and contact_by not in ways:
        raise ValidationError({"contact_by": _("Choose a way in which we can reach you.")})
    return contact_by or ways[0]


def create(
    *, person: User | None, service: ServicePage, membership: Membership | None, **values: Any
) -> ServiceRequest:
    """The row of a new request, the only way there is to one; None is who has no account here."""
    request = ServiceRequest.objects.create(
        reference=new_reference(
            lambda reference: ServiceRequest.objects.filter(reference=reference).exists()
        ),
        association=service.association,
        service=service,
        person=person,
        membership=membership,
        policy_version=version_on(service.association.pk, timezone.localdate()),
        promised_days=service.association.promised_working_days,
        kind=service.kind,
        route=service.request_route,
        form_fields=snapshot(service),
        checklist=checklist_of(service),
        **values,
    )
    if request.kind == Kind.PROPOSAL:
        ProposalEntry.objects.create(request=request)
    return request


def written_on_submission(request: ServiceRequest) -> list[Model]:
    """What stands beside a new request from the first: its files, its line in the register."""
    entries = [request.proposal] if request.kind == Kind.PROPOSAL else []
    return [*request.files.all(), *entries]


def move_files(
    draft: RequestDraft | None,
    files: Uploads,
    request: ServiceRequest,
    by: User,
    *,
    beside: str = "",
) -> None:
    """Hand the draft's files on to the request, keep the new ones, and end the draft.

    A file whose question editors have taken away meanwhile is forgotten; one that the draft keeps
    under the name `beside` becomes a file beside the form.
    """
    asked = {one["name"] for one in request.form_fields if one["type"] == "file"}
    if draft is not None:
        if beside:
            kept = draft.files.filter(field_name=beside)
            kept.update(request=request, draft=None, field_name="")
        draft.files.filter(field_name__in=asked).update(request=request, draft=None)
        forget_files(draft.files.all())
        draft.delete()
    for name in asked & files.keys():
        for upload in files[name]:
            attachments.keep(upload, by=by, request=request, field_name=name)
