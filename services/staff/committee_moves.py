"""What is done about the committee on the page of a case: recuse, announce, withdraw, send back."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from accounts.form_errors import add_errors
from services.casework import MoveNotAllowed, StaleRequest
from services.committee.announcing import announce
from services.committee.decisions import recuse, revoke_decision, send_back
from services.staff.case import CaseView
from services.staff.committee_panel import committee_forms, who_may_be_recused
from services.staff.sitting_forms import (
    AnnounceForm,
    RecuseForm,
    RevokeForm,
    SendBackForm,
)


class CommitteeMove(CaseView):
    """One of them; what can't be done comes back with the reason and everything typed."""

    http_method_names = ["get", "post"]
    name = ""

    def form(self, data: Any) -> forms.Form:
        raise NotImplementedError

    def act(self, answers: dict[str, Any]) -> str:
        """Do it; what the person is told."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("casework:case", self.case.reference)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.name not in committee_forms(self.case, self.case.names_open_to(self.user)):
            messages.error(request, _("This step is not possible as the case stands now."))
            return redirect("casework:case", self.case.reference)
        form = self.form(request.POST)
        if not form.is_valid():
            return self.again(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            told = self.act(form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
            return self.again(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        except (StaleRequest, MoveNotAllowed):
            messages.warning(
                request, _("This case has changed in the meantime. Read it again, then decide.")
            )
            self.case = self.read_case()
            data = request.POST.copy()
            data[form.add_prefix("version")] = str(self.case.version)
            data.pop(form.add_prefix("understood"), None)
            return self.again(self.form(data), HTTPStatus.CONFLICT)
        messages.success(request, told)
        return self.leave()

    def again(self, form: forms.Form, status: int) -> HttpResponse:
        context = self.get_context_data(committee_sent=(self.name, form))
        return self.render_to_response(context, status=status)

    def leave(self) -> HttpResponse:
        """To the case, or to the list where it does not open any more."""
        try:
            self.read_case()
        except Http404:
            return redirect("casework:list")
        return redirect("casework:case", self.case.reference)


class RecuseView(CommitteeMove):
    name = "recuse"

    def form(self, data: Any) -> forms.Form:
        return RecuseForm(data, people=who_may_be_recused(self.case))

    def act(self, answers: dict[str, Any]) -> str:
        person = answers["person"]
        recuse(request=self.case, person=person, reason=answers["reason"], by=self.user)
        return _("Recused from this case: %(name)s.") % {"name": person.get_full_name()}


class AnnounceView(CommitteeMove):
    name = "announce"

    def form(self, data: Any) -> forms.Form:
        return AnnounceForm(data, case=self.case)

    def act(self, answers: dict[str, Any]) -> str:
        answers.pop("understood")
        announce(request=self.case, by=self.user, **answers)
        return _("The decision was announced to the applicant.")


class RevokeView(CommitteeMove):
    name = "revoke"

    def form(self, data: Any) -> forms.Form:
        return RevokeForm(data, prefix="revoke")

    def act(self, answers: dict[str, Any]) -> str:
        answers.pop("understood")
        revoke_decision(request=self.case, by=self.user, **answers)
        return _("The decision was withdrawn. The case is waiting for a sitting again.")


class SendBackView(CommitteeMove):
    name = "send-back"

    def form(self, data: Any) -> forms.Form:
        return SendBackForm(data, prefix="back")

    def act(self, answers: dict[str, Any]) -> str:
        send_back(request=self.case, by=self.user, **answers)
        return _("Sent back to be completed.")
