"""Becoming, being and ceasing to be a member: what happens to a membership, by whom."""

from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log

from accounts.mail import tell
from accounts.models import Membership, User
from accounts.queries import memberships_visible_to
from home.models import Association

Status = Membership.Status


@transaction.atomic
def apply(*, user: User, association: Association, number: str, note: str = "") -> Membership:
    """Apply for membership with the member number that the person knows.

    After a refusal, or after a membership has ended, one may apply again: that is a new row.
    ValidationError: "open" (pending or active already), or what is wrong with a field.
    """
    if not user.is_active:
        raise PermissionDenied
    membership = Membership(user=user, association=association, number=number, note=note.strip())
    membership.clean_fields()
    try:
        with transaction.atomic():
            membership.save()
    except IntegrityError as error:
        raise ValidationError(
            _("You have applied already, or belong to the association already."), code="open"
        ) from error
    log(membership, "accounts.membership_applied", user=user)
    return membership


@transaction.atomic
def accept(*, membership: Membership, by: User, joined_on: date | None = None) -> Membership:
    """Make the applicant an active member from `joined_on`, today unless given; they are told.

    PermissionDenied: not an officer or supervisor there, or it is one's own application.
    ValidationError: "decided" (someone was first), "number" (another active member has it).
    """
    membership = _locked(membership, by=by, expected=Status.PENDING)
    membership.status = Status.ACTIVE
    membership.joined_on = joined_on or timezone.localdate()
    try:
        with transaction.atomic():
            _decide(membership, by=by, reason="")
    except IntegrityError as error:
        raise ValidationError(
            _("Another active member has the number %(number)s."),
            code="number",
            params={"number": membership.number},
        ) from error
    log(membership, "accounts.membership_accepted", user=by)
    _tell(membership, "accepted")
    return membership


@transaction.atomic
def decline(*, membership: Membership, by: User, reason: str) -> Membership:
    """Decline an application; the applicant is told why. Errors as in `accept`, and "reason"."""
    membership = _locked(membership, by=by, expected=Status.PENDING)
    if not reason.strip():
        raise ValidationError(_("Say why: the applicant is told the reason."), code="reason")
    membership.status = Status.DECLINED
    _decide(membership, by=by, reason=reason)
    log(membership, "accounts.membership_declined", user=by)
    _tell(membership, "declined")
    return membership


@transaction.atomic
def end(*, membership: Membership, by: User, reason: str = "") -> Membership:
    """End an active membership at once; the person is told. Errors as in `accept`."""
    membership = _locked(membership, by=by, expected=Status.ACTIVE)
    membership.status = Status.ENDED
    _decide(membership, by=by, reason=reason)
    log(membership, "accounts.membership_ended", user=by)
    _tell(membership, "ended")
    return membership


def _locked(membership: Membership, *, by: User, expected: str) -> Membership:
    """The row as it is now, locked, if `by` may decide on it and it still is as expected."""
    visible = memberships_visible_to(by).filter(pk=membership.pk).exists()
    if not visible or membership.user_id == by.pk:
        raise PermissionDenied
    fresh = (
        Membership.objects.select_for_update(of=("self",))
        .select_related("user", "association")
        .get(pk=membership.pk)
    )
    if fresh.status != expected:
        raise ValidationError(
            _("This has been decided already: %(status)s."),
            code="decided",
            params={"status": fresh.get_status_display()},
        )
    return fresh


def _decide(membership: Membership, *, by: User, reason: str) -> None:
    membership.decided_by = by
    membership.decided_at = timezone.now()
    membership.reason = reason.strip()
    membership.clean_fields()
    membership.save()


def _tell(membership: Membership, what: str) -> None:
    """Tell the person what was decided, with a link to what they can do now."""
    person, association = membership.user, membership.association
    with translation.override(person.language):
        link = reverse("accounts:apply", args=[association.slug])
        tell(
            person,
            f"accounts/mail/membership_{what}",
            {"membership": membership, "link": settings.BASE_URL + link},
        )
