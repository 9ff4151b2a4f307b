"""Notices of each change of a request: to who asked, and to who works on it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import NotificationPreference, User
from accounts.notifications import channels_for
from services.escalation_notices import ESCALATED, escalation_notices
from services.intake.notice import claim_link, tells_a_code, words_with_a_code
from services.models import Notice, RequestEvent, ServiceRequest
from services.models.who_may import OFFICER_OR_SUPERVISOR
from services.notice_words import Words, words_of
from services.sending import send_notice
from services.wording import INTERNAL
from services.work_notices import WORK, work_notices

Kind = NotificationPreference.Kind

# What the member did in this moment and sees done.
OWN_DOING = {"attach", "amend", "sign", "write", "confirm_delivery", "claim"}
UNTOLD = INTERNAL | OWN_DOING
# Which choice of the person a notice follows; all else is how the request goes on.
KINDS = {
    **dict.fromkeys(
        ["ask", "record_answer", "reply", "correct", "record_signature"], Kind.MESSAGES
    ),
    **dict.fromkeys(["remind", "close_unanswered"], Kind.REMINDERS),
    **dict.fromkeys(
        [
            "schedule",
            "reschedule",
            "start_delivery",
            "deliver_part",
            "deliver",
            "correct_delivery",
            "reopen_delivery",
        ],
        Kind.DELIVERIES,
    ),
}
_silent: ContextVar[bool] = ContextVar("_silent", default=False)


@contextmanager
def silence() -> Iterator[None]:
    """Tell nobody of what happens within: for a demo's made-up past, never for real requests."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def is_silent() -> bool:
    """Whether nobody is to be told of what happens now."""
    return _silent.get()


def notify_member(event: RequestEvent) -> None:
    """Make the notices of `event`, one for each channel of everybody concerned, and send them.

    Called within the move's transaction: they are kept with the move, or neither is. Those in the
    site are there at once; each of the others is sent by a task of its own after the commit. A
    queue that refuses is only logged, and the daily run finds what it lost.

    The member is told nothing of what is internal or their own doing, and staff only of what is
    work for them (`services.work_notices`), or of a day that is near or missed.
    """
    to_staff = WORK | ESCALATED
    is_told = event.move not in UNTOLD or event.move in to_staff or tells_a_code(event)
    if is_silent() or not is_told:
        return
    for notice in notices_of(event.pk):
        notice.save()
        if notice.channel != Notice.Channel.SITE:
            _send_after_commit(notice)


def notices_of(event_id: int) -> list[Notice]:
    """The notices that an event calls for, not saved."""
    event = RequestEvent.objects.select_related(
        "request__association",
        "request__service",
        "request__person",
        "request__intake",
        "request__assigned_to",
        "request__policy_version",
    ).get(pk=event_id)
    return [*_to_applicant(event), *work_notices(event), *escalation_notices(event)]


def send_again(*, notice: Notice, by: User) -> Notice:
    """An officer has a notice sent once more that had failed, perhaps to a mended address.

    PermissionDenied; ValidationError where it did not fail.
    """
    if not OFFICER_OR_SUPERVISOR(notice.request, by):
        raise PermissionDenied
    failed = Notice.objects.filter(pk=notice.pk, status=Notice.Status.FAILED)
    with transaction.atomic():
        if not failed.update(
            status=Notice.Status.WAITING, tries=0, retry_at=None, problem="", detail=""
        ):
            raise ValidationError(_("Only what failed is sent again."))
        _send_after_commit(notice)
    notice.refresh_from_db()
    return notice


def _send_after_commit(notice: Notice) -> None:
    def enqueue() -> None:
        send_notice.enqueue(notice_id=notice.pk)

    transaction.on_commit(enqueue, robust=True)


def _to_applicant(event: RequestEvent) -> Iterable[Notice]:
    request, person = event.request, event.request.person
    has_code = tells_a_code(event)
    is_untold = event.move in UNTOLD and not has_code
    if is_untold or (person is not None and not person.is_active):
        return
    channels = _channels(request, KINDS.get(event.move, Kind.PROGRESS))
    with translation.override(request.applicant.language):
        words = words_with_a_code(event) if has_code else words_of(event)
        link = claim_link(request) if has_code else ""
    for channel in channels:
        yield _notice(event, channel, words, link)


def _channels(request: ServiceRequest, kind: str) -> list[Notice.Channel]:
    """Where the applicant wants to be told; who has no account yet, by mail or else by SMS."""
    if request.person is not None:
        chosen = channels_for(request.person, kind)
        return [channel for channel in Notice.Channel if channel.value in chosen]
    if request.intake.email:
        return [Notice.Channel.EMAIL]
    return [Notice.Channel.SMS] if request.intake.phone else []


def _notice(event: RequestEvent, channel: Notice.Channel, words: Words, link: str) -> Notice:
    notice = Notice(
        request=event.request,
        event=event,
        person=event.request.person,
        channel=channel,
        language=event.request.applicant.language,
        subject=words.subject,
        text=words.text,
        link=link,
    )
    if channel == Notice.Channel.SMS:
        notice.subject, notice.text = "", words.sms
    elif channel == Notice.Channel.SITE:
        notice.subject, notice.text = words.site_subject, words.site_text
        notice.status, notice.sent_at = Notice.Status.SENT, timezone.now()
    return notice
