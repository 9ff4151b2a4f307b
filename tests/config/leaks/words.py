"""What was written on the owner's requests, what was told of them, and words prepared for that."""

from dataclasses import dataclass

from accounts.models import NotificationPreference
from home.models import Association
from services import casework
from services.models import CannedReply, Notice, NoticeTemplate, RequestEvent, ServiceRequest
from tests.config.leaks.people import OFFICE, People
from tests.config.leaks.secrets import Secrets

OCCASION = "start_verification"


@dataclass
class Words:
    """A canned reply and own words of the association, and the notices of one request."""

    reply: CannedReply
    template: NoticeTemplate
    notice: Notice


def make_words(
    association: Association, people: People, request: ServiceRequest, secrets: Secrets
) -> Words:
    """`request` is one that opens to its owner and the office alone."""
    text = secrets.text
    owner, officer = people["owner"], people["officer"]
    casework.write(request=request, by=owner, text=text("a message", "owner", *OFFICE))
    casework.reply(request=request, by=officer, text=text("a reply", "owner", *OFFICE))
    casework.note(request=request, by=officer, text=text("a note", *OFFICE))
    NotificationPreference.objects.create(user=owner, kind="progress", site=True)
    event = request.events.get(move="reply")
    told = {"request": request, "person": owner, "status": Notice.Status.SENT}
    Notice.objects.update_or_create(
        event=event,
        channel=Notice.Channel.SITE,
        defaults=told | {"subject": text("a notice in the site", "owner")},
    )
    return Words(
        reply=CannedReply.objects.create(
            association=association,
            title=text("title of a canned reply", *OFFICE),
            text=text("a canned reply", *OFFICE),
        ),
        template=NoticeTemplate.objects.create(
            association=association,
            move=OCCASION,
            language="ar",
            subject=text("subject of a template", "editor", "supervisor"),
            text=text("a template", "editor", "supervisor"),
            sms=text("text message of a template", "editor", "supervisor"),
        ),
        notice=refused(event, detail=text("why a notice failed", *OFFICE)),
    )


def refused(event: RequestEvent, *, detail: str) -> Notice:
    """The mail on that event, as if a server had not taken it."""
    notice: Notice = event.notices.get(channel=Notice.Channel.EMAIL)
    notice.status, notice.problem = Notice.Status.FAILED, Notice.Problem.REFUSED
    notice.detail = detail
    notice.save()
    return notice
