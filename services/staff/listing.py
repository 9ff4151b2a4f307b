"""The list of requests in the Wagtail admin."""

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from accounts.queries import associations_where
from saudi.identity import show_mobile
from services.models import ServicePage, ServiceRequest, State
from services.promises import promised_on
from services.queries import (
    CASEWORK_ROLES,
    Requests,
    casework_of,
    matching,
    queue_of,
    services_seen_by,
    with_service_title,
    works_on_requests,
)
from services.references import show_reference
from services.wording import staff_state

# What a spreadsheet would take for a formula; numbers with their country code are none.
FORMULA = re.compile(r"[=+\-@\t\r](?![\d ]+$)")


def case_url(case: ServiceRequest) -> str:
    return reverse("casework:case", args=[case.reference])


def own_associations(request: HttpRequest) -> Any:
    return associations_where(request.user, CASEWORK_ROLES)


def own_services(request: HttpRequest) -> Any:
    return services_seen_by(request.user)


def moment(at: datetime | None) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else ""


def day(on: date | None) -> str:
    return on.isoformat() if on else ""


def harmless(value: str) -> str:
    """The text, quoted where a spreadsheet would run it as a formula."""
    return f"'{value}" if FORMULA.match(value) else value


COLUMNS = [
    TitleColumn(
        "reference",
        label=_("Reference"),
        accessor=lambda case: show_reference(case.reference),
        get_url=case_url,
        classname="cases__reference",
    ),
    Column("person", label=_("Applicant"), accessor="person.get_full_name"),
    Column("service", label=_("Service"), accessor="service_title"),
    StatusTagColumn(
        "state",
        label=_("State"),
        accessor=lambda case: staff_state(case.state),
        primary=lambda case: not case.is_closed,
    ),
    DateColumn(
        "submitted_at", label=_("Received"), sort_key="submitted_at", classname="cases__wide"
    ),
    Column(
        "promised",
        label=_("Promised by"),
        accessor=lambda case: "" if case.is_closed else day(promised_on(case)),
        classname="cases__day",
    ),
]
ASSOCIATION_COLUMN = Column(
    "association",
    label=_("Association"),
    accessor="association.name",
    classname="cases__wide",
)

# What an export holds: no answers, which are read on the case alone.
EXPORTED: dict[str, tuple[Any, Callable[[ServiceRequest], str]]] = {
    "reference": (_("Reference"), lambda case: show_reference(case.reference)),
    "person": (_("Applicant"), lambda case: case.person.get_full_name()),
    "mobile": (_("Mobile"), lambda case: show_mobile(case.person.phone or "")),
    "number": (_("Number"), lambda case: case.membership.number if case.membership else ""),
    "service": (_("Service"), lambda case: case.service_title),
    "association": (_("Association"), lambda case: case.association.name),
    "state": (_("State"), lambda case: staff_state(case.state)),
    "submitted_at": (_("Received"), lambda case: moment(case.submitted_at)),
    "expected_on": (_("Expected on"), lambda case: day(case.expected_on)),
    "closed_at": (_("Closed"), lambda case: moment(case.closed_at)),
}


class RequestFilterSet(WagtailFilterSet):
    waiting = django_filters.ChoiceFilter(
        label=_("Waiting for you"),
        choices=[("yes", _("Only these"))],
        empty_label=_("All"),
        method="only_waiting",
        widget=forms.RadioSelect,
    )
    state = django_filters.MultipleChoiceFilter(
        label=_("State"),
        choices=lambda: [(state.value, staff_state(state)) for state in State],
        widget=forms.CheckboxSelectMultiple,
    )
    service = django_filters.ModelChoiceFilter(
        label=_("Service"), queryset=own_services, method="in_any_language"
    )
    association = django_filters.ModelChoiceFilter(
        label=_("Association"), queryset=own_associations
    )

    class Meta:
        model = ServiceRequest
        fields = ["waiting", "state", "service", "association"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own_associations(self.request).count() < 2:
            del self.filters["association"]

    def only_waiting(self, queryset: Requests, name: str, value: str) -> Requests:
        return queryset.filter(pk__in=queue_of(self.request.user))

    def in_any_language(self, queryset: Requests, name: str, value: ServicePage) -> Requests:
        return queryset.filter(service__translation_key=value.translation_key)


class RequestListView(SpreadsheetExportMixin, BaseListingView):
    """Requests that the person's roles open to them; nothing of others."""

    model = ServiceRequest
    template_name = "services/staff/list.html"
    page_title = _("Requests")
    header_icon = "list-ul"
    index_url_name = "casework:list"
    index_results_url_name = "casework:list_results"
    is_searchable = True
    filterset_class = RequestFilterSet
    paginate_by = 25
    default_ordering = "-submitted_at"
    verbose_name_plural = _("requests")
    list_export = list(EXPORTED)
    export_headings = {name: heading for name, (heading, _value) in EXPORTED.items()}
    export_filename = "requests"

    @cached_property
    def columns(self) -> list[Column]:
        return [*COLUMNS, ASSOCIATION_COLUMN] if self.serves_several else COLUMNS

    @cached_property
    def serves_several(self) -> bool:
        several: bool = own_associations(self.request).count() > 1
        return several

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not works_on_requests(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_base_queryset(self) -> Requests:
        return with_service_title(casework_of(self.request.user)).select_related(
            "person", "association", "membership", "policy_version"
        )

    def order_queryset(self, queryset: Requests) -> Requests:
        return queryset.order_by(self.ordering, "-pk")

    def search_queryset(self, queryset: Requests) -> Requests:
        return queryset.filter(matching(self.search_query)) if self.is_searching else queryset

    @cached_property
    def verbose_name(self) -> Any:
        return ServiceRequest._meta.verbose_name

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        if self.is_export:
            export: HttpResponse = self.as_spreadsheet(
                context["object_list"], self.request.GET.get("export")
            )
            return export
        response: HttpResponse = super().render_to_response(context, **options)
        return response

    def to_row_dict(self, item: ServiceRequest) -> dict[str, str]:
        return {name: harmless(value(item)) for name, (_heading, value) in EXPORTED.items()}

    def stream_csv(self, queryset: Requests) -> Iterator[bytes]:
        """Begin with a mark by which spreadsheets know UTF-8, or Arabic comes out garbled."""
        yield b"\xef\xbb\xbf"
        yield from super().stream_csv(queryset)
