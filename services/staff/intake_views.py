"""Taking a request in on behalf, in the Wagtail admin: service, person, answers, review."""

from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.form_errors import add_errors
from accounts.models import Membership, User
from saudi.identity import show_mobile
from services.answers import (
    answers_from_post,
    bound_form,
    draft_answers,
    files_by_field,
    uploads_from_post,
)
from services.complaint_form import about_form
from services.complaints import named_in
from services.drafts import Reviewed, keepable, remove_file, reviewed
from services.intake import drafts
from services.intake.codes import VALID_FOR, show_code
from services.intake.people import takes_in_for
from services.intake.taking import PAPER, OnPaper, TakenIn, readable, sent_already
from services.models import RequestDraft, RequestFile, ServiceRequest
from services.promises import promised_on
from services.queries import casework_of
from services.staff.intake_forms import PaperForm, PersonForm, ServiceForm


class IntakeView(WagtailAdminTemplateMixin, TemplateView):
    """What the steps share; 403 for who takes nothing in."""

    header_icon = "plus"
    page_title = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = cast(User, request.user)
        if not takes_in_for(self.user).exists():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Take in a request")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("casework:list"), "label": _("Requests")},
            {"url": "", "label": self.get_page_title()},
        ]

    def shown(self, status: int = 200, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=status)


class StartView(IntakeView):
    """Which service; and what was begun before."""

    template_name = "services/staff/intake/start.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(form=ServiceForm(user=self.user))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = ServiceForm(request.POST, user=self.user)
        if not form.is_valid():
            return self.shown(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
        draft = drafts.begin(by=self.user, service=form.chosen)
        return redirect("intake:person", draft.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(drafts=drafts.drafts_of(self.user), **kwargs)


class DraftView(IntakeView):
    """A step of one draft; 404 for everybody else's."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            self.draft = drafts.open_draft(request.user, kwargs["draft_id"])
        except RequestDraft.DoesNotExist:
            sent = sent_already(kwargs["draft_id"], by=cast(User, request.user))
            if sent is None:
                raise Http404 from None
            messages.info(request, _("This request has been taken in already."))
            return redirect("intake:receipt", sent.reference)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = {"draft": self.draft, "intake": self.draft.intake, "service": self.draft.service}
        return super().get_context_data(
            **context, association=self.draft.service.association, **kwargs
        )

    def get_page_subtitle(self) -> str:
        title: str = self.draft.service.title
        return title


class PersonView(DraftView):
    """How it came, and who asks."""

    template_name = "services/staff/intake/person.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown(form=PersonForm(draft=self.draft))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = PersonForm(request.POST, draft=self.draft)
        is_good = form.is_valid()
        drafts.save_person(self.draft, member=form.chosen() if is_good else None, **form.typed())
        if request.POST.get("action") == "search":
            form.errors.clear()
            return self.shown(form=form)
        if is_good:
            try:
                asker = drafts.asker_of(self.draft.intake)
                readable(asker, self.draft.service, self.user)
            except ValidationError as error:
                add_errors(form, error)
            else:
                return redirect("intake:answers", self.draft.pk)
        return self.shown(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)


class AnswersView(DraftView):
    """The service's own form, filled in for who asks."""

    template_name = "services/staff/intake/answers.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answers = draft_answers(self.draft, self.draft.service)
        if "check" in request.GET:
            form = bound_form(self.draft.service, answers, {}, self.draft.files.all())
            form.full_clean()
        else:
            files = files_by_field(self.draft.files.all())
            form = self.draft.service.get_form(initial=answers | files)
        return self.shown(form=form, about=self.about())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        service, draft, about = self.draft.service, self.draft, self.about(request.POST)
        good, bad = keepable(service, uploads_from_post(request.FILES), draft)
        draft = drafts.save_answers(
            draft,
            answers=answers_from_post(service, request.POST),
            files=good,
            about=about.keys() if about else None,
        )
        if request.POST.get("remove", "").isdecimal():
            remove_own_file(self.user, draft, int(request.POST["remove"]))
            return redirect("intake:answers", draft.pk)
        form = bound_form(service, draft_answers(draft, service), {}, draft.files.all())
        form.full_clean()
        is_saving = request.POST.get("action") == "save"
        if is_saving:
            form.errors.clear()
        for name, error in bad.items():
            form.errors.pop(name, None)
            form.add_error(name, error)
        if is_saving and not bad:
            messages.success(request, _("Saved. Continue whenever you like."))
            return redirect("intake:start")
        if not is_saving and form.is_valid():
            return redirect("intake:review", draft.pk)
        return self.shown(HTTPStatus.UNPROCESSABLE_ENTITY, form=form, about=about)

    def about(self, data: Any = None) -> Any:
        member = self.draft.intake.member
        return about_form(
            self.draft.service,
            but=member.user if member else None,
            data=data,
            about=self.draft.about,
            by_staff=True,
        )


class ReviewView(DraftView):
    """Everything once more, the signature on paper if there is one, and taking it in."""

    template_name = "services/staff/intake/review.html"

    seen: Reviewed | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.missing() or self.shown(form=PaperForm(initial={"scans": self.scans()}))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if (elsewhere := self.missing()) is not None:
            return elsewhere
        if request.POST.get("remove", "").isdecimal():
            remove_own_file(self.user, self.draft, int(request.POST["remove"]))
            return redirect("intake:review", self.draft.pk)
        form = PaperForm(request.POST, request.FILES, initial={"scans": self.scans()})
        if not form.is_valid():
            return self.shown(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
        try:
            drafts.save_scans(self.draft, form.cleaned_data["scans"])
            taken = drafts.send(self.draft, by=self.user, signature=self.signature(form))
        except ValidationError as error:
            form = PaperForm(request.POST, initial={"scans": self.scans()})
            add_errors(form, error)
            return self.shown(HTTPStatus.UNPROCESSABLE_ENTITY, form=form)
        return receipt(self, taken)

    @staticmethod
    def signature(form: PaperForm) -> OnPaper | None:
        if not form.cleaned_data["is_signed"]:
            return None
        return OnPaper(form.cleaned_data["signed_name"], form.cleaned_data["signature_note"])

    def scans(self) -> list[RequestFile]:
        return list(self.draft.files.filter(field_name=PAPER))

    def missing(self) -> HttpResponse | None:
        """To the step where something is missing, or None."""
        intake = self.draft.intake
        try:
            readable(drafts.asker_of(intake), self.draft.service, self.user)
        except ValidationError:
            return redirect("intake:person", self.draft.pk)
        if not intake.channel:
            return redirect("intake:person", self.draft.pk)
        self.seen = reviewed(self.draft.service, self.draft)
        if self.seen is None:
            return redirect(reverse("intake:answers", args=[self.draft.pk]) + "?check=1")
        return None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        intake = self.draft.intake
        asker = drafts.asker_of(intake)
        is_member = isinstance(asker, Membership)
        return super().get_context_data(
            answers=self.seen.answers if self.seen else [],
            channel=ServiceRequest.Channel(intake.channel).label,
            name=intake.member.user.full_name if intake.member else intake.full_name,
            phone="" if is_member else show_mobile(intake.phone),
            about=named_in(self.draft, self.draft.service),
            **kwargs,
        )


class ReceiptView(IntakeView):
    """The receipt once more, without the code, which was told once."""

    def get(self, request: HttpRequest, reference: str) -> HttpResponse:
        mine = ServiceRequest.objects.filter(intake__taken_by=self.user, reference=reference)
        one = mine.select_related("intake", "association", "service").first()
        if one is None or not takes_in_for(self.user).filter(pk=one.association_id).exists():
            raise Http404
        return receipt(self, TakenIn(one))


class DiscardView(DraftView):
    """Throws a draft away, after asking."""

    template_name = "services/staff/intake/discard.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.shown()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        drafts.discard(self.draft)
        messages.success(request, _("The draft was deleted."))
        return redirect("intake:start")


def receipt(view: IntakeView, taken: TakenIn) -> HttpResponse:
    """The page with the reference, and the code where it is known: it is on no other page."""
    view.template_name = "services/staff/intake/receipt.html"
    request = taken.request
    context = {
        "case": request,
        "association": request.association,
        "intake": request.intake,
        "mobile": show_mobile(request.intake.phone) if request.intake.phone else "",
        "code": show_code(taken.code) if taken.code else "",
        "days": VALID_FOR.days,
        "promised_on": promised_on(request),
        "is_attested": request.is_attested,
        "may_open": casework_of(view.user).filter(pk=request.pk).exists(),
    }
    response = view.render_to_response(IntakeView.get_context_data(view, **context))
    response["Cache-Control"] = "private, no-store"
    return response


def remove_own_file(user: User, draft: RequestDraft, file_id: int) -> None:
    if draft.files.filter(pk=file_id).exists():
        remove_file(person=user, file_id=file_id)
