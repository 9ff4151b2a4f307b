"""The calendar of closed days in the Wagtail admin (تقويم الإجازات)."""

from typing import Any, cast

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import HeaderButton

from accounts.models import User
from accounts.queries import APPOINTING_ROLES
from accounts.staff.menu import RoleMenuItem
from accounts.staff.verb_form import VerbFormView
from home.models import Association
from services.closure_log import changes_of
from services.closures import (
    Stretch,
    associations_keeping,
    closures_visible_to,
    delete_closure,
    may_change,
    promises_changed_by,
    save_closure,
    year_of,
)
from services.models import Closure

CHANGES_SHOWN = 20
YEARS = range(2000, 2077)  # those of the Hijri calendar that the site writes


def list_url(association: Association | None, year: int) -> str:
    query = {"year": year, "association": association.pk if association else "all"}
    return f"{reverse('closures:list')}?{urlencode(query)}"


class ClosureForm(forms.ModelForm[Closure]):
    """A stretch of days; the verb says what is wrong with it."""

    class Meta:
        model = Closure
        fields = ["association", "name", "first_day", "last_day", "is_open"]
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("first_day", "last_day")
        }

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        field = cast("forms.ModelChoiceField[Association]", self.fields["association"])
        field.queryset = associations_keeping(by)
        field.empty_label = str(_("All associations"))
        if not by.is_superuser:
            field.required, field.empty_label, field.help_text = True, None, ""


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    """Pages of the calendar, for those who keep one."""

    header_icon = "calendar-alt"
    page_title = _("Holidays and closures")

    @property
    def user(self) -> User:
        return cast(User, self.request.user)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not associations_keeping(self.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def kept(self) -> list[Association]:
        return list(associations_keeping(self.user).order_by("name_ar"))

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        title = CalendarView.page_title
        if self.page_title == title:
            return [*self.breadcrumbs_items, {"url": "", "label": title}]
        back = {"url": reverse("closures:list"), "label": title}
        return [*self.breadcrumbs_items, back, {"url": "", "label": self.page_title}]


class YearView(CalendarView):
    """The closed days of one year, as they result for one association, or for all."""

    template_name = "services/staff/closures.html"

    @cached_property
    def year(self) -> int:
        asked = self.request.GET.get("year", "")
        year = int(asked) if asked.isascii() and asked.isdigit() else 0
        return year if year in YEARS else timezone.localdate().year

    @cached_property
    def association(self) -> Association | None:
        """The one asked for, of those the person keeps; None for all, where they may see that."""
        asked = self.request.GET.get("association", "")
        if asked == "all" and self.user.is_superuser:
            return None
        return next((one for one in self.kept if str(one.pk) == asked), self.kept[0])

    @property
    def header_buttons(self) -> list[HeaderButton]:
        query = {"association": self.association.pk} if self.association else {}
        url = f"{reverse('closures:new')}?{urlencode(query)}"
        return [HeaderButton(_("Add days"), url=url, icon_name="plus")]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        others = [None, *self.kept] if self.user.is_superuser else self.kept
        return super().get_context_data(**kwargs) | {
            "year": self.year,
            "association": self.association,
            "choices": [
                {
                    "name": one.name if one else _("All associations"),
                    "url": list_url(one, self.year),
                    "is_current": one == self.association,
                }
                for one in others
            ]
            if len(others) > 1
            else [],
            "previous_url": list_url(self.association, self.year - 1),
            "next_url": list_url(self.association, self.year + 1),
            "rows": [self.row(one) for one in year_of(self.association, self.year)],
            "changes": changes_of(self.association, most=CHANGES_SHOWN),
        }

    def row(self, stretch: Stretch) -> dict[str, Any]:
        closure = stretch.closure
        keys = {one.pk for one in self.kept} | ({None} if self.user.is_superuser else set())
        changeable = closure is not None and closure.association_id in keys
        move: dict[str, Any] = {
            "name": stretch.name,
            "first_day": stretch.first.isoformat(),
            "last_day": stretch.last.isoformat(),
            "is_open": "on",
        }
        if self.association:
            move["association"] = self.association.pk
        return {
            "stretch": stretch,
            "source": source_of(closure),
            "edit_url": reverse("closures:edit", args=[closure.pk])
            if closure and changeable
            else "",
            "move_url": f"{reverse('closures:new')}?{urlencode(move)}" if closure is None else "",
        }


def source_of(closure: Closure | None) -> Any:
    if closure is None:
        return _("Official, as predicted")
    return _("Own") if closure.association_id else _("All associations")


class ClosureFormView(CalendarView, VerbFormView):
    """Write a stretch of days: first what it would change, then, confirmed, the days."""

    template_name = "services/staff/closure.html"
    form_class = ClosureForm

    @cached_property
    def closure(self) -> Closure:
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"instance": self.closure, "by": self.user}

    def act(self, form: ClosureForm) -> HttpResponse:
        closure = form.save(commit=False)
        if "confirmed" not in self.request.POST:
            return self.render_to_response(
                self.get_context_data(form=form, effect=effect_of(closure))
            )
        save_closure(closure=closure, by=self.user)
        messages.success(self.request, _("Saved: %(name)s.") % {"name": closure.name})
        return redirect(list_url(closure.association, closure.first_day.year))


class NewView(ClosureFormView):
    page_title = _("Add days")

    @cached_property
    def closure(self) -> Closure:
        return Closure()

    def get_initial(self) -> dict[str, Any]:
        asked = self.request.GET
        first = self.kept[0].pk if not self.user.is_superuser else None
        chosen = asked.get("association", "")
        own = chosen if chosen in {str(one.pk) for one in self.kept} else first
        return {
            "association": own,
            "name": asked.get("name", "")[:120],
            "first_day": asked.get("first_day", ""),
            "last_day": asked.get("last_day", ""),
            "is_open": asked.get("is_open") == "on",
        }


class EditView(ClosureFormView):
    page_title = _("Change these days")

    @cached_property
    def closure(self) -> Closure:
        found = get_object_or_404(closures_visible_to(self.user), pk=self.kwargs["pk"])
        if not may_change(self.user, found):
            raise PermissionDenied
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        delete_url = reverse("closures:delete", args=[self.closure.pk])
        return super().get_context_data(**kwargs) | {"delete_url": delete_url}


class DeleteView(CalendarView):
    """Ask, and say what it changes, before the days are taken away."""

    page_title = _("Remove these days")
    template_name = "services/staff/closure_delete.html"
    http_method_names = ["get", "post"]

    closure = EditView.closure

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "closure": self.closure,
            "association": self.closure.association,
            "effect": effect_of(self.closure, is_deleted=True),
            "back_url": list_url(self.closure.association, self.closure.first_day.year),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        closure = self.closure
        url = list_url(closure.association, closure.first_day.year)
        delete_closure(closure=closure, by=self.user)
        messages.success(request, _("Removed: %(name)s.") % {"name": closure.name})
        return redirect(url)


def effect_of(closure: Closure, *, is_deleted: bool = False) -> str:
    """What the change does to what was promised, in a sentence."""
    changed, _total = promises_changed_by(closure, is_deleted=is_deleted)
    if not changed:
        return str(_("This changes the due day of no open request."))
    return ngettext(
        "This changes the due day of %(many)s open request.",
        "This changes the due day of %(many)s open requests.",
        changed,
    ) % {"many": changed}


class ClosuresMenuItem(RoleMenuItem):
    roles = APPOINTING_ROLES
    superusers_too = True


class ClosureViewSet(ViewSet):
    """Holidays and closures, for supervisors; everybody's for superusers."""

    name = "closures"
    url_prefix = "closures"
    icon = "calendar-alt"
    menu_label = _("Holidays and closures")
    menu_name = "closures"
    menu_order = 98
    menu_item_class = ClosuresMenuItem
    add_to_admin_menu = True

    def get_urlpatterns(self) -> list[Any]:
        return [
            path("", YearView.as_view(), name="list"),
            path("new/", NewView.as_view(), name="new"),
            path("<int:pk>/", EditView.as_view(), name="edit"),
            path("<int:pk>/delete/", DeleteView.as_view(), name="delete"),
        ]


closure_viewset = ClosureViewSet()
