"""What people and their roles add to the Wagtail admin."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSet
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page
from wagtail.query import PageQuerySet

from accounts.editor_groups import prepare_association
from accounts.fence import pages_seen_by
from accounts.files_admin import OwnDocuments, OwnImages
from accounts.pages_admin import page_viewset
from accounts.staff.viewsets import viewsets
from home.models import AssociationPage


# After simple_translation's hook, which makes the page's counterparts in other languages.
@hooks.register("after_create_page", order=100)
def prepare_a_new_association(request: HttpRequest, page: Page) -> None:
    if isinstance(page, AssociationPage):
        prepare_association(page.association)


@hooks.register("register_admin_viewset")
def register_people() -> list[ViewSet]:
    return list(viewsets)


# After Wagtail's own viewset for pages, which this one replaces.
@hooks.register("register_admin_viewset", order=100)
def register_pages() -> ViewSet:
    return page_viewset


# After Wagtail's own, whose endpoints these replace.
@hooks.register("construct_admin_api", order=100)
def keep_files_apart(router: WagtailAPIRouter) -> None:
    router.register_endpoint("images", OwnImages)
    router.register_endpoint("documents", OwnDocuments)


@hooks.register("construct_page_chooser_queryset")
def choose_among_own_pages(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    return pages.filter(pk__in=pages_seen_by(request.user).values("pk"))


@hooks.register("construct_reports_menu")
def show_reports_that_open(request: HttpRequest, items: list[MenuItem]) -> None:
    if not request.user.is_superuser:
        items[:] = [item for item in items if item.name == "aging-pages"]


@hooks.register("construct_main_menu")
def leave_out_form_submissions(request: HttpRequest, items: list[MenuItem]) -> None:
    """Requests are casework; Wagtail's own submissions of forms are not used."""
    items[:] = [item for item in items if item.name != "forms"]


@hooks.register("register_log_actions")
def name_what_happens_to_people(actions: LogActionRegistry) -> None:
    for action, label in (
        ("accounts.membership_applied", _("Applied for membership")),
        ("accounts.membership_accepted", _("Membership accepted")),
        ("accounts.membership_declined", _("Membership declined")),
        ("accounts.membership_ended", _("Membership ended")),
        ("accounts.appointed", _("Appointed")),
        ("accounts.appointment_ended", _("Appointment ended")),
        ("accounts.identity_changed", _("Identity changed")),
    ):
        actions.register_action(action, label, label)
