"""The person's calendar in the Wagtail admin: what is coming, as a file, and as a subscription."""

from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from services.calendar.entries import DAYS_AHEAD, entries_for
from services.calendar.ics import as_file, as_ics
from services.calendar.keys import address_of, end_key, make_key
from services.models import CalendarKey
from services.queries import works_on_requests


class CalendarView(WagtailAdminTemplateMixin, TemplateView):
    """For who works on requests; the address to subscribe to is made when they ask for it."""

    template_name = "services/staff/calendar.html"
    page_title = gettext_lazy("Calendar")
    header_icon = "calendar-alt"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = cast(User, request.user)
        if not works_on_requests(request.user):
            raise PermissionDenied
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        key = CalendarKey.objects.filter(person=self.user).first()
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {
            "entries": entries_for(self.user),
            "days_ahead": DAYS_AHEAD,
            "key": key,
            "address": address_of(key) if key else "",
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """`action` is `make` or `end`; anything else changes nothing."""
        action = request.POST.get("action")
        if action == "make":
            make_key(person=self.user)
            messages.success(request, _("This is your new address. One you had before is void."))
        elif action == "end":
            end_key(person=self.user)
            messages.success(request, _("Nobody can subscribe to your calendar any more."))
        return redirect("casework:calendar")


class CalendarFileView(CalendarView):
    """The same as a file, to be opened once."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        content = as_ics(entries_for(self.user), name=_("Sila: sittings and due days"))
        return as_file(content, "sila.ics")
