"""A request taken in by telephone, a proposal, a complaint and a question of the demo's people."""

from django.utils import timezone

from accounts.models import Appointment, Membership, User
from home.models import Association
from services import casework
from services.demo.requests import Desk
from services.intake.taking import Unregistered, take_in
from services.models import ProposalEntry, ServicePage, ServiceRequest
from services.notices import silence
from services.submission import submit

Role = Appointment.Role
CALLER = Unregistered("وابل بن غيم بن رعد التجريبي", "0500000007")


def send_special(association: Association) -> None:
    """One of each kind; those that members send are on their way, the other waits for its owner."""
    desk = Desk(association)
    officer = desk.by_role[Role.RELATIONS_OFFICER]
    home = association.pages.get(locale__language_code="ar")
    services = ServicePage.objects.descendant_of(home)
    first, second = _members(association)
    with silence():
        take_in(
            by=officer,
            service=services.get(slug="question"),
            channel=ServiceRequest.Channel.PHONE,
            asker=CALLER,
            answers={"question": "كيف أسجّل في الجمعية وليس لدي بريد إلكتروني؟"},
            note="اتصل على هاتف الاستقبال.",
            tells=False,
        )
        idea = _sent(first, services.get(slug="idea"), idea="مظلة أمام باب المراجعين في الصيف.")
        desk.move(
            casework.enter_in_register,
            idea,
            Role.RELATIONS_OFFICER,
            decision=ProposalEntry.Decision.ADOPTED,
            reason="ينتفع بها كل من يزور المقر.",
            outcome="عُرضت على المجلس فوافق.",
            done="طُلبت المظلة، وتُركَّب هذا الشهر.",
        )
        question = _sent(second, services.get(slug="question"), question="متى يفتح المقر أبوابه؟")
        desk.move(
            casework.schedule,
            question,
            Role.RELATIONS_OFFICER,
            expected_on=timezone.localdate(),
            contact_note="في الموقع",
            message="من الثامنة صباحًا إلى الثانية ظهرًا، من الأحد إلى الخميس.",
        )
        complaint = _sent(
            second, services.get(slug="complaint"), happened="انتظرت طويلًا ولم يُجبني أحد."
        )
        desk.move(
            casework.name_complained_about,
            complaint,
            Role.SUPERVISOR,
            person=desk.by_role[Role.SOCIAL_RESEARCHER],
        )


def _members(association: Association) -> list[User]:
    active = Membership.objects.filter(association=association, status=Membership.Status.ACTIVE)
    return [one.user for one in active.select_related("user").order_by("number")[:2]]


def _sent(member: User, service: ServicePage, **answers: str) -> ServiceRequest:
    return submit(person=member, service=service, answers=answers, signed_name=member.full_name)
