"""A fence around each association in the Wagtail admin.

Wagtail keeps groups from changing what is not theirs, and mostly from seeing it. It was made for
one organisation, though, and where a person's own pages lead nowhere else it shows titles of
others': in choosers, in confirmations of moves and bulk actions, in some reports, and in tags,
which all images and documents share. Those openings are closed here.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import ResolverMatch, reverse
from wagtail.admin.auth import permission_denied
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page
from wagtail.permissions import policy_registry

from accounts.models import User
from accounts.queries import Someone

# What belongs to all associations together, and only superusers need.
SHOW_ALL = {"wagtailadmin_tag_autocomplete", "wagtailadmin_tag_model_autocomplete"}
SHOW_ALL |= {
    f"wagtailadmin_reports:{report}{part}"
    for report in ("locked_pages", "workflow", "workflow_tasks", "page_types_usage", "site_history")
    for part in ("", "_results")
}
# Workflows are made by `accounts.editor_groups`; form submissions are not used.
CLOSED_NAMESPACES = {"wagtailadmin_workflows", "wagtailforms"}
CHOOSE_PAGE = "wagtailadmin_choose_page"
CHOSEN_PAGES = "wagtailadmin_choose_page_chosen_multiple"
BULK = "wagtail_bulk_action"
# How the addresses of the admin name a page, an image or a document.
PAGE_NAMES = ("page_id", "parent_page_id", "page_to_move_id", "destination_id")
FILE_NAMES = ("image_id", "document_id", "doc_id", "pk")


class FenceMiddleware:
    """Turns people away from addresses in the admin that lead beyond their own associations."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        match, user = request.resolver_match, request.user
        if match is None or not match.route.startswith("admin/") or not isinstance(user, User):
            return None
        if user.is_superuser or not user.has_perm("wagtailadmin.access_admin"):
            return None  # to the first all is open, and Wagtail turns the second away
        if match.view_name == CHOOSE_PAGE:
            return _begin_at_own_pages(request, user)
        closed = match.view_name in SHOW_ALL or match.namespace in CLOSED_NAMESPACES
        if closed or _adds_tags(match) or _leads_beyond(request, match, user):
            refusal: HttpResponse = permission_denied(request)
            return refusal
        return None


def pages_seen_by(user: Someone) -> QuerySet[Page]:
    """The pages a person may come upon in the admin: their own, and the way to them."""
    pages: QuerySet[Page] = policy_registry.get_by_type(Page).explorable_instances(user)
    return pages


def files_seen_by(user: Someone, model: Any) -> QuerySet[Any]:
    """The images or documents a person may come upon in the admin."""
    policy = policy_registry.get_by_type(model)
    files: QuerySet[Any] = policy.instances_user_has_any_permission_for(
        user, ["choose", "change", "delete"]
    )
    return files


def _leads_beyond(request: HttpRequest, match: ResolverMatch, user: User) -> bool:
    """Whether the address names a page, image or document that is not the person's to see."""
    listed = _digits(request.GET.getlist("id"))
    label = match.kwargs.get("app_label") if match.view_name == BULK else match.namespace
    for model, namespace in (
        (get_image_model(), "wagtailimages"),
        (get_document_model(), "wagtaildocs"),
    ):
        if label in (namespace, f"{namespace}_chooser"):
            named = _named(match, FILE_NAMES)
            wanted = named | listed
            return bool(wanted) and not _has_all(files_seen_by(user, model), wanted)
    pages = _named(match, PAGE_NAMES)
    if label == "wagtailadmin_pages":
        pages |= _named(match, ("pk",)) | _digits(request.POST.getlist("new_parent_page"))
    if label == "wagtailcore" or match.view_name == CHOSEN_PAGES:
        pages |= listed | _digits(request.GET.getlist("childOf"))
    return bool(pages) and not _has_all(pages_seen_by(user), pages)


def _adds_tags(match: ResolverMatch) -> bool:
    return match.view_name == BULK and match.kwargs.get("action") == "add_tags"


def _named(match: ResolverMatch, names: tuple[str, ...]) -> set[str]:
    return _digits(str(match.kwargs[name]) for name in names if name in match.kwargs)


def _digits(values: Iterable[str]) -> set[str]:
    return {value for value in values if value.isdigit()}


def _has_all(seen: QuerySet[Any], wanted: set[str]) -> bool:
    return seen.filter(pk__in=wanted).count() == len(wanted)


def _begin_at_own_pages(request: HttpRequest, user: User) -> HttpResponse:
    """The page chooser begins where its kind of page is, whosever that is; begin at one's own."""
    own = policy_registry.get_by_type(Page).explorable_root_instance(user)
    if own is None:
        refusal: HttpResponse = permission_denied(request)
        return refusal
    url = reverse("wagtailadmin_choose_page_child", args=[own.pk])
    return HttpResponseRedirect(f"{url}?{request.GET.urlencode()}")
