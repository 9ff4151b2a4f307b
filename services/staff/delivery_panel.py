"""What was delivered, on the page of a case."""

from collections.abc import Mapping
from typing import Any

from services.delivery_plan import ON_THE_WAY, plan_in_words, plan_of
from services.panels import Panel


class DeliveryPanel(Panel):
    """The plan, its progress, and every delivery with the applicant's confirmation."""

    template_name = "services/staff/_deliveries.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case = parent_context["case"]
        rows = list(case.deliveries.select_related("recorded_by", "corrects", "corrected_by"))
        counted = [row for row in rows if row.was_made and not hasattr(row, "corrected_by")]
        return {
            "case": case,
            "association": case.association,
            "rows": rows,
            "plan": plan_of(case, counted),
            "plan_words": plan_in_words(case),
            "is_shown": bool(rows) or case.state in ON_THE_WAY,
        }
