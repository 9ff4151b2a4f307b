"""Where members and staff stand in the Wagtail admin."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from accounts.queries import APPOINTING_ROLES, MEMBERSHIP_ROLES
from accounts.staff.appointments import AppointmentList, AppointView, EndView
from accounts.staff.identity import IdentityViewSet
from accounts.staff.membership import MembershipView
from accounts.staff.memberships import MembershipList
from accounts.staff.menu import RoleMenuItem


class MembershipsMenuItem(RoleMenuItem):
    roles = MEMBERSHIP_ROLES
    superusers_too = True


class MembershipViewSet(ViewSet):
    """Members and applicants, for officers and supervisors."""

    name = "memberships"
    url_prefix = "memberships"
    icon = "group"
    menu_label = _("Memberships")
    menu_name = "memberships"
    menu_order = 95
    menu_item_class = MembershipsMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        results = MembershipList.as_view(results_only=True)
        return [
            path("", MembershipList.as_view(), name="list"),
            path("results/", results, name="list_results"),
            path("<int:pk>/", MembershipView.as_view(http_method_names=["get"]), name="one"),
            path(
                "<int:pk>/<slug:decision>/",
                MembershipView.as_view(http_method_names=["post"]),
                name="decide",
            ),
        ]


class AppointmentsMenuItem(RoleMenuItem):
    roles = APPOINTING_ROLES
    superusers_too = True


class AppointmentViewSet(ViewSet):
    """Staff and their roles, for supervisors."""

    name = "appointments"
    url_prefix = "appointments"
    icon = "key"
    menu_label = _("Staff")
    menu_name = "appointments"
    menu_order = 97
    menu_item_class = AppointmentsMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        results = AppointmentList.as_view(results_only=True)
        return [
            path("", AppointmentList.as_view(), name="list"),
            path("results/", results, name="list_results"),
            path("new/", AppointView.as_view(), name="new"),
            path("<int:pk>/end/", EndView.as_view(), name="end"),
        ]


viewsets = [MembershipViewSet(), AppointmentViewSet(), IdentityViewSet()]
