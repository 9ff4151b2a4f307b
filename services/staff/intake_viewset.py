"""Where taking requests in stands in the Wagtail admin."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.base import ViewSet

from accounts.staff.menu import RoleMenuItem
from services.intake.people import TAKES_IN
from services.staff import intake_views as views


class IntakeMenuItem(RoleMenuItem):
    roles = TAKES_IN


class IntakeViewSet(ViewSet):
    """Taking requests in, for relations officers and branch delegates.

    Registered before the list of requests, within whose addresses these stand.
    """

    name = "intake"
    url_prefix = "requests/new"
    icon = "plus"
    menu_label = _("Take in a request")
    menu_name = "intake"
    menu_order = 91
    menu_item_class = IntakeMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", views.StartView.as_view(), name="start"),
            path("<int:draft_id>/person/", views.PersonView.as_view(), name="person"),
            path("<int:draft_id>/answers/", views.AnswersView.as_view(), name="answers"),
            path("<int:draft_id>/review/", views.ReviewView.as_view(), name="review"),
            path("<int:draft_id>/discard/", views.DiscardView.as_view(), name="discard"),
            path("<str:reference>/receipt/", views.ReceiptView.as_view(), name="receipt"),
        ]


intake_viewset = IntakeViewSet()
