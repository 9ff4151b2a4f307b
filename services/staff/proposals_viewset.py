"""The register of proposals among the pages of the Wagtail admin."""

from typing import Any

from django.urls import path
from django.utils.translation import gettext_lazy
from wagtail.admin.viewsets.base import ViewSet

from accounts.staff.menu import RoleMenuItem
from services.proposals import REGISTER_ROLES
from services.staff.proposal_entry import EntryView
from services.staff.proposals import ProposalList, ProposalPrint


class ProposalsMenuItem(RoleMenuItem):
    roles = REGISTER_ROLES


class ProposalViewSet(ViewSet):
    """The register of proposals, for officers and supervisors."""

    name = "proposals"
    url_prefix = "proposals"
    icon = "clipboard-list"
    menu_label = gettext_lazy("Proposals")
    menu_name = "proposals"
    menu_order = 93
    menu_item_class = ProposalsMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", ProposalList.as_view(), name="list"),
            path("results/", ProposalList.as_view(results_only=True), name="list_results"),
            path("print/", ProposalPrint.as_view(), name="print"),
            path("<str:reference>/", EntryView.as_view(), name="entry"),
        ]


proposal_viewset = ProposalViewSet()
