"""Where the committee's sittings stand in the Wagtail admin."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from accounts.staff.menu import RoleMenuItem
from services.committee.members import MANAGERS
from services.staff.hearing import HearView, PostponeView, SendBackView
from services.staff.papers import MinutesView
from services.staff.sitting import (
    AddCasesView,
    CancelView,
    CloseView,
    OpenView,
    SittingView,
)
from services.staff.sittings import PlanView, SittingList


class SittingsMenuItem(RoleMenuItem):
    roles = MANAGERS


class SittingViewSet(ViewSet):
    """Sittings, for who plans or attends them (`services.committee.members.MANAGERS`)."""

    name = "sittings"
    url_prefix = "sittings"
    icon = "calendar-alt"
    menu_label = _("Sittings")
    menu_name = "sittings"
    menu_order = 92
    menu_item_class = SittingsMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        one, item = "<int:sitting_id>/", "<int:sitting_id>/items/<int:item_id>/"
        return [
            path("", SittingList.as_view(), name="list"),
            path("results/", SittingList.as_view(results_only=True), name="list_results"),
            path("new/", PlanView.as_view(), name="new"),
            path(one, SittingView.as_view(), name="one"),
            path(one + "cases/", AddCasesView.as_view(), name="add"),
            path(one + "open/", OpenView.as_view(), name="open"),
            path(one + "close/", CloseView.as_view(), name="close"),
            path(one + "cancel/", CancelView.as_view(), name="cancel"),
            path(one + "minutes/", MinutesView.as_view(), name="minutes"),
            path(item, HearView.as_view(), name="hear"),
            path(item + "postpone/", PostponeView.as_view(), name="postpone"),
            path(item + "send-back/", SendBackView.as_view(), name="send_back"),
        ]


sitting_viewset = SittingViewSet()
