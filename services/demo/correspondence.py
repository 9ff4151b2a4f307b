"""What the demo's members and staff wrote to each other, and words prepared for it."""

from accounts.models import Appointment, User
from home.models import Association
from services import casework
from services.canned_replies import save_reply
from services.models import CannedReply, Notice, RequestEvent, ServiceRequest
from services.notices import notices_of, silence

REPLIES = {
    "وصلتنا رسالتك": "الأستاذ/ة {name}، وصلتنا رسالتك عن طلبك {reference}، وسنرد عليها قريبًا.",
    "موعد الرد": "الأستاذ/ة {name}، نعدك بالرد على طلب {service} قبل {promised_day}.",
    "شكر وختام": "الأستاذ/ة {name}، شكرًا لتواصلك مع {association}. نسعد بخدمتك دائمًا.",
}
ASKED = "السلام عليكم، هل يلزمني الحضور إلى المقر لاستكمال الطلب؟"
REPLIED = "وعليكم السلام، لا يلزمك الحضور، وكل ما نحتاج إليه مرفق في طلبك."
NOTED = "اتصل بنا مقدم الطلب هاتفيًا قبل رسالته، وهو متعاون."
THANKED = "شكرًا لكم. ومتى يصلني الرد النهائي؟"


def write_to_each_other(association: Association) -> None:
    """A conversation on each of the association's open requests; the last message waits."""
    officer = _officer(association)
    for title, text in REPLIES.items():
        save_reply(reply=CannedReply(), title=title, text=text, association=association, by=officer)
    requests = ServiceRequest.objects.filter(association=association, closed_at=None)
    with silence():
        for request in requests.select_related("person").order_by("pk")[:2]:
            if request.person is None:
                continue
            casework.write(request=request, by=request.person, text=ASKED)
            casework.note(request=request, by=officer, text=NOTED)
            casework.reply(request=request, by=officer, text=REPLIED)
            casework.write(request=request, by=request.person, text=THANKED)
    _tell_in_the_site(association)


def _tell_in_the_site(association: Association) -> None:
    """The notices of all that happened, as far as they stand in the site: nothing is sent."""
    for event in RequestEvent.objects.filter(request__association=association):
        for notice in notices_of(event.pk):
            if notice.channel == Notice.Channel.SITE:
                notice.made_at = event.at
                notice.save()


def _officer(association: Association) -> User:
    held = Appointment.objects.filter(
        association=association, role=Appointment.Role.RELATIONS_OFFICER
    )
    return held.select_related("user")[0].user
