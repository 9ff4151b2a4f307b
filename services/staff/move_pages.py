"""Moves that need a page of their own: correcting answers, recording a signature."""

from http import HTTPStatus
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages

from accounts.form_errors import add_errors
from services import casework, wording
from services.answers import Answers, Uploads, answers_from_post, uploads_from_post
from services.attestation import wording_for
from services.attested import changed_since_signature
from services.casework import MoveNotAllowed, StaleRequest
from services.fields import FilesField
from services.form_builder import AnswersForm
from services.models import Attestation
from services.request_answers import FormAsItWas
from services.staff.case import CaseView
from services.staff.forms import SHOWN_TO_APPLICANT, MoveForm, channel_field, text_field


class CorrectionForm(forms.Form):
    """What is told to the member about a correction, and how they asked for it."""

    channel = channel_field()
    message = text_field(_("What was corrected"), help_text=SHOWN_TO_APPLICANT)
    internal_note = text_field(
        _("Internal note"),
        required=False,
        rows=2,
        help_text=_("For colleagues only; never shown to the applicant."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class SignatureForm(forms.Form):
    """A signature that was given elsewhere."""

    method = forms.ChoiceField(
        label=_("How it was signed"),
        choices=[
            (one.value, one.label) for one in (Attestation.Method.PAPER, Attestation.Method.SPOKEN)
        ],
        widget=forms.RadioSelect,
    )
    signed_name = forms.CharField(
        label=_("Name of the applicant as signed"), max_length=casework.LONGEST_NAME
    )
    scans = FilesField(label=_("Scan of the signed paper"), required=False)
    internal_note = text_field(
        _("Where the paper is, or who was the witness"),
        required=False,
        rows=2,
        help_text=_("For colleagues only. Needed where no scan is attached."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class MovePage(CaseView):
    """A page with the form of one move; what is refused comes back with all that was typed."""

    move: ClassVar[str]
    form_class: ClassVar[type[forms.Form]]
    http_method_names = ["get", "post"]

    def get_page_title(self) -> str:
        return wording.action(self.move)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        case_url = reverse("casework:case", args=[self.case.reference])
        items = super().get_breadcrumbs_items()
        items[-1] = {"url": case_url, "label": super().get_page_title()}
        return [*items, {"url": "", "label": self.get_page_title()}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.move not in self.case.names_open_to(self.user):
            messages.error(request, _("This step is not possible as the case stands now."))
            return redirect("casework:case", self.case.reference)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def form(self) -> forms.Form:
        request = self.request
        if request.method == "POST":
            return self.form_class(request.POST, request.FILES)
        return self.form_class(initial={"version": self.case.version})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not self.all_valid():
            return self.again(HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            self.act()
        except ValidationError as error:
            add_errors(self.form, error)
            return self.again(HTTPStatus.UNPROCESSABLE_ENTITY)
        except StaleRequest as stale:
            messages.warning(request, self.told_stale(stale))
            self.case = self.read_case()
            data = self.request.POST.copy()
            data["version"] = str(self.case.version)
            self.form.data = data
            return self.again(HTTPStatus.CONFLICT)
        except MoveNotAllowed:
            messages.error(request, _("This step is not possible as the case stands now."))
            return redirect("casework:case", self.case.reference)
        messages.success(request, _("Done: %(action)s.") % {"action": self.get_page_title()})
        return redirect("casework:case", self.case.reference)

    def all_valid(self) -> bool:
        return self.form.is_valid()

    def act(self) -> None:
        raise NotImplementedError

    def again(self, status: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=status)


class CorrectView(MovePage):
    """Change the answers of a request, or add files, on the member's word."""

    move = "correct"
    form_class = CorrectionForm
    template_name = "services/staff/correct.html"

    @cached_property
    def as_it_was(self) -> FormAsItWas:
        return FormAsItWas(self.case)

    @cached_property
    def sent(self) -> tuple[Answers, Uploads]:
        sent = self.request
        return answers_from_post(self.as_it_was, sent.POST), uploads_from_post(sent.FILES)

    @cached_property
    def answers_form(self) -> AnswersForm:
        if self.request.method == "POST":
            return self.as_it_was.bound(*self.sent)
        return self.as_it_was.prefilled()

    def all_valid(self) -> bool:
        return all([self.form.is_valid(), self.answers_form.is_valid()])

    def act(self) -> None:
        answers, files = self.sent
        casework.correct(
            request=self.case, by=self.user, answers=answers, files=files, **self.form.cleaned_data
        )

    def get_context_data(self, sent: MoveForm | None = None, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sent, **kwargs) | {
            "form": self.form,
            "answers_form": self.answers_form,
        }


class SignatureView(MovePage):
    """Record a signature that was given on paper or spoken, under the answers as they stand."""

    move = "record_signature"
    form_class = SignatureForm
    template_name = "services/staff/record_signature.html"

    def act(self) -> None:
        casework.record_signature(request=self.case, by=self.user, **self.form.cleaned_data)

    def get_context_data(self, sent: MoveForm | None = None, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(sent, **kwargs) | {
            "form": self.form,
            "wording": wording_for(self.case.service),
            "changed": changed_since_signature(self.case),
        }
