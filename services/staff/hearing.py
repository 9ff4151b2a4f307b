"""Hearing a case in an open sitting: votes and decision, postponing, sending back."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from accounts.form_errors import add_errors
from services.casework import MoveNotAllowed, StaleRequest
from services.committee.agenda import AgendaRow, agenda, is_heard_by
from services.committee.announcing import may_be_announced_now
from services.committee.decisions import decide, postpone, send_back
from services.committee.members import present_at, voters_of
from services.looks import looked_at
from services.models import AgendaItem, CaseLook, ServiceRequest, Sitting
from services.promises import earliest_decision_on
from services.staff.sitting import SittingBase
from services.staff.sitting_forms import HearForm, PostponeForm, SendBackForm
from services.staff.sittings import sitting_url


class HearView(SittingBase):
    """One case before the sitting; 404 for whom the case does not open."""

    template_name = "services/staff/hear.html"
    http_method_names = ["get", "post"]
    # The form that a post to this address fills in.
    sends = "form"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.row, self.case = self.read_row(kwargs["item_id"])

    def read_row(self, item_id: int) -> tuple[AgendaRow, ServiceRequest]:
        for row in agenda(self.sitting, reader=self.user):
            if row.item.pk == item_id and row.case is not None:
                row.item.sitting, row.item.request = self.sitting, row.case
                return row, row.case
        raise Http404

    def get_page_title(self) -> str:
        return self.row.reference

    def get_page_subtitle(self) -> str:
        return self.row.service

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.row.reference}]

    def is_before_sitting(self) -> bool:
        return (
            self.sitting.status == Sitting.Status.OPEN
            and self.row.item.outcome == AgendaItem.Outcome.WAITING
            and is_heard_by(self.case, self.sitting)
        )

    def forms(self) -> dict[str, Any]:
        """A form for each thing the person may do here; what was posted in its own."""
        data = {self.sends: self.request.POST if self.request.method == "POST" else None}
        voters = voters_of(self.row.item)
        open_forms: dict[str, Any] = {}
        if self.user in voters:
            open_forms["form"] = HearForm(data.get("form"), item=self.row.item, voters=voters)
        moves = self.case.names_open_to(self.user)
        if "postpone" in moves and self.user in present_at(self.sitting):
            open_forms["postpone_form"] = PostponeForm(data.get("postpone_form"), prefix="later")
        if "send_back" in moves:
            open_forms["back_form"] = SendBackForm(
                data.get("back_form"), prefix="back", initial={"version": self.case.version}
            )
        return open_forms

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_before_sitting():
            return self.too_late()
        return self.render_to_response(self.get_context_data(**self.forms()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        early = None if may_be_announced_now(self.case) else earliest_decision_on(self.case)
        return super().get_context_data(**kwargs) | {
            "row": self.row,
            "case": self.case,
            "floor": early,
            "voters": voters_of(self.row.item),
        }

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        looked_at(person=self.user, requests=[self.case], what=CaseLook.What.CASE)
        shown: HttpResponse = super().render_to_response(context, **options)
        return shown

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.is_before_sitting():
            return self.too_late()
        open_forms = self.forms()
        form = open_forms.get(self.sends)
        if form is None:
            raise Http404
        if form.is_valid():
            try:
                self.act(form)
            except ValidationError as error:
                add_errors(form, error)
            except (StaleRequest, MoveNotAllowed):
                messages.warning(
                    request, _("This case has changed in the meantime. Read it again.")
                )
                return redirect("sittings:hear", self.sitting.pk, self.row.item.pk)
            else:
                return redirect(sitting_url(self.sitting))
        return self.render_to_response(
            self.get_context_data(**open_forms), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )

    def act(self, form: Any) -> None:
        decision = decide(item=self.row.item, by=self.user, **form.arguments())
        told = _("Decided, and announced to the applicant.")
        if decision.announced_at is None:
            told = _("Decided. It is announced on the day the policy sets.")
        messages.success(self.request, told)

    def too_late(self) -> HttpResponse:
        messages.warning(self.request, _("This case is not before an open sitting any more."))
        return redirect(sitting_url(self.sitting))


class PostponeView(HearView):
    sends = "postpone_form"

    def act(self, form: Any) -> None:
        postpone(item=self.row.item, note=form.cleaned_data["note"], by=self.user)
        messages.success(self.request, _("Postponed."))


class SendBackView(HearView):
    sends = "back_form"

    def act(self, form: Any) -> None:
        send_back(request=self.case, by=self.user, **form.cleaned_data)
        messages.success(self.request, _("Sent back to be completed."))
