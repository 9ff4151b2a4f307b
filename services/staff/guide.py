"""How cases move, for those who work on them: from the state machine itself, in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from services.models import Route, State
from services.models.states import END_STATES
from services.queries import works_on_requests
from services.staff.state_drawing import Drawing
from services.state_guide import Move, moves_from, moves_from_anywhere
from services.wording import staff_state


class GuideView(WagtailAdminTemplateMixin, TemplateView):
    """What can happen to a case from where, and who does it; for who works on requests."""

    template_name = "services/staff/guide.html"
    page_title = gettext_lazy("How cases move")
    header_icon = "help"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not works_on_requests(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("casework:list"), "label": _("Requests")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "drawing": Drawing.of_states(),
            "states": [
                {
                    "name": staff_state(state),
                    "is_end": state in END_STATES,
                    "moves": [row(move) for move in moves_from(state)],
                }
                for state in State
            ],
            "from_anywhere": [row(move) for move in moves_from_anywhere()],
        }


def row(move: Move) -> dict[str, Any]:
    """A move as the tables show it."""
    return {
        "action": move.action,
        "who": move.who,
        "ends": staff_state(move.target) if move.target else "",
        "steps": move.steps,
        "is_told": move.is_told,
        "route": Route(move.route).label if move.route else "",
    }
