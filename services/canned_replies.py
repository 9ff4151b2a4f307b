"""Replies prepared in advance: who keeps them, and what they say for one case."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import translation
from wagtail.log_actions import log

from accounts.models import Appointment, User
from accounts.queries import Someone, associations_where, holds_any_role
from home.models import Association
from services.models import CannedReply, ServiceRequest
from services.notice_words import values_of
from services.placeholders import OF_A_CASE, check_placeholders, fill

# Who writes to applicants prepares what to write.
KEEPERS = (Appointment.Role.RELATIONS_OFFICER, Appointment.Role.SUPERVISOR)


def associations_keeping(user: Someone) -> QuerySet[Association]:
    """The associations whose canned replies the person keeps."""
    return associations_where(user, KEEPERS)


def replies_kept_by(user: Someone) -> QuerySet[CannedReply]:
    """The canned replies the person may read and change; none of another association."""
    return CannedReply.objects.filter(association__in=associations_keeping(user))


def replies_for(case: ServiceRequest) -> list[tuple[CannedReply, str]]:
    """The association's canned replies, each with its words for this case.

    What is put in is in the applicant's language.
    """
    with translation.override(case.applicant.language):
        values = values_of(case)
    return [
        (one, fill(one.text, values))
        for one in CannedReply.objects.filter(association_id=case.association_id)
    ]


@transaction.atomic
def save_reply(
    *, reply: CannedReply, title: str, text: str, association: Association, by: User
) -> CannedReply:
    """Write a canned reply of `association` anew, or for the first time.

    PermissionDenied; ValidationError by field for what is too long, empty or no placeholder.
    """
    _require_keeper(by, association)
    if reply.pk is not None and reply.association_id != association.pk:
        raise PermissionDenied
    is_new = reply.pk is None
    reply.association, reply.title, reply.text = association, title.strip(), text.strip()
    try:
        check_placeholders(reply.text, OF_A_CASE)
    except ValidationError as error:
        raise ValidationError({"text": error}) from error
    reply.full_clean()
    reply.save()
    log(reply, "services.reply_made" if is_new else "services.reply_changed", user=by)
    return reply


@transaction.atomic
def delete_reply(*, reply: CannedReply, by: User) -> None:
    """Throw a canned reply away; what was written with it stays. PermissionDenied."""
    _require_keeper(by, reply.association)
    log(reply, "services.reply_deleted", user=by, deleted=True)
    reply.delete()


def _require_keeper(by: User, association: Association) -> None:
    if not holds_any_role(by, association_id=association.pk, roles=KEEPERS):
        raise PermissionDenied
