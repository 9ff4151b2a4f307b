"""The list of members and applicants in the Wagtail admin."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn

from accounts.models import Membership
from accounts.queries import (
    Someone,
    associations_deciding,
    memberships_visible_to,
    people_matching,
)
from accounts.staff.listing import ExportListing, left_to_right
from home.models import Association
from saudi.identity import show_mobile
from saudi.text import ascii_digits

Memberships = QuerySet[Membership]
STATUS = Membership.Status


def membership_url(membership: Membership) -> str:
    return reverse("memberships:one", args=[membership.pk])


def own_associations(request: HttpRequest) -> QuerySet[Association]:
    return associations_deciding(request.user)


COLUMNS = [
    TitleColumn("name", label=_("Name"), accessor="user.full_name", get_url=membership_url),
    Column(
        "number",
        label=_("Number"),
        accessor=lambda row: left_to_right(row.number),
        sort_key="number",
    ),
    Column(
        "mobile",
        label=_("Mobile"),
        accessor=lambda row: left_to_right(show_mobile(row.user.phone or "")),
    ),
    StatusTagColumn(
        "status",
        label=_("Status"),
        accessor="get_status_display",
        primary=lambda row: row.is_pending,
    ),
    DateColumn("applied_at", label=_("Applied"), sort_key="applied_at"),
]
ASSOCIATION_COLUMN = Column("association", label=_("Association"), accessor="association.name")


class MembershipFilterSet(WagtailFilterSet):
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=STATUS.choices, widget=forms.CheckboxSelectMultiple
    )
    association = django_filters.ModelChoiceFilter(
        label=_("Association"), queryset=own_associations
    )

    class Meta:
        model = Membership
        fields = ["status", "association"]


class MembershipList(ExportListing):
    """Members and applicants of the associations whose officer or supervisor one is."""

    model = Membership
    page_title = _("Memberships")
    header_icon = "group"
    index_url_name = "memberships:list"
    index_results_url_name = "memberships:list_results"
    filterset_class = MembershipFilterSet
    verbose_name_plural = _("memberships")
    export_filename = "memberships"
    exported = {
        "name": (_("Name"), lambda row: row.user.full_name),
        "number": (_("Number"), lambda row: row.number),
        "mobile": (_("Mobile"), lambda row: row.user.phone or ""),
        "email": (_("E-mail"), lambda row: row.user.email or ""),
        "status": (_("Status"), lambda row: row.get_status_display()),
        "applied": (_("Applied"), lambda row: f"{timezone.localtime(row.applied_at):%Y-%m-%d}"),
        "joined": (_("Joined"), lambda row: f"{row.joined_on or ''}"),
        "association": (_("Association"), lambda row: row.association.name),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not decides_on_members(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def columns(self) -> list[Column]:
        several = own_associations(self.request).count() > 1
        return [*COLUMNS, ASSOCIATION_COLUMN] if several else COLUMNS

    def get_base_queryset(self) -> Memberships:
        return memberships_visible_to(self.request.user).select_related("user", "association")

    def order_queryset(self, queryset: Memberships) -> Memberships:
        """Who waits comes first, and the one who has waited longest first among them."""
        if self.ordering:
            return queryset.order_by(self.ordering, "-pk")
        waiting = Case(
            When(status=STATUS.PENDING, then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        since = Case(When(status=STATUS.PENDING, then="applied_at"))
        return queryset.order_by(waiting, since, "-applied_at", "-pk")

    def search_queryset(self, queryset: Memberships) -> Memberships:
        if not self.is_searching:
            return queryset
        number = " ".join(ascii_digits(self.search_query).split())
        return queryset.filter(
            Q(number__icontains=number) | people_matching(self.search_query, "user__")
        )


def decides_on_members(user: Someone) -> bool:
    """Whether the list of members opens to the person."""
    return associations_deciding(user).exists()
