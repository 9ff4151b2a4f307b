"""Social research on the page of a case: the question, and of the report what is theirs to read."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from services.panels import Panel
from services.queries import may_read_reports


class ResearchPanel(Panel):
    """Researchers read reports and their files; all others who see the case finding and advice."""

    template_name = "services/staff/_research.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case = parent_context["case"]
        referrals = list(
            case.referrals.select_related(
                "referred_by", "assigned_to", "reported_by"
            ).prefetch_related("files")
        )
        return {
            "case": case,
            "association": case.association,
            "referrals": referrals,
            "reads_reports": bool(referrals)
            and may_read_reports(parent_context["request"].user, case),
            "today": timezone.localdate(),
        }
