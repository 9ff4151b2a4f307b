"""What was delivered, on the person's page of a request."""

from collections.abc import Mapping
from typing import Any

from services.delivery_plan import plan_in_words, plan_of
from services.panels import Panel


class DeliveriesPanel(Panel):
    """What was delivered, what comes next, and what the person has not confirmed yet."""

    template_name = "services/includes/deliveries.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        one = parent_context["one"]
        deliveries = list(one.deliveries.in_force())
        return {
            "one": one,
            "association": one.association,
            "deliveries": deliveries,
            "plan": plan_of(one, deliveries),
            "plan_words": plan_in_words(one),
        }
