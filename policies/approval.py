"""The board's approval of a policy (اعتماد مجلس الإدارة)."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from accounts.models import Appointment, User
from accounts.queries import holds_role
from policies.content import digest_of, frozen_content
from policies.models import PolicyPage, PolicyVersion


def may_approve(user: User | AnonymousUser, *, association_id: int) -> bool:
    """Whether the person may record a board's approval: supervisors of that association."""
    if user.is_superuser and user.is_active:
        return True
    return holds_role(user, association_id=association_id, role=Appointment.Role.SUPERVISOR.value)


@transaction.atomic
def approve(*, page: PolicyPage, by: User, in_force_from: date) -> PolicyVersion:
    """Freeze what is published as the policy's next version, in force from that day (included).

    The version before it is in force until that day (not included).
    Raises PermissionDenied, and ValidationError where the page isn't the published original or
    the day lies before the day from which the version before is in force.
    """
    page = PolicyPage.objects.select_for_update(of=("self",)).get(pk=page.pk)
    if not may_approve(by, association_id=page.association.pk):
        raise PermissionDenied
    if page.alias_of_id or not page.locale.is_default:
        raise ValidationError(_("Approve the policy in its original language."))
    if not page.live or page.has_unpublished_changes:
        raise ValidationError(_("Publish the policy first: what is approved is what all can read."))
    if not page.body:
        raise ValidationError(_("The policy has no text yet."))
    number = _close_previous(page, in_force_from)
    content = frozen_content(page)
    version = PolicyVersion.objects.create(
        association=page.association,
        policy=page,
        number=number,
        title=page.title,
        content=content,
        digest=digest_of(content),
        in_force_from=in_force_from,
        approved_by=by,
    )
    log(
        instance=page,
        action="policies.approve",
        user=by,
        data={"number": number, "in_force_from": in_force_from.isoformat()},
    )
    return version


def _close_previous(page: PolicyPage, in_force_from: date) -> int:
    """End the version before on the day the next begins; return the next one's number."""
    previous = PolicyVersion.objects.filter(policy=page).order_by("-number").first()
    if previous is None:
        return 1
    if in_force_from < previous.in_force_from:
        raise ValidationError(
            _("Version %(number)s is in force from %(day)s; the next can't begin before it.")
            % {"number": previous.number, "day": previous.in_force_from.isoformat()}
        )
    previous.end(on=in_force_from)
    return previous.number + 1
