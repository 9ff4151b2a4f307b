"""What casework adds to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from services import closure_log
from services.staff.canned_replies import canned_replies_viewset
from services.staff.closures import ClosureViewSet, closure_viewset
from services.staff.home_panel import WaitingForYouPanel
from services.staff.intake_viewset import IntakeViewSet, intake_viewset
from services.staff.notice_templates import notice_templates_viewset
from services.staff.page_deletion import refuse_deletion
from services.staff.proposals_viewset import ProposalViewSet, proposal_viewset
from services.staff.reports_panel import ReportsDuePanel
from services.staff.sittings_viewset import SittingViewSet, sitting_viewset
from services.staff.viewset import CalendarMenuItem, CaseworkViewSet, casework_viewset


@hooks.register("register_admin_viewset")
def register_casework() -> CaseworkViewSet:
    return casework_viewset


@hooks.register("register_admin_menu_item")
def register_calendar() -> MenuItem:
    return CalendarMenuItem()


@hooks.register("register_admin_viewset")
def register_closures() -> ClosureViewSet:
    return closure_viewset


@hooks.register("register_admin_viewset")
def register_sittings() -> SittingViewSet:
    return sitting_viewset


@hooks.register("register_admin_viewset", order=-1)
def register_intake() -> IntakeViewSet:
    return intake_viewset


@hooks.register("register_admin_viewset")
def register_proposals() -> ProposalViewSet:
    return proposal_viewset


@hooks.register("construct_homepage_panels")
def add_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingForYouPanel())
    panels.append(ReportsDuePanel())


@hooks.register("before_delete_page")
def keep_requested_services(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse_deletion(request, [page])


@hooks.register("before_bulk_action")
def keep_requested_services_together(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    pages = [page for page in objects if isinstance(page, Page)]
    return refuse_deletion(request, pages) if action_type == "delete" else None


@hooks.register("register_admin_viewset")
def register_prepared_words() -> list[ViewSet]:
    return [canned_replies_viewset, notice_templates_viewset]


@hooks.register("register_log_actions")
def name_what_is_logged(actions: LogActionRegistry) -> None:
    for action, label in (
        ("services.reply_made", _("Canned reply written")),
        ("services.reply_changed", _("Canned reply changed")),
        ("services.reply_deleted", _("Canned reply deleted")),
        ("services.template_saved", _("Text of a notice changed")),
        ("services.template_reset", _("Notice back to the standard words")),
        (closure_log.MADE, _("Days added to the calendar")),
        (closure_log.CHANGED, _("Days of the calendar changed")),
        (closure_log.DELETED, _("Days taken out of the calendar")),
    ):
        actions.register_action(action, label, label)
