"""What the person signed when, on the page of their request, and the way to sign again."""

from collections.abc import Mapping
from typing import Any

from services.attested import signatures
from services.models import ServiceRequest
from services.panels import Panel


class SignedPanel(Panel):
    """The person's signatures, the newest first, with what changed in between."""

    template_name = "services/includes/signed.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        one: ServiceRequest = parent_context["one"]
        open_moves: set[str] = parent_context["open_moves"]
        return {
            "one": one,
            "association": one.association,
            "signatures": signatures(one),
            "may_amend": "amend" in open_moves,
        }
