"""The decisions on a person's request, on its page."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from services.models import ServiceRequest
from services.panels import Panel
from services.views.access import signed_in


class DecisionsPanel(Panel):
    """The decisions that were announced, with their letters, and how to appeal while one may."""

    name = "decisions"
    template_name = "services/includes/decisions.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        one: ServiceRequest = parent_context["one"]
        decisions = list(one.decisions.announced())
        may = bool(decisions) and "appeal" in parent_context["open_moves"]
        return {
            "one": one,
            "association": one.association,
            "decisions": decisions,
            "appeal_until": one.appeal_until if may else None,
        }


def may_appeal(request: HttpRequest, one: ServiceRequest) -> bool:
    return "appeal" in one.names_open_to(signed_in(request))
