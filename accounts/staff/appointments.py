"""Who holds which role, in the Wagtail admin: the list, appointing, ending."""

from typing import Any, cast

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from accounts.appointments import appoint, end_appointment
from accounts.models import Appointment, User
from accounts.queries import (
    Someone,
    appointments_visible_to,
    associations_appointing,
    people_matching,
)
from accounts.staff.appointment_forms import AppointForm, EndForm
from accounts.staff.listing import ExportListing, left_to_right
from accounts.staff.verb_form import VerbFormView
from home.models import Association

Appointments = QuerySet[Appointment]
ONE_LINE = "w-whitespace-nowrap"


def end_url(appointment: Appointment) -> str | None:
    if standing(appointment) == pgettext("appointment", "Over"):
        return None
    return reverse("appointments:end", args=[appointment.pk])


def standing(appointment: Appointment) -> str:
    """Where the appointment stands today, in a word."""
    today = timezone.localdate()
    if appointment.ended_at or (appointment.ends_on and appointment.ends_on < today):
        return pgettext("appointment", "Over")
    return (
        pgettext("appointment", "Ahead")
        if appointment.starts_on > today
        else pgettext("appointment", "In force")
    )


def first_day(appointment: Appointment) -> str:
    return left_to_right(appointment.starts_on.isoformat())


def last_day(appointment: Appointment) -> str:
    """The last day, be it agreed from the start or the day on which it was ended early."""
    if appointment.ended_at:
        return left_to_right(timezone.localdate(appointment.ended_at).isoformat())
    return left_to_right(appointment.ends_on.isoformat()) if appointment.ends_on else ""


def own_associations(request: HttpRequest) -> QuerySet[Association]:
    return associations_appointing(request.user)


def appoints(user: Someone) -> bool:
    """Whether the list of appointments opens to the person."""
    return associations_appointing(user).exists()


class AppointmentFilterSet(WagtailFilterSet):
    role = django_filters.ChoiceFilter(label=_("Role"), choices=Appointment.Role.choices)
    when = django_filters.ChoiceFilter(
        label=_("When"),
        choices=[
            ("now", pgettext_lazy("appointment", "In force")),
            ("over", pgettext_lazy("appointment", "Over")),
        ],
        method="only",
    )
    association = django_filters.ModelChoiceFilter(
        label=_("Association"), queryset=own_associations
    )

    class Meta:
        model = Appointment
        fields = ["role", "when", "association"]

    def only(self, queryset: Appointments, name: str, value: str) -> Appointments:
        today = timezone.localdate()
        if value == "now":
            in_force = Appointment.objects.in_force(today)
            return queryset.filter(pk__in=in_force.values("pk"))
        return queryset.filter(Q(ends_on__lt=today) | Q(ended_at__isnull=False))


class AppointmentList(ExportListing):
    """The staff of the associations whose staff one appoints, past and present."""

    model = Appointment
    page_title = _("Staff")
    header_icon = "key"
    index_url_name = "appointments:list"
    index_results_url_name = "appointments:list_results"
    filterset_class = AppointmentFilterSet
    verbose_name_plural = _("appointments")
    default_ordering = "-starts_on"
    columns = [
        TitleColumn("name", label=_("Name"), accessor="user.full_name", get_url=end_url),
        Column("role", label=_("Role"), accessor="get_role_display"),
        StatusTagColumn(
            "standing",
            label=_("Status"),
            accessor=standing,
            primary=lambda row: standing(row) == pgettext("appointment", "In force"),
        ),
        Column(
            "starts_on",
            label=_("From"),
            accessor=first_day,
            sort_key="starts_on",
            classname=ONE_LINE,
        ),
        Column("ends_on", label=_("Until"), accessor=last_day, classname=ONE_LINE),
        Column("association", label=_("Association"), accessor="association.name"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not appoints(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Appoint"), url=reverse("appointments:new"), icon_name="plus")]

    def get_base_queryset(self) -> Appointments:
        return appointments_visible_to(self.request.user).select_related("user", "association")

    def order_queryset(self, queryset: Appointments) -> Appointments:
        return queryset.order_by(self.ordering, "-pk")

    def search_queryset(self, queryset: Appointments) -> Appointments:
        if not self.is_searching:
            return queryset
        return queryset.filter(people_matching(self.search_query, "user__"))


class StaffFormView(WagtailAdminTemplateMixin, VerbFormView):
    """A form under the list of staff."""

    template_name = "accounts/staff/form.html"
    header_icon = "key"
    button = _("Save")

    @property
    def by(self) -> User:
        return cast(User, self.request.user)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("appointments:list"), "label": _("Staff")},
            {"url": "", "label": self.get_page_title()},
        ]


class AppointView(StaffFormView):
    """Appoint somebody who has an account."""

    page_title = _("Appoint")
    button = _("Appoint")
    form_class = AppointForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not appoints(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"associations": own_associations(self.request)}

    def act(self, form: AppointForm) -> HttpResponse:
        appointment = appoint(by=self.by, **form.cleaned_data)
        messages.success(self.request, _("Appointed: %(name)s.") % {"name": appointment.user})
        return redirect("appointments:list")


class EndView(StaffFormView):
    """End an appointment, at once or after a last day."""

    page_title = _("End the appointment")
    button = _("End the appointment")
    form_class = EndForm

    @cached_property
    def appointment(self) -> Appointment:
        visible = appointments_visible_to(self.by).select_related("user", "association")
        return get_object_or_404(visible, pk=self.kwargs["pk"])

    def get_page_subtitle(self) -> str:
        return str(self.appointment)

    def act(self, form: EndForm) -> HttpResponse:
        end_appointment(appointment=self.appointment, by=self.by, **form.cleaned_data)
        messages.success(self.request, _("Saved."))
        return redirect("appointments:list")
