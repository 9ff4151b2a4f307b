"""Requests of the demo's members, at several places on their way, so that nobody starts empty."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from accounts.models import Appointment, Membership, User
from home.models import Association
from services import casework
from services.answers import snapshot
from services.models import Route, ServicePage, ServiceRequest
from services.notices import silence
from services.submission import submit

Role = Appointment.Role
SCAN = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
# Well-formed numbers that belong to nobody.
SAMPLES: dict[str, Any] = {
    "singleline": "كما اتفقنا في المكتب",
    "multiline": "مثال كُتب للعرض التجريبي.",
    "email": "office@people.example",
    "url": "https://people.example/",
    "number": "1250",
    "date": "2026-03-01",
    "datetime": "2026-03-01 10:00",
    "checkbox": True,
    "saudi_mobile": "0500000000",
    "national_id": "1000000008",
    "iban": "SA0380000000608010167519",
}
Move = Callable[[ServiceRequest, "Desk"], ServiceRequest]


class Desk:
    """The people who work on an association's requests."""

    def __init__(self, association: Association) -> None:
        held = Appointment.objects.filter(association=association).select_related("user")
        self.by_role: dict[str, User] = {}
        for one in held:
            self.by_role.setdefault(one.role, one.user)

    def move(self, verb: Any, request: ServiceRequest, role: Role, **words: Any) -> ServiceRequest:
        moved: ServiceRequest = verb(
            request=request, by=self.by_role[role], version=request.version, **words
        )
        return moved


def is_checked(request: ServiceRequest, desk: Desk) -> ServiceRequest:
    return desk.move(casework.start_verification, request, Role.RELATIONS_OFFICER)


def waits_for_an_answer(request: ServiceRequest, desk: Desk) -> ServiceRequest:
    request = is_checked(request, desk)
    question = "متى تحتاج إلى الدعم؟ يكفي أن تذكر الشهر."
    return desk.move(casework.ask, request, Role.RELATIONS_OFFICER, text=question)


def is_with_research(request: ServiceRequest, desk: Desk) -> ServiceRequest:
    request = is_checked(request, desk)
    return desk.move(
        casework.refer,
        request,
        Role.RELATIONS_OFFICER,
        question="هل تكفي الوثائق لمعرفة الحاجة؟",
        due_on=timezone.localdate() + timedelta(days=10),
    )


def is_with_the_committee(request: ServiceRequest, desk: Desk) -> ServiceRequest:
    request = is_checked(request, desk)
    request = desk.move(
        casework.record_checks,
        request,
        Role.RELATIONS_OFFICER,
        findings={item["key"]: casework.Finding(True, True) for item in request.checklist},
    )
    return desk.move(casework.present, request, Role.RELATIONS_OFFICER)


def is_scheduled(request: ServiceRequest, desk: Desk) -> ServiceRequest:
    return desk.move(
        casework.schedule,
        request,
        Role.RELATIONS_OFFICER,
        expected_on=timezone.localdate() + timedelta(days=7),
        contact_note="اتصال قبل الموعد بيوم",
    )


def is_delivered(request: ServiceRequest, desk: Desk) -> ServiceRequest:
    request = is_scheduled(request, desk)
    request = desk.move(casework.start_delivery, request, Role.RELATIONS_OFFICER)
    return desk.move(
        casework.deliver,
        request,
        Role.RELATIONS_OFFICER,
        what="ما طُلب، كاملًا",
        delivered_on=timezone.localdate(),
        way="تسليم باليد في المكتب",
    )


STORIES: dict[str, tuple[Move, ...]] = {
    Route.COMMITTEE: (waits_for_an_answer, is_with_research, is_with_the_committee),
    Route.DIRECT: (is_delivered, is_scheduled),
}


def send_requests(association: Association) -> None:
    """Let the association's members ask for its services, and its staff begin to serve them."""
    desk = Desk(association)
    active = Membership.objects.filter(association=association, status=Membership.Status.ACTIVE)
    members = [one.user for one in active.select_related("user").order_by("number")]
    home = association.pages.get(locale__language_code="ar")
    services = list(ServicePage.objects.descendant_of(home).live().order_by("path"))
    with silence():
        for route, stories in STORIES.items():
            offered = [one for one in services if one.request_route == route]
            for number, story in enumerate(stories):
                if offered:
                    service = offered[number % len(offered)]
                    story(send(members[number % len(members)], service), desk)


def send(member: User, service: ServicePage) -> ServiceRequest:
    """A member's request for a service, each question answered by a sample."""
    fields = snapshot(service)
    return submit(
        person=member,
        service=service,
        answers={one["name"]: _sample(one) for one in fields if one["type"] != "file"},
        files={
            one["name"]: [SimpleUploadedFile("مثال.pdf", SCAN, "application/pdf")]
            for one in fields
            if one["type"] == "file"
        },
        signed_name=member.full_name,
    )


def _sample(field: dict[str, Any]) -> Any:
    if field["choices"]:
        chosen = field["choices"][0]
        return [chosen] if field["type"] in ("checkboxes", "multiselect") else chosen
    return SAMPLES[field["type"]]
