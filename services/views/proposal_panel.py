"""What became of a proposal, on the page of who made it."""

from collections.abc import Mapping
from typing import Any

from services.models import Kind, ProposalEntry, ServiceRequest
from services.panels import Panel


class ProposalAnswerPanel(Panel):
    """The decision, its reason and what was done; nothing for other kinds of requests."""

    template_name = "services/includes/proposal_answer.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        one: ServiceRequest = parent_context["one"]
        if one.kind != Kind.PROPOSAL:
            return {}
        return {"entry": ProposalEntry.objects.filter(request=one).first()}
