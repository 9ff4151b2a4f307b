"""The register of proposals in the Wagtail admin: the list, its exports, print."""

from collections.abc import Callable
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.widgets.button import HeaderButton

from accounts.queries import associations_where
from accounts.staff.listing import ExportListing
from services.looks import looked_at
from services.models import CaseLook, ProposalEntry, ServiceRequest
from services.models.states import ENDED_UNANSWERED
from services.proposals import REGISTER_ROLES, keeps_register, proposals_seen_by
from services.references import show_reference
from services.staff.list_export import moment
from services.worklist.search import found_by

SHOWN = 80
ENDED = "ended"
Proposals = QuerySet[ProposalEntry]


def shortened(field: str) -> Callable[[ProposalEntry], str]:
    return lambda entry: Truncator(getattr(entry, field)).chars(SHOWN)


def tells_of(entry: ProposalEntry) -> bool:
    """Whether the line tells more of the case than lists of cases do."""
    return bool(entry.reason or entry.outcome or entry.done)


COLUMNS = [
    TitleColumn(
        "reference",
        label=gettext_lazy("Reference"),
        accessor=lambda entry: show_reference(entry.request.reference),
        get_url=lambda entry: reverse("proposals:entry", args=[entry.request.reference]),
        classname="cases__reference",
    ),
    DateColumn(
        "received",
        label=gettext_lazy("Received"),
        accessor="request.submitted_at",
        sort_key="received",
    ),
    Column("person", label=gettext_lazy("From"), accessor="request.applicant.get_full_name"),
    Column(
        "service",
        label=gettext_lazy("Service"),
        accessor="request.service.title",
        classname="cases__wide",
    ),
    StatusTagColumn(
        "decision",
        label=gettext_lazy("Decision"),
        accessor="standing",
        primary=lambda entry: entry.is_studied,
    ),
    Column(
        "reason",
        label=gettext_lazy("Reason"),
        accessor=shortened("reason"),
        classname="cases__wide",
    ),
    Column(
        "outcome",
        label=gettext_lazy("Outcome"),
        accessor=shortened("outcome"),
        classname="cases__wide",
    ),
    Column(
        "done",
        label=gettext_lazy("What was done"),
        accessor=shortened("done"),
        classname="cases__wide",
    ),
]
ASSOCIATION_COLUMN = Column(
    "association", label=gettext_lazy("Association"), accessor="request.association.name"
)
EXPORTED: dict[str, tuple[Any, Callable[[ProposalEntry], str]]] = {
    "reference": (gettext_lazy("Reference"), lambda one: show_reference(one.request.reference)),
    "received": (gettext_lazy("Received"), lambda one: moment(one.request.submitted_at)),
    "person": (gettext_lazy("From"), lambda one: one.request.applicant.get_full_name()),
    "service": (gettext_lazy("Service"), lambda one: one.request.service.title),
    "decision": (gettext_lazy("Decision"), lambda one: one.standing),
    "decided_at": (gettext_lazy("Decided at"), lambda one: moment(one.decided_at)),
    "reason": (gettext_lazy("Reason"), lambda one: one.reason),
    "outcome": (gettext_lazy("Outcome"), lambda one: one.outcome),
    "done": (gettext_lazy("What was done"), lambda one: one.done),
    "association": (gettext_lazy("Association"), lambda one: one.request.association.name),
}


class ProposalFilterSet(WagtailFilterSet):
    decision = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Decision"),
        choices=[*ProposalEntry.Decision.choices, (ENDED, gettext_lazy("Withdrawn or closed"))],
        method="as_shown",
        widget=forms.CheckboxSelectMultiple,
    )

    def as_shown(self, proposals: Proposals, name: str, chosen: list[str]) -> Proposals:
        """By what stands under "decision": of what ended before one, that it did."""
        ended = Q(decision=ProposalEntry.Decision.STUDIED, request__state__in=ENDED_UNANSWERED)
        found = Q(decision__in=chosen) & ~ended
        return proposals.filter(found | ended if ENDED in chosen else found)

    class Meta:
        model = ProposalEntry
        fields = ["decision"]


class ProposalList(ExportListing):
    """The register of the associations whose officer or supervisor one is.

    An export counts as a look at each case in it, as print does, which `is_whole`; a page as one at
    those whose reason, outcome or what was done it shows.
    """

    is_whole = False
    model = ProposalEntry
    template_name = "services/staff/plain_list.html"
    page_title = gettext_lazy("Proposals")
    header_icon = "clipboard-list"
    index_url_name = "proposals:list"
    index_results_url_name = "proposals:list_results"
    filterset_class = ProposalFilterSet
    default_ordering = "-received"
    verbose_name_plural = gettext_lazy("proposals")
    exported = EXPORTED
    export_filename = "proposals"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not keeps_register(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def columns(self) -> list[Column]:
        several = associations_where(self.request.user, REGISTER_ROLES).count() > 1
        return [*COLUMNS, ASSOCIATION_COLUMN] if several else COLUMNS

    @cached_property
    def header_buttons(self) -> list[Any]:
        query = self.request.GET.urlencode()
        url = reverse("proposals:print") + (f"?{query}" if query else "")
        return [HeaderButton(_("Print"), url, icon_name="doc-full")]

    def get_base_queryset(self) -> Proposals:
        return proposals_seen_by(self.request.user).select_related(
            "request__person",
            "request__intake",
            "request__service",
            "request__association",
        )

    def order_queryset(self, queryset: Proposals) -> Proposals:
        return queryset.order_by(self.ordering, "-pk")

    def search_queryset(self, queryset: Proposals) -> Proposals:
        if not self.is_searching:
            return queryset
        where = associations_where(self.request.user, REGISTER_ROLES)
        found = found_by(
            self.search_query,
            ServiceRequest.objects.filter(proposal__in=queryset),
            set(where.values_list("pk", flat=True)),
        )
        return queryset.filter(request__in=found.keys)

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        if self.is_export or self.is_whole:
            shown = ServiceRequest.objects.filter(proposal__in=context["object_list"])
            looked_at(person=self.request.user, requests=shown, what=CaseLook.What.EXPORT)
        else:
            told = [one.request for one in context["object_list"] if tells_of(one)]
            looked_at(person=self.request.user, requests=told, what=CaseLook.What.REGISTER)
        return super().render_to_response(context, **options)


class ProposalPrint(ProposalList):
    """The same register, filtered the same, whole and without the admin around it."""

    template_name = "services/staff/proposals/print.html"
    paginate_by = None
    is_whole = True

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        return context | {
            "entries": list(context["object_list"]),
            "associations": associations_where(self.request.user, REGISTER_ROLES),
        }
