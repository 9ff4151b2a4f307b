"""The Wagtail admin's review of an import: its warnings, and what may be mended."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from policies.models import PolicyPage
from policies.repair import accept_offer, offers_for
from policies.sections import TITLES
from policies.views.importing import ImporterMixin, explained


class ReviewPolicyImportView(ImporterMixin, TemplateView):
    """Each warning with its place, and each scrambled clause beside what it likely was."""

    template_name = "policies/admin/import_review.html"
    page_title = gettext_lazy("Review of the import")

    @cached_property
    def page(self) -> PolicyPage:
        return get_object_or_404(PolicyPage, pk=self.kwargs["page_id"], import_report__isnull=False)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.page.permissions_for_user(self.person).can_edit():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        report = self.page.import_report or {}
        return context | {
            "page": self.page,
            "edit_url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
            "offers": [
                (TITLES[offer.section], offer) for offer in offers_for(self.page, by=self.person)
            ],
            "statement": report.get("approval", {}).get("statement", ""),
            "warnings": explained(report.get("warnings", [])),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            accept_offer(
                page=self.page,
                anchor=request.POST.get("anchor", ""),
                text=request.POST.get("text", "").replace("\r\n", "\n"),
                by=self.person,
            )
        except ValidationError as error:
            messages.error(request, error.messages[0])
        else:
            messages.success(request, _("The clause is mended in the draft."))
        return redirect("review_policy_import", self.page.pk)
