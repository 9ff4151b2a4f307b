"""Services and requests for the tests of casework."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import User
from home.models import Association, AssociationPage
from policies.models import PolicyIndexPage, PolicyPage, PolicyVersion
from services.attestation import attest
from services.casework import Finding
from services.committee.decisions import decide
from services.committee.sittings import close_sitting, open_sitting, plan_sitting
from services.events import record
from services.models import (
    Route,
    ServiceIndexPage,
    ServicePage,
    ServiceRequest,
    State,
    Vote,
)
from tests import cast

_references = count(1)


def association_page_of(association: Association) -> AssociationPage:
    page: AssociationPage | None = AssociationPage.objects.filter(association=association).first()
    return page or cast.make_association_page(association)


def make_service(
    association: Association, route: str = Route.COMMITTEE, **fields: Any
) -> ServicePage:
    """A live service of the association, open to its members."""
    home = association_page_of(association)
    index = ServiceIndexPage.objects.child_of(home).first() or home.add_child(
        instance=ServiceIndexPage(title="الخدمات", slug="services")
    )
    number = next(_references)
    values: dict[str, Any] = {
        "title": f"خدمة {number}",
        "slug": f"service-{number}",
        "summary": "ملخص الخدمة",
    }
    service = ServicePage(request_route=route, **(values | fields))
    page: ServicePage = index.add_child(instance=service)
    return page


def make_policy_version(
    association: Association, steps: int = 7, floor_days: int | None = None
) -> PolicyVersion:
    """A version in force since long ago, whose procedure has so many steps."""
    home = association_page_of(association)
    index = home.add_child(instance=PolicyIndexPage(title="السياسات", slug="policies"))
    policy = index.add_child(instance=PolicyPage(title="السياسة", slug="policy"))
    clauses = [
        {"anchor": f"step-{number}", "text": f"الخطوة {number}", "damaged": False}
        for number in range(1, steps + 1)
    ]
    section = {"kind": "procedure", "heading": "", "lead_in": "", "clauses": clauses}
    return PolicyVersion.objects.create(
        association=association,
        policy=policy,
        number=1,
        title="السياسة",
        content={
            "language": "ar",
            "title": "السياسة",
            "body": [section],
            "decision_floor_days": floor_days,
            "translations": {},
        },
        digest="0" * 64,
        in_force_from=cast.LONG_AGO,
    )


def all_good(request: ServiceRequest) -> dict[str, Finding]:
    """Findings of an officer who has nothing to object to."""
    return {item["key"]: Finding(True, True) for item in request.checklist}


def decided(
    request: ServiceRequest,
    *,
    by: User,
    accepts: bool = True,
    reason: str = "يستوفي الشروط",
    early_reason: str = "",
) -> ServiceRequest:
    """The request after a sitting of one member, who decides on it."""
    sitting = plan_sitting(
        association=request.association,
        starts_at=timezone.now() + timedelta(hours=1),
        hears_appeals=request.state == State.APPEALED,
        cases=[request],
        by=by,
    )
    open_sitting(sitting=sitting, present=[by], chair=by, by=by)
    choice = Vote.Choice.ACCEPT if accepts else Vote.Choice.REJECT
    decide(
        item=sitting.items.get(),
        votes={by.pk: choice},
        reason=reason,
        early_reason=early_reason,
        by=by,
        version=request.version,
    )
    close_sitting(sitting=sitting, by=by)
    return ServiceRequest.objects.get(pk=request.pk)


def handed_over() -> dict[str, Any]:
    """What an officer writes of a delivery made today."""
    return {"what": "كرسي متحرك", "delivered_on": timezone.localdate(), "way": "تسليم باليد"}


def stand(request: ServiceRequest, state: str) -> ServiceRequest:
    """The request, put into a state without the way there."""
    ServiceRequest.objects.filter(pk=request.pk).update(state=state)
    return ServiceRequest.objects.get(pk=request.pk)


def make_request(person: User, service: ServicePage, **fields: Any) -> ServiceRequest:
    """An attested request as it stands on submission, with its first event."""
    values: dict[str, Any] = {
        "reference": f"SR{next(_references):06}",
        "association": service.association,
        "route": service.request_route,
        "promised_days": service.association.promised_working_days,
        "form_fields": [{"name": "need", "label": "ما تحتاج إليه", "type": "multiline"}],
        "answers": {"need": "كرسي متحرك"},
    }
    if sent := fields.get("submitted_at"):
        values["counts_from"] = timezone.localtime(sent).date()
    request = ServiceRequest.objects.create(person=person, service=service, **(values | fields))
    attest(request=request, by=person, signed_name=person.full_name)
    record(request=request, by=person, move="submit", from_state="", anchor="step-1")
    return request
