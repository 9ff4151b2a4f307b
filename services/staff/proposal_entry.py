"""One line of the register of proposals in the Wagtail admin."""

from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.form_errors import add_errors
from accounts.models import User
from services.casework import MoveNotAllowed, StaleRequest, enter_in_register
from services.looks import looked_at
from services.models import CaseLook, ProposalEntry
from services.models.special import LONGEST_ENTRY
from services.proposals import proposals_seen_by
from services.references import show_reference
from services.staff.forms import text_field


class EntryForm(forms.Form):
    """What became of a proposal."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    decision = forms.ChoiceField(
        label=gettext_lazy("Decision"), choices=ProposalEntry.Decision.choices
    )
    reason = text_field(
        gettext_lazy("Reason"),
        LONGEST_ENTRY,
        required=False,
        help_text=gettext_lazy("The applicant reads this."),
    )
    outcome = text_field(
        gettext_lazy("Outcome"),
        LONGEST_ENTRY,
        required=False,
        help_text=gettext_lazy("For colleagues only; never shown to the applicant."),
    )
    done = text_field(
        gettext_lazy("What was done"),
        LONGEST_ENTRY,
        required=False,
        help_text=gettext_lazy("The applicant reads this."),
    )


class EntryView(WagtailAdminTemplateMixin, TemplateView):
    """One line of the register; 404 for whom it is not to be seen."""

    template_name = "services/staff/proposals/entry.html"
    header_icon = "clipboard-list"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)
        self.entry = self.read()

    def read(self) -> ProposalEntry:
        lines = proposals_seen_by(self.user).select_related(
            "request__service", "request__association", "request__person", "request__intake"
        )
        entry = lines.filter(request__reference=self.kwargs["reference"]).first()
        if entry is None:
            raise Http404
        return entry

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(self.form())

    def form(self) -> EntryForm:
        entry = self.entry
        written = {name: getattr(entry, name) for name in ("decision", "reason", "outcome", "done")}
        return EntryForm(initial={"version": entry.request.version, **written})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = EntryForm(request.POST)
        if not form.is_valid():
            return self.shown(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            enter_in_register(request=self.entry.request, by=self.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            return self.shown(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        except (StaleRequest, MoveNotAllowed):
            self.entry = self.read()
            data = request.POST.copy()
            data["version"] = str(self.entry.request.version)
            messages.warning(request, _("This case has changed in the meantime. Read it again."))
            return self.shown(EntryForm(data), HTTPStatus.CONFLICT)
        messages.success(request, _("Written into the register. The applicant is told."))
        return redirect("proposals:list")

    def shown(self, form: EntryForm, status: int = 200) -> HttpResponse:
        case = self.entry.request
        looked_at(person=self.user, requests=[case], what=CaseLook.What.CASE)
        context = {"form": form, "entry": self.entry, "case": case, "association": case.association}
        return self.render_to_response(self.get_context_data(**context), status=status)

    def get_page_title(self) -> str:
        return show_reference(self.entry.request.reference)

    def get_page_subtitle(self) -> str:
        return self.entry.request.applicant.get_full_name()

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("proposals:list"), "label": _("Proposals")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]
