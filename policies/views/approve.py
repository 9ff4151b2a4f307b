"""The Wagtail admin's form for a board's approval of a policy."""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets import AdminDateInput

from accounts.models import User
from accounts.staff.verb_form import VerbFormView
from policies.approval import approve, may_approve
from policies.models import PolicyPage


class ApprovalForm(forms.Form):
    in_force_from = forms.DateField(
        label=gettext_lazy("In force from"),
        help_text=gettext_lazy("Requests handed in from this day on are handled by this text."),
        widget=AdminDateInput,
    )


class ApprovePolicyView(WagtailAdminTemplateMixin, VerbFormView):
    """Asks from which day the approved text is in force, and freezes it."""

    form_class = ApprovalForm
    template_name = "policies/admin/approve.html"
    page_title = gettext_lazy("Record the board's approval")
    header_icon = "check"

    @cached_property
    def page(self) -> PolicyPage:
        return get_object_or_404(PolicyPage, pk=self.kwargs["page_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_approve(request.user, association_id=self.page.association.pk):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self) -> dict[str, Any]:
        return {"in_force_from": self.page.effective_from or timezone.localdate()}

    def get_page_subtitle(self) -> str:
        return str(self.page.title)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["page"] = self.page
        context["newest"] = self.page.versions.order_by("-number").first()
        context["edit_url"] = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return context

    def act(self, form: ApprovalForm) -> HttpResponse:
        if not isinstance(self.request.user, User):
            raise PermissionDenied
        version = approve(page=self.page, by=self.request.user, **form.cleaned_data)
        text = _("Version %(number)s of “%(policy)s” is recorded.")
        messages.success(self.request, text % {"number": version.number, "policy": version.title})
        return redirect("wagtailadmin_pages:edit", self.page.pk)
