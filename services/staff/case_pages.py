"""Pages of a case beside its own: a new code to claim it, a question made a FAQ entry."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from accounts.form_errors import add_errors
from home.models import AssociationPage
from policies.faq_entries import LONGEST_ANSWER, LONGEST_QUESTION, faq_categories
from services.casework import MoveNotAllowed, StaleRequest, make_faq_entry
from services.intake.claiming import renew_code
from services.intake.codes import VALID_FOR, show_code
from services.models import ServiceRequest
from services.staff.case import CaseView
from services.staff.forms import text_field

# Where the officer's answer to a question stands: the newest words of such an event.
ANSWERS = ("deliver", "reply", "start_delivery", "schedule")


class BesideCaseView(CaseView):
    """A page about one move of a case; 403 for who may not make it."""

    move = ""
    http_method_names = ["get", "post"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.may = self.case.names_open_to(self.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.move not in self.may:
            raise PermissionDenied
        return self.shown()

    def shown(self, status: int = 200, **context: Any) -> HttpResponse:
        base = super(CaseView, self).get_context_data(**context)
        known = {"case": self.case, "association": self.case.association}
        return self.render_to_response(base | known, status=status)

    def changed_meanwhile(self) -> HttpResponse:
        messages.warning(self.request, _("This case has changed in the meantime. Read it again."))
        return redirect("casework:case", self.case.reference)


class NewCodeView(BesideCaseView):
    """Asks, then makes a new code and tells it once."""

    template_name = "services/staff/new_code.html"
    move = "renew_code"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        version = request.POST.get("version", "")
        try:
            code = renew_code(
                request=self.case,
                by=self.user,
                version=int(version) if version.isdecimal() else 0,
            )
        except (StaleRequest, MoveNotAllowed):
            return self.changed_meanwhile()
        response = self.shown(code=show_code(code), days=VALID_FOR.days)
        response["Cache-Control"] = "private, no-store"
        return response


class FaqForm(forms.Form):
    """The question and its answer as everybody will read them."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    question = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=LONGEST_QUESTION,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
    answer = text_field(gettext_lazy("Answer"), LONGEST_ANSWER, rows=6)
    category = forms.ChoiceField(label=gettext_lazy("Category"), required=False)
    understood = forms.BooleanField(
        label=gettext_lazy("No name, number or circumstance shows who asked.")
    )

    def __init__(self, *args: Any, case: ServiceRequest, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["category"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - narrows the type
        titles = faq_categories(case.association)
        field.choices = [("", _("General questions")), *((title, title) for title in titles)]


class FaqView(BesideCaseView):
    """The question with the officer's answer, to be edited, then added to the draft of the FAQ."""

    template_name = "services/staff/faq.html"
    move = "make_faq_entry"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.move not in self.may:
            raise PermissionDenied
        return self.shown(form=FaqForm(case=self.case, initial=self.written()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = FaqForm(request.POST, case=self.case)
        if not form.is_valid():
            return self.shown(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
        values = {**form.cleaned_data}
        values.pop("understood")
        try:
            page = make_faq_entry(request=self.case, by=self.user, **values)
        except ValidationError as error:
            add_errors(form, error)
            return self.shown(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
        except (StaleRequest, MoveNotAllowed):
            self.case = self.read_case()
            data = request.POST.copy()
            data["version"] = str(self.case.version)
            messages.warning(request, _("This case has changed in the meantime. Read it again."))
            return self.shown(HTTPStatus.CONFLICT, form=FaqForm(data, case=self.case))
        except AssociationPage.DoesNotExist:
            form.add_error(None, _("The association has no pages yet."))
            return self.shown(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
        buttons = []
        if page.permissions_for_user(self.user).can_edit():
            url = reverse("wagtailadmin_pages:edit", args=[page.pk])
            buttons.append(messages.button(url, _("Open the draft")))
        messages.success(
            request, _("The entry is in the draft; an editor publishes it."), buttons=buttons
        )
        return redirect("casework:case", self.case.reference)

    def written(self) -> dict[str, Any]:
        """What was asked, in the first long answer of the form, and what was answered."""
        texts = [one for one in self.case.form_fields if one.get("type") == "multiline"]
        asked = self.case.answers.get(texts[0]["name"], "") if texts else ""
        told = self.case.events.filter(move__in=ANSWERS).exclude(message="").last()
        return {
            "version": self.case.version,
            "question": str(asked)[:LONGEST_QUESTION],
            "answer": told.message if told else "",
        }


# Before the address of moves, which would take them.
CASE_PAGES = [
    path("<str:reference>/code/", NewCodeView.as_view(), name="code"),
    path("<str:reference>/faq/", FaqView.as_view(), name="faq"),
]
