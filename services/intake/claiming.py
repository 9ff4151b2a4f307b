"""Claiming a request that was taken in on behalf (تسلّم الطلب): by a code, or a proved address."""

from typing import Unpack

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.queries import membership_of
from services.assignments import take_from
from services.casework.moving import Acting, MoveNotAllowed, actor, make_move
from services.intake.codes import (
    MOST_TRIES,
    MistypedCode,
    code_digest,
    give_code,
    may_open,
    read_code,
)
from services.intake.people import offered_to
from services.models import Intake, ServiceRequest
from services.references import InvalidReference, read_reference
from services.submission import ways_to_reach

Channel = ServiceRequest.Channel


def claim(*, by: User, reference: str, code: str, channel: str = Channel.WEBSITE) -> ServiceRequest:
    """Make the request of that reference the person's own, if the code is the one they were told.

    ValidationError "code" or "reference" where a digit is wrong, which is told from the digits
    alone and counts as no try; else one and the same for an unknown reference, a wrong or old
    code, and one that was tried five times.
    """
    try:
        reference = read_reference(reference)
    except InvalidReference as error:
        message = _("A reference has nine digits. Look at it once more.")
        raise ValidationError({"reference": message}) from error
    try:
        code = read_code(code)
    except MistypedCode as error:
        message = _("A code has twelve digits, and one of these seems wrong.")
        raise ValidationError({"code": message}) from error
    with transaction.atomic():
        _lock(reference)
        written = (
            Intake.objects.filter(request__reference=reference, request__person=None)
            .select_related("request")
            .first()
        )
        if _opens(written, reference, code, by):
            return _take_over(written, by=by, channel=channel)  # type: ignore[arg-type]
        if written is not None and written.failed_tries < MOST_TRIES:
            written.failed_tries += 1
            written.save(update_fields=["failed_tries"])
    raise ValidationError(
        _(
            "This reference and this code do not match, or the code is no longer "
            "valid. Ask the association for a new code."
        ),
        code="refused",
    )


def claim_offered(*, by: User, reference: str, channel: str = Channel.WEBSITE) -> ServiceRequest:
    """Make a request the person's own that was taken in under a proved address of theirs.

    Intake.DoesNotExist where none of that reference is offered to them.
    """
    with transaction.atomic():
        _lock(reference)
        written = offered_to(by).select_related("request").get(request__reference=reference)
        return _take_over(written, by=by, channel=channel)


def renew_code(**acting: Unpack[Acting]) -> str:
    """An officer makes a new code, which voids the one before; who asked is told. The code.

    MoveNotAllowed where the request has an owner.
    """
    code = ""

    def write(moved: ServiceRequest) -> None:
        nonlocal code
        written: Intake | None = getattr(moved, "intake", None)
        if written is None:
            raise MoveNotAllowed("nobody is to claim it")
        code = give_code(written)
        written.save(update_fields=["code_nonce", "code_digest", "code_made_at", "failed_tries"])

    actor(acting)
    make_move("renew_code", write=write, **acting)
    return code


def _lock(reference: str) -> None:
    """Lock the request, if there is one: as every move does, before it reads what is its own.

    Tries and codes of an intake are written with its request locked, and so need no lock beside.
    """
    unclaimed = ServiceRequest.objects.filter(reference=reference, person=None)
    unclaimed.select_for_update(no_key=True).first()


def _opens(written: Intake | None, reference: str, code: str, by: User) -> bool:
    """Whether the code opens the request to the person; as long for one that isn't there.

    Who told somebody the code can't use it, nor whom a complaint is about.
    """
    given = code_digest(reference=reference, code=code)
    fits = constant_time_compare(given, written.code_digest if written else "")
    if written is None or not fits:
        return False
    request = written.request
    is_told = (
        written.taken_by_id == by.pk or request.events.filter(move="renew_code", actor=by).exists()
    )
    return may_open(written) and not is_told and not request.is_about(by)


def _take_over(written: Intake, *, by: User, channel: str) -> ServiceRequest:
    """Give the request its owner, with their membership where it is active."""

    def write(moved: ServiceRequest) -> list[Model]:
        membership = membership_of(by, moved.association_id)
        moved.person = by
        taken = take_from(moved, by.pk)
        moved.membership = membership if membership and membership.is_active else None
        ways = ways_to_reach(by)
        if moved.contact_by not in ways:
            moved.contact_by = ways[0]
        written.claimed_at = timezone.now()
        written.code_digest = written.code_nonce = ""
        written.save(update_fields=["claimed_at", "code_digest", "code_nonce"])
        return [written, *taken]

    return make_move(
        "claim", request=written.request, by=by, version=None, channel=channel, write=write
    )
