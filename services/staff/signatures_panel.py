"""The attestations of a case (الإقرارات): what was signed when, and what changed in between."""

from collections.abc import Mapping
from typing import Any

from services.attested import changed_since_signature, signatures
from services.models import ServiceRequest
from services.panels import Panel


class SignaturesPanel(Panel):
    """Every signature, the newest first, and the way to correct answers or record a signature."""

    template_name = "services/staff/_signatures.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case: ServiceRequest = parent_context["case"]
        return {
            "case": case,
            "association": parent_context["association"],
            "signatures": signatures(case),
            "is_attested": parent_context["is_attested"],
            "changed": changed_since_signature(case),
            "open_moves": parent_context["open_moves"],
            "clauses": parent_context["clauses"],
            "version": case.policy_version,
        }
