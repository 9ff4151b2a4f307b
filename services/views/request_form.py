"""Filling in a request (تعبئة الطلب)."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from accounts.models import User
from services import tickets
from services.answers import (
    Answers,
    Uploads,
    answers_from_post,
    bound_form,
    draft_answers,
    files_by_field,
    uploads_from_post,
)
from services.complaint_form import AboutForm, about_form
from services.drafts import draft_of, keepable, remove_file, save_draft
from services.eligibility import may_request
from services.form_builder import AnswersForm
from services.forms import ContactForm
from services.models import RequestDraft, RequestFile, ServicePage
from services.views.access import (
    csrf_holds,
    form_url,
    in_active_language,
    may_not,
    sign_in_first,
    the_service,
    to_form,
)

FORM = "form"


def subject(service: ServicePage) -> str:
    """What a ticket for the service's form is for, whatever the language."""
    return f"{FORM}:{service.translation_key}"


# Keeping a draft asks for the ticket in place of the CSRF token, which is renewed when someone
# signs in again in another tab: the ticket is as secret, and what is typed is not lost.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def request_form(request: HttpRequest, service_id: int) -> HttpResponse:
    """Show a service's form with what the person's draft holds, or keep what they send of it."""
    service = the_service(request, service_id)
    if request.method == "POST":
        return FormSent(request, service).answer()
    if not isinstance(request.user, User):
        return sign_in_first(request.get_full_path())
    here = in_active_language(service)
    if here.pk != service.pk:
        return to_form(here)
    eligibility = may_request(request.user, service)
    if not eligibility.allowed:
        return may_not(request, service, eligibility)
    draft = draft_of(request.user, service)
    answers = draft_answers(draft, service)
    with translation.override(service.content_language):
        if draft and "check" in request.GET:
            form = bound_form(service, answers, {}, draft.files.all())
            form.full_clean()
        else:
            form = service.get_form(
                initial=answers | files_by_field(draft.files.all() if draft else ())
            )
    contact = ContactForm(
        person=request.user, initial={"contact_by": draft.contact_by} if draft else None
    )
    about = about_form(service, but=request.user, about=draft.about if draft else ())
    return shown(request, service, form, contact, person=request.user, draft=draft, about=about)


class FormSent:
    """One sending of the form: whose it is, what of it is kept, where it leads."""

    def __init__(self, request: HttpRequest, service: ServicePage) -> None:
        self.request = request
        self.service = service
        self.ticket = tickets.read(request.POST.get("ticket", ""), subject(service))

    def answer(self) -> HttpResponse:
        user = self.request.user if isinstance(self.request.user, User) else None
        person = self.ticket.person if self.ticket else user
        if person is None:
            return sign_in_first(form_url(self.service))
        if user is not None and user.pk != person.pk:
            messages.warning(self.request, _("Someone else had this form open. Here is your own."))
            return to_form(self.service)
        eligibility = may_request(person, self.service)
        if not eligibility.allowed:
            if user is None:  # why not is for the person themselves to read
                return sign_in_first(form_url(self.service))
            return may_not(self.request, self.service, eligibility)
        if self.ticket is None and not csrf_holds(self.request):
            return self.not_kept(person)
        return self.kept(person)

    def not_kept(self, person: User) -> HttpResponse:
        """A form we can't tell was sent by the person: shown again, for them to send it."""
        messages.warning(self.request, _("This page had been open too long. Please send it again."))
        answers = answers_from_post(self.service, self.request.POST)
        form = bound_form(self.service, answers, {}, ())
        about = about_form(self.service, but=person, data=self.request.POST)
        return shown(
            self.request, self.service, form, self.contact(person), person=person, about=about
        )

    def kept(self, person: User) -> HttpResponse:
        answers, uploads = self.what_was_sent()
        about = about_form(self.service, but=person, data=self.request.POST)
        with translation.override(self.service.content_language):
            good, bad = keepable(self.service, uploads, draft_of(person, self.service))
            draft = save_draft(
                person=person,
                service=self.service,
                answers=answers,
                files=good,
                contact_by=self.request.POST.get("contact_by"),
                about=about.keys() if about else None,
            )
        if self.request.headers.get("Accept") == "application/json":
            return JsonResponse({"saved": True})
        if not self.request.user.is_authenticated:
            messages.info(self.request, _("We saved what you wrote. Sign in to continue."))
            for error in bad.values():
                messages.warning(self.request, " ".join(error.messages))
            return sign_in_first(form_url(self.service))
        if file_id := self.request.POST.get("remove", ""):
            return self.removed(person, file_id)
        return self.led_on(person, draft, bad)

    def what_was_sent(self) -> tuple[Answers, Uploads]:
        answers = answers_from_post(self.service, self.request.POST)
        return answers, uploads_from_post(self.request.FILES)

    def removed(self, person: User, file_id: str) -> HttpResponse:
        try:
            remove_file(person=person, file_id=int(file_id))
            messages.success(self.request, _("The file was removed."))
        except (RequestFile.DoesNotExist, ValueError):
            messages.info(self.request, _("The file had been removed already."))
        return to_form(self.service)

    def led_on(
        self, person: User, draft: RequestDraft, bad: dict[str, ValidationError]
    ) -> HttpResponse:
        """To the next step if all is well, else to the same form with what is to be mended."""
        is_saving = self.request.POST.get("action") == "save"
        contact = self.contact(person)
        with translation.override(self.service.content_language):
            answers = draft_answers(draft, self.service)
            form = bound_form(self.service, answers, {}, draft.files.all())
            form.full_clean()
            if is_saving:  # what is still missing can wait, files that were not kept can't
                form.errors.clear()
            for name, error in bad.items():
                form.errors.pop(name, None)
                form.add_error(name, error)
        if is_saving and not bad:
            messages.success(self.request, _("Your draft is saved. Continue whenever you like."))
            return redirect("services:dashboard")
        if not is_saving and form.is_valid() and contact.is_valid():
            return redirect("services:review", self.service.pk)
        about = about_form(self.service, but=person, about=draft.about)
        return shown(
            self.request, self.service, form, contact, person=person, draft=draft, about=about
        )

    def contact(self, person: User) -> ContactForm:
        return ContactForm(self.request.POST, person=person)


def shown(
    request: HttpRequest,
    service: ServicePage,
    form: AnswersForm,
    contact: forms.Form,
    *,
    person: User,
    draft: RequestDraft | None = None,
    about: AboutForm | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {
        "service": service,
        "content_language": service.content_language,
        "form": form,
        "contact": contact,
        "about": about,
        "draft": draft,
        "ticket": tickets.issue(person, subject(service)),
        "form_url": form_url(service),
    }
    return render(request, "services/request_form.html", context)
