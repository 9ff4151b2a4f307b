"""Writing on a case: a reply to the applicant, a note among colleagues, a notice sent again."""

from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from services import casework
from services.notices import send_again
from services.staff.case import CaseView
from services.staff.talk_forms import NoteForm, ReplyForm


class TalkView(CaseView):
    """A form of the case's page of its own address; what can't be taken comes back with it."""

    http_method_names = ["get", "post"]
    anchor = "messages"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("casework:case", self.case.reference)

    def again(self, status: int = HTTPStatus.UNPROCESSABLE_ENTITY, **forms: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**forms), status=status)

    def done(self, said: str) -> HttpResponse:
        messages.success(self.request, said)
        page = reverse("casework:case", args=[self.case.reference])
        return redirect(f"{page}#{self.anchor}")


class ReplyView(TalkView):
    """Write to the applicant, or have prepared words put into the form first."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ReplyForm(request.POST, case=self.case)
        if "insert" in request.POST:
            return self.again(200, reply_form=form.with_canned(case=self.case))
        if not form.is_valid():
            return self.again(reply_form=form)
        casework.reply(request=self.case, by=self.user, text=form.cleaned_data["text"])
        return self.done(_("Your message is sent, and the applicant is being told."))


class NoteView(TalkView):
    """Write a note that colleagues alone read."""

    anchor = "notes"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = NoteForm(request.POST, case=self.case)
        if not form.is_valid():
            return self.again(note_form=form)
        casework.note(request=self.case, by=self.user, **form.cleaned_data)
        return self.done(_("Your note is saved. The applicant does not see it."))


class SendAgainView(TalkView):
    """Send a notice once more that had failed."""

    anchor = "notices"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        notice = get_object_or_404(self.case.notices, pk=kwargs["notice_id"])
        try:
            send_again(notice=notice, by=self.user)
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
            return redirect("casework:case", self.case.reference)
        return self.done(_("The notice is being sent again."))
