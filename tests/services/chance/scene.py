"""What every example begins with: the association with its people, days, policy and services."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from accounts.models import Membership, User
from policies.models import PolicyVersion
from services.models import Closure, ServicePage
from tests import cast
from tests.services.chance.world import (
    ANSWER_DAYS,
    APPEAL_DAYS,
    CLOSED,
    FLOOR_DAYS,
    FLOOR_UNTIL,
    KINDS,
    NEAR_DAYS,
    PROMISED_DAYS,
    QUORUM,
    ROUTES,
    STAFF,
)
from tests.services.factories import make_policy_version, make_service

START = datetime(2026, 9, 13, 9, tzinfo=ZoneInfo("Asia/Riyadh"))
NOT_OPEN = "not open"


class Scene:
    """Made once for all examples; each leaves it as it was."""

    def __init__(self) -> None:
        self.association = cast.make_association(
            "wadi",
            committee_quorum=QUORUM,
            appeal_days=APPEAL_DAYS,
            promised_working_days=PROMISED_DAYS[0],
            near_days=NEAR_DAYS,
            answer_days=ANSWER_DAYS,
        )
        other = cast.make_association("sahl")
        self.people: dict[str, User] = {
            key: cast.make_staff(self.association, role) for key, role in STAFF.items()
        }
        self.people |= {
            "member": cast.make_member(self.association),
            "fellow": cast.make_member(self.association),
            "applicant": cast.make_person(),
            "superuser": cast.make_superuser(),
            "other_officer": cast.make_staff(other, cast.Role.RELATIONS_OFFICER),
        }
        self.memberships = {
            key: Membership.objects.get(user=self.people[key]) for key in ("member", "fellow")
        }
        for day in sorted(CLOSED):
            Closure.objects.create(
                association=self.association, name="إغلاق", first_day=day, last_day=day
            )
        version = make_policy_version(self.association, floor_days=FLOOR_DAYS)
        PolicyVersion.objects.filter(pk=version.pk).update(in_force_until=FLOOR_UNTIL)
        self.services = {
            (kind, route): self.service(kind=kind, route=route)
            for kind in KINDS
            for route in ROUTES
        }
        self.services[NOT_OPEN, "direct"] = self.service(route="direct", is_accepting=False)

    def offered(self, kind: str, route: str) -> ServicePage:
        """The service as it is read for a request, with the association as it stands."""
        return ServicePage.objects.get(pk=self.services[kind, route].pk)

    def service(self, *, route: str, **fields: Any) -> ServicePage:
        page = make_service(self.association, route, open_to="everyone", **fields)
        page.form_fields.create(
            sort_order=0, clean_name="need", label="ما تحتاج إليه", field_type="multiline"
        )
        page.save()
        return ServicePage.objects.get(pk=page.pk)
