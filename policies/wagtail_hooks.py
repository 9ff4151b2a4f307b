"""Policies in the Wagtail admin."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from accounts.models import User
from policies.approval import may_approve
from policies.drafting import importable_associations
from policies.files import keep_unpublished
from policies.models import PolicyPage
from policies.views.approve import ApprovePolicyView
from policies.views.deletion import refuse_deletion
from policies.views.import_review import ReviewPolicyImportView
from policies.views.importing import PreviewPolicyImportView, UploadPolicyView

hooks.register("before_serve_document", keep_unpublished)


@hooks.register("register_admin_urls")
def admin_urls() -> list[URLPattern]:
    return [
        path("policies/<int:page_id>/approve/", ApprovePolicyView.as_view(), name="approve_policy"),
        path("policies/import/", UploadPolicyView.as_view(), name="import_policy"),
        path(
            "policies/import/<str:token>/",
            PreviewPolicyImportView.as_view(),
            name="preview_policy_import",
        ),
        path(
            "policies/<int:page_id>/import/",
            ReviewPolicyImportView.as_view(),
            name="review_policy_import",
        ),
    ]


class ImportMenuItem(MenuItem):
    """Shown to those who may add policies to some association."""

    def is_shown(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and importable_associations(user).exists()


@hooks.register("register_admin_menu_item")
def import_menu_item() -> MenuItem:
    return ImportMenuItem(
        _("Import a policy"), reverse("import_policy"), icon_name="upload", order=350
    )


@hooks.register("register_page_header_buttons")
def review_button(
    page: Any, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """To the warnings of an import, from the policy's own menu."""
    if isinstance(page, PolicyPage) and page.import_report is not None:
        url = reverse("review_policy_import", args=[page.pk])
        yield Button(_("Review of the import"), url, icon_name="warning", priority=11)


@hooks.register("register_page_header_buttons")
def approve_button(
    page: Any, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """To record the board's approval, from a policy's own menu in the admin."""
    if not isinstance(page, PolicyPage) or not page.live or page.alias_of_id:
        return
    if page.locale.is_default and may_approve(user, association_id=page.association.pk):
        url = reverse("approve_policy", args=[page.pk])
        yield Button(_("Record the board's approval"), url, icon_name="check", priority=12)


@hooks.register("register_log_actions")
def log_actions(actions: Any) -> None:
    @actions.register_action("policies.approve")
    class ApprovalFormatter(LogFormatter):
        label = _("Record the board's approval")

        def format_message(self, log_entry: Any) -> str:
            data: dict[str, Any] = log_entry.data
            return gettext("Version %(number)s, in force from %(in_force_from)s") % data


@hooks.register("before_delete_page")
def keep_approved_policies(request: HttpRequest, page: Page) -> HttpResponse | None:
    return refuse_deletion(request, [page])


@hooks.register("before_bulk_action")
def keep_approved_policies_together(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    pages = [page for page in objects if isinstance(page, Page)]
    return refuse_deletion(request, pages) if action_type == "delete" else None
