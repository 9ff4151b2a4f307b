"""What waits for the person, on the home of the Wagtail admin."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from wagtail.admin.ui.components import Component

from home.models import Association
from services.models import State
from services.queries import works_on_requests
from services.staff.counting import shown_counts
from services.wording import staff_state
from services.worklist.tabs import Narrowing, Tab, Worklist


class WaitingForYouPanel(Component):
    """How many requests wait in each queue, with a link to each; nothing for who has no queue."""

    name = "waiting_for_you"
    template_name = "services/staff/waiting.html"
    order = 100

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        user = parent_context["request"].user
        if not works_on_requests(user):
            return {"is_shown": False}
        worklist = Worklist(user)
        queues = worklist.queues()
        counts = shown_counts(
            [
                worklist.requests(Tab.QUEUE, Narrowing(associations=[one.pk], states=[state]))
                for one, state in queues
            ]
        )
        several = len(worklist.associations) > 1
        rows = [self.row(*queue, many, several) for queue, many in zip(queues, counts, strict=True)]
        return {"is_shown": True, "rows": [row for row in rows if row["many"]]}

    @staticmethod
    def row(association: Association, state: State, many: str, several: bool) -> dict[str, Any]:
        query: dict[str, Any] = {"tab": Tab.QUEUE.value, "state": state.value}
        if several:
            query["association"] = association.pk
        return {
            "state": staff_state(state),
            "many": many,
            "association": association.name if several else "",
            "url": f"{reverse('casework:list')}?{urlencode(query)}",
        }
