"""What the pages of prepared words share: canned replies and templates of notices."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from accounts.staff.verb_form import VerbFormView


class PreparedView(WagtailAdminTemplateMixin):
    """A page under a list; `list_url` and `list_label` are where it leads back to."""

    header_icon = "edit"
    list_label: Any = ""
    request: HttpRequest

    @property
    def by(self) -> User:
        return cast(User, self.request.user)

    @property
    def list_url(self) -> str:
        raise NotImplementedError

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": self.list_url, "label": self.list_label},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]


class PreparedFormView(PreparedView, VerbFormView):
    """Writes some of them, then leads back to the list."""

    saved: Any = ""

    def act(self, form: Any) -> HttpResponse:
        self.save(form)
        messages.success(self.request, self.saved)
        return redirect(self.list_url)

    def save(self, form: Any) -> None:
        raise NotImplementedError


class ConfirmView(PreparedView, TemplateView):
    """Asks whether one is sure, then acts."""

    template_name = "services/staff/prepared_confirm.html"
    question: Any = ""
    consequence: Any = ""
    button: Any = ""
    done: Any = ""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.act()
        messages.success(request, self.done)
        return redirect(self.list_url)

    def act(self) -> None:
        raise NotImplementedError
