"""What waits for the person, on the home of the Wagtail admin."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component

from services.queries import Queue, queues_of, works_on_requests
from services.wording import staff_state


class WaitingForYouPanel(Component):
    """How many requests wait in each queue, with a link to each; nothing for who has no queue."""

    name = "waiting_for_you"
    template_name = "services/staff/waiting.html"
    order = 100

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        user = parent_context["request"].user
        queues = queues_of(user)
        several = len({queue.association.pk for queue in queues}) > 1
        return {
            "is_shown": works_on_requests(user),
            "rows": [self.row(queue, several) for queue in queues],
        }

    @staticmethod
    def row(queue: Queue, several: bool) -> dict[str, Any]:
        query: dict[str, Any] = {"waiting": "yes", "state": queue.state.value}
        if several:
            query["association"] = queue.association.pk
        return {
            "state": staff_state(queue.state),
            "many": queue.many,
            "association": queue.association.name if several else "",
            "url": f"{reverse('casework:list')}?{urlencode(query)}",
        }
