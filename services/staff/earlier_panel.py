"""What the same person asked of the association before, on the page of a case."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from services.models import ServiceRequest
from services.panels import Panel
from services.queries import casework_of, with_service_title
from services.references import show_reference
from services.wording import staff_state

MOST_SHOWN = 10


class EarlierRequestsPanel(Panel):
    """The person's other requests with this association, of those the viewer may see; the newest
    ten, and a link to all. One query."""

    template_name = "services/staff/_earlier.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case: ServiceRequest = parent_context["case"]
        found: list[Any] = []
        if case.person_id is not None:
            others = casework_of(parent_context["request"].user).filter(
                person=case.person_id, association=case.association_id
            )
            found = list(with_service_title(others.exclude(pk=case.pk))[: MOST_SHOWN + 1])
        shown = [
            {
                "case": one,
                "reference": show_reference(one.reference),
                "state": staff_state(one.state),
            }
            for one in found[:MOST_SHOWN]
        ]
        return {
            "association": case.association,
            "is_known": case.person_id is not None,
            "rows": shown,
            "all_url": self.all_url(case) if len(found) > MOST_SHOWN else "",
        }

    @staticmethod
    def all_url(case: ServiceRequest) -> str:
        """The list of requests, searched for this person."""
        known_as = case.membership.number if case.membership else case.applicant.get_full_name()
        return f"{reverse('casework:list')}?{urlencode({'q': known_as})}"
