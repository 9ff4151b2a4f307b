"""What casework adds to the Wagtail admin."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from services.staff.home_panel import WaitingForYouPanel
from services.staff.page_deletion import refuse_deletion
from services.staff.viewset import CaseworkViewSet, casework_viewset


@hooks.register("register_admin_viewset")
def register_casework() -> CaseworkViewSet:
    return casework_viewset


@hooks.register("construct_homepage_panels")
def add_what_waits(request: HttpRequest, panels: list[Any]) -> None:
    panels.append(WaitingForYouPanel())


@hooks.register("before_delete_page")
def keep_requested_services(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse_deletion(request, [page])


@hooks.register("before_bulk_action")
def keep_requested_services_together(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    pages = [page for page in objects if isinstance(page, Page)]
    return refuse_deletion(request, pages) if action_type == "delete" else None
