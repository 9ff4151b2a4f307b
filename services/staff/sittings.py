"""The list of sittings in the Wagtail admin, and planning one."""

from typing import Any, cast

import django_filters
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import BaseListingView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from accounts.models import User
from accounts.staff.listing import left_to_right
from accounts.staff.verb_form import VerbFormView
from services.committee.members import associations_with_sittings_of, sittings_of
from services.committee.sittings import LIVE, addable_cases, plan_sitting
from services.models import Sitting
from services.staff.sitting_forms import PlanForm, WhereForm


def sitting_url(sitting: Sitting) -> str:
    return reverse("sittings:one", args=[sitting.pk])


def sitting_name(sitting: Sitting) -> str:
    """Such as "Sitting 3"."""
    name = _("Appeals sitting %(number)s") if sitting.hears_appeals else _("Sitting %(number)s")
    return name % {"number": sitting.number}


def starts(sitting: Sitting) -> str:
    return left_to_right(f"{timezone.localtime(sitting.starts_at):%Y-%m-%d %H:%M}")


class SittingFilterSet(WagtailFilterSet):
    status = django_filters.ChoiceFilter(label=_("Status"), choices=Sitting.Status.choices)
    association = django_filters.ModelChoiceFilter(
        label=_("Association"),
        queryset=lambda request: associations_with_sittings_of(request.user),
    )

    class Meta:
        model = Sitting
        fields = ["status", "association"]


class SittingList(BaseListingView):
    """The sittings of the associations where one plans or attends them, the next first."""

    model = Sitting
    template_name = "services/staff/plain_list.html"
    page_title = _("Sittings")
    header_icon = "calendar-alt"
    index_url_name = "sittings:list"
    index_results_url_name = "sittings:list_results"
    filterset_class = SittingFilterSet
    paginate_by = 25
    default_ordering = "-starts_at"
    verbose_name_plural = _("sittings")
    columns = [
        TitleColumn("number", label=_("Sitting"), accessor=sitting_name, get_url=sitting_url),
        Column("starts_at", label=_("Date and time"), accessor=starts, sort_key="starts_at"),
        StatusTagColumn(
            "status",
            label=_("Status"),
            accessor="get_status_display",
            primary=lambda sitting: sitting.status in LIVE,
        ),
        Column("cases", label=_("Cases"), accessor="cases", classname="cases__wide"),
        Column(
            "association",
            label=_("Association"),
            accessor="association.name",
            classname="cases__wide",
        ),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not associations_with_sittings_of(cast(User, request.user)).exists():
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    @cached_property
    def verbose_name(self) -> Any:
        return Sitting._meta.verbose_name

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        return [HeaderButton(_("Plan a sitting"), url=reverse("sittings:new"), icon_name="plus")]

    def get_base_queryset(self) -> QuerySet[Sitting]:
        sittings = sittings_of(cast(User, self.request.user))
        return sittings.select_related("association").annotate(
            cases=Count("items__request", distinct=True)
        )

    def order_queryset(self, queryset: QuerySet[Sitting]) -> QuerySet[Sitting]:
        return queryset.order_by(self.ordering, "-pk")


class PlanView(WagtailAdminTemplateMixin, VerbFormView):
    """Plan a sitting; the address tells for which association, and whether it hears appeals."""

    template_name = "services/staff/plan_sitting.html"
    page_title = _("Plan a sitting")
    header_icon = "calendar-alt"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.by = cast(User, request.user)
        self.associations = associations_with_sittings_of(self.by)
        first = self.associations.first()
        if first is None:
            raise PermissionDenied
        asked = {"association": first.pk, **request.GET.dict()}
        self.where = WhereForm(asked, associations=self.associations)
        self.association, self.hears_appeals = first, False
        if self.where.is_valid():
            self.association = self.where.cleaned_data["association"]
            self.hears_appeals = bool(self.where.cleaned_data["hears_appeals"])
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("sittings:list"), "label": _("Sittings")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_form(self, form_class: Any = None) -> PlanForm:
        cases = addable_cases(self.association, hears_appeals=self.hears_appeals, by=self.by)
        return PlanForm(self.request.POST or None, cases=cases)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        more = {"where": self.where, "several": self.associations.count() > 1}
        return super().get_context_data(**kwargs) | more

    def act(self, form: PlanForm) -> HttpResponse:
        sitting = plan_sitting(
            association=self.association,
            hears_appeals=self.hears_appeals,
            by=self.by,
            **form.cleaned_data,
        )
        messages.success(self.request, _("Planned: %(name)s.") % {"name": sitting_name(sitting)})
        return redirect(sitting_url(sitting))
