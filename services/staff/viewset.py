"""Where casework stands in the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet

from services.queries import works_on_requests
from services.staff.case import CaseView, MoveView
from services.staff.files import case_file
from services.staff.listing import RequestListView


class CaseworkMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return works_on_requests(request.user)


class CaseworkViewSet(ViewSet):
    """Requests, for those who hold a role in casework (`services.queries.CASEWORK_ROLES`)."""

    name = "casework"
    url_prefix = "requests"
    icon = "list-ul"
    menu_label = _("Requests")
    menu_name = "requests"
    menu_order = 90
    menu_item_class = CaseworkMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", RequestListView.as_view(), name="list"),
            path("results/", RequestListView.as_view(results_only=True), name="list_results"),
            path("<str:reference>/", CaseView.as_view(), name="case"),
            path("<str:reference>/files/<int:file_id>/", case_file, name="file"),
            path("<str:reference>/<slug:move>/", MoveView.as_view(), name="move"),
        ]


casework_viewset = CaseworkViewSet()
