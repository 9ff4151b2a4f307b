"""Services and requests for the tests of casework."""

from itertools import count
from typing import Any

from accounts.models import User
from home.models import Association, AssociationPage
from policies.models import PolicyIndexPage, PolicyPage, PolicyVersion
from services.attestation import attest
from services.events import record
from services.models import Route, ServiceIndexPage, ServicePage, ServiceRequest
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


def make_request(person: User, service: ServicePage, **fields: Any) -> ServiceRequest:
    """An attested request as it stands on submission, with its first event."""
    values: dict[str, Any] = {
        "reference": f"SR{next(_references):06}",
        "association": service.association,
        "route": service.request_route,
        "form_fields": [{"name": "need", "label": "ما تحتاج إليه", "type": "multiline"}],
        "answers": {"need": "كرسي متحرك"},
    }
    request = ServiceRequest.objects.create(person=person, service=service, **(values | fields))
    attest(request=request, by=person, signed_name=person.full_name)
    record(request=request, by=person, move="submit", from_state="", anchor="step-1")
    return request
