"""Support that is delivered month by month, and part of the way there."""

from datetime import timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Appointment, Membership, User
from home.models import Association
from services import casework
from services.committee.decisions import decide
from services.committee.sittings import close_sitting, open_sitting, plan_sitting
from services.demo.past import days_ago
from services.demo.requests import SCAN, Desk, is_checked, send
from services.models import Route, ServicePage, ServiceRequest, Vote
from services.notices import silence

Role = Appointment.Role
SENT, REFERRED, REPORTED, PRESENTED, DECIDED, REGISTERED = 130, 126, 120, 116, 100, 97  # days ago
MONTHS, MADE = 6, 3
MONTHLY = Decimal(800)


def deliver_monthly(association: Association) -> None:
    """One case of the committee route: researched, accepted, and delivered three months of six."""
    home = association.pages.get(locale__language_code="ar")
    services = ServicePage.objects.descendant_of(home).live().order_by("path")
    service = next((one for one in services if one.request_route == Route.COMMITTEE), None)
    member = Membership.objects.filter(
        association=association, status=Membership.Status.ACTIVE
    ).latest("number")
    if service is None:
        return
    with silence():
        _deliver(_registered(_decided(_studied(member.user, service)), Desk(association)))


def _studied(member: User, service: ServicePage) -> ServiceRequest:
    desk = Desk(service.association)
    with days_ago(SENT):
        request = is_checked(send(member, service), desk)
    with days_ago(REFERRED):
        request = desk.move(
            casework.refer,
            request,
            Role.RELATIONS_OFFICER,
            question="هل يكفي دخل الأسرة لحاجتها الشهرية؟",
            due_on=timezone.localdate() + timedelta(days=10),
            assigned_to=desk.by_role[Role.SOCIAL_RESEARCHER],
        )
    with days_ago(REPORTED):
        request = desk.move(
            casework.report,
            request,
            Role.SOCIAL_RESEARCHER,
            method="visit",
            studied_on=timezone.localdate(),
            household=5,
            circumstances="بيت مستأجر، ودخل واحد للأسرة كُتب للعرض التجريبي.",
            report="زيارة في وقت متفق عليه؛ تطابق ما رُئي مع الوثائق.",
            advice="grant",
            finding="الدخل أقل من الحاجة، والوثائق صحيحة.",
            files=[SimpleUploadedFile("ملاحظات الزيارة.pdf", SCAN, "application/pdf")],
        )
    with days_ago(PRESENTED):
        request = desk.move(
            casework.record_checks,
            request,
            Role.RELATIONS_OFFICER,
            findings={item["key"]: casework.Finding(True, True) for item in request.checklist},
        )
        return desk.move(casework.present, request, Role.RELATIONS_OFFICER)


def _decided(request: ServiceRequest) -> ServiceRequest:
    """Accepted in a sitting of the whole committee."""
    desk = Desk(request.association)
    officer = desk.by_role[Role.RELATIONS_OFFICER]
    with days_ago(DECIDED):
        committee = list(
            User.objects.filter(
                appointments__association=request.association,
                appointments__role=Role.COMMITTEE_MEMBER,
            ).order_by("pk")
        )
        sitting = plan_sitting(
            association=request.association,
            starts_at=timezone.now() + timedelta(hours=1),
            place="قاعة الاجتماعات",
            cases=[request],
            by=officer,
        )
        open_sitting(sitting=sitting, present=committee, chair=committee[0], by=committee[0])
        decide(
            item=sitting.items.get(),
            votes={person.pk: Vote.Choice.ACCEPT for person in committee},
            reason="يستوفي شروط الدعم",
            by=committee[0],
            version=request.version,
        )
        close_sitting(sitting=sitting, by=committee[0])
    return ServiceRequest.objects.get(pk=request.pk)


def _registered(request: ServiceRequest, desk: Desk) -> ServiceRequest:
    first = timezone.localdate() - relativedelta(days=24) - relativedelta(months=MADE - 1)
    with days_ago(REGISTERED):
        request = desk.move(
            casework.register,
            request,
            Role.RELATIONS_OFFICER,
            expected_on=max(first, timezone.localdate()),
            planned_deliveries=MONTHS,
            delivered_every="month",
            message="دعم شهري بمبلغ ثابت، يُحوّل إلى حسابك.",
        )
        return desk.move(casework.start_delivery, request, Role.RELATIONS_OFFICER)


def _deliver(request: ServiceRequest) -> None:
    desk = Desk(request.association)
    for number in range(MADE):
        day = request.expected_on
        if day is None:
            return
        with days_ago((timezone.localdate() - day).days):
            request = desk.move(
                casework.deliver_part,
                request,
                Role.RELATIONS_OFFICER,
                what="الدعم الشهري",
                delivered_on=day,
                way="تحويل بنكي",
                amount=MONTHLY,
            )
            if number < MADE - 1 and request.person is not None:
                request = casework.confirm_delivery(
                    request=request,
                    by=request.person,
                    version=None,
                    deliveries=request.deliveries.values_list("pk", flat=True),
                )
