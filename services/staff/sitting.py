"""One sitting in the Wagtail admin: its agenda, who attends, opening, closing, cancelling."""

from http import HTTPStatus
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.form_errors import add_errors
from accounts.models import User
from services.committee.agenda import agenda, is_heard_by
from services.committee.members import members_on, sittings_of, terms_on
from services.committee.sitting_log import history_of
from services.committee.sittings import (
    LIVE,
    addable_cases,
    cancel_sitting,
    close_sitting,
    open_sitting,
    put_on_agenda,
)
from services.looks import looked_at
from services.models import AgendaItem, CaseLook, Sitting
from services.staff.sitting_forms import (
    AddCasesForm,
    CancelForm,
    CloseForm,
    OpenForm,
)
from services.staff.sittings import sitting_name, sitting_url

Status = Sitting.Status


class SittingBase(WagtailAdminTemplateMixin, TemplateView):
    """Of one sitting, 404 for who neither plans nor attends sittings of its association."""

    header_icon = "calendar-alt"
    http_method_names = ["get"]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)
        visible = sittings_of(self.user).select_related("association", "chair")
        self.sitting: Sitting = get_object_or_404(visible, pk=kwargs["sitting_id"])

    def get_page_title(self) -> str:
        return sitting_name(self.sitting)

    def get_page_subtitle(self) -> str:
        return self.sitting.association.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("sittings:list"), "label": _("Sittings")},
            {"url": sitting_url(self.sitting), "label": sitting_name(self.sitting)},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        here = {"sitting": self.sitting, "association": self.sitting.association}
        return super().get_context_data(**kwargs) | here


class SittingView(SittingBase):
    """The page of a sitting; a look at the cases of whose hearing it tells."""

    template_name = "services/staff/sitting.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sitting = self.sitting
        is_open = sitting.status == Status.OPEN
        rows = [
            {"row": row, "may_be_heard": is_open and row.case and self.may_be_heard(row)}
            for row in agenda(sitting, reader=self.user)
        ]
        return super().get_context_data(**kwargs) | {
            "rows": rows,
            "history": history_of(sitting),
            "terms": self.terms(),
            "attendances": sitting.attendances.select_related("person"),
            "add_form": kwargs.get("add_form") or self.add_form(),
            "is_planned": sitting.status == Status.PLANNED,
            "is_open": is_open,
            "is_closed": sitting.status == Status.CLOSED,
        }

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        rows = [entry["row"] for entry in context["rows"]]
        told = [row.case for row in rows if row.case and row.is_told]
        looked_at(person=self.user, requests=told, what=CaseLook.What.AGENDA)
        shown: HttpResponse = super().render_to_response(context, **options)
        return shown

    def may_be_heard(self, row: Any) -> bool:
        waiting = row.item.outcome == AgendaItem.Outcome.WAITING
        return waiting and is_heard_by(row.case, self.sitting)

    def terms(self) -> Any:
        """The terms of office that cover the day of a sitting that is still planned."""
        if self.sitting.status != Status.PLANNED:
            return []
        day = timezone.localtime(self.sitting.starts_at).date()
        return terms_on(self.sitting.association, day, hears_appeals=self.sitting.hears_appeals)

    def add_form(self) -> AddCasesForm | None:
        """The waiting cases to add, None where there are none or the agenda is closed."""
        if self.sitting.status not in LIVE:
            return None
        data = self.request.POST if self.request.method == "POST" else None
        form = AddCasesForm(
            data,
            cases=addable_cases(
                self.sitting.association,
                hears_appeals=self.sitting.hears_appeals,
                by=self.user,
            ),
        )
        return form if form.fields["cases"].queryset else None  # type: ignore[attr-defined]


class AddCasesView(SittingView):
    """Puts further waiting cases on the agenda."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect(sitting_url(self.sitting))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = self.add_form()
        if form is None:
            messages.error(request, _("No case waits for this sitting."))
            return redirect(sitting_url(self.sitting))
        if form.is_valid():
            try:
                put_on_agenda(sitting=self.sitting, cases=form.cleaned_data["cases"], by=self.user)
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, _("Added to the agenda."))
                return redirect(sitting_url(self.sitting))
        context = self.get_context_data(add_form=form)
        return self.render_to_response(context, status=HTTPStatus.UNPROCESSABLE_ENTITY)


class SittingStep(SittingBase):
    """A page that asks for what a step of the sitting needs, and takes it."""

    template_name = "services/staff/sitting_step.html"
    http_method_names = ["get", "post"]
    button: Any = ""
    explanation: Any = ""
    done: Any = ""
    is_serious = False
    starts_from: Status

    def get_page_title(self) -> str:
        return str(self.button)

    def get_page_subtitle(self) -> str:
        return sitting_name(self.sitting)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.button}]

    def get_form(self) -> forms.Form:
        raise NotImplementedError

    def act(self, answers: dict[str, Any]) -> None:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.sitting.status != self.starts_from:
            return self.too_late()
        return self.render_to_response(self.get_context_data(form=self.get_form()))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.sitting.status != self.starts_from:
            return self.too_late()
        form = self.get_form()
        if form.is_valid():
            try:
                self.act(form.cleaned_data)
            except ValidationError as error:
                add_errors(form, error)
            else:
                messages.success(request, self.done)
                return redirect(sitting_url(self.sitting))
        return self.render_to_response(
            self.get_context_data(form=form), status=HTTPStatus.UNPROCESSABLE_ENTITY
        )

    def too_late(self) -> HttpResponse:
        standing = {"status": self.sitting.get_status_display()}
        messages.warning(self.request, _("This sitting is %(status)s.") % standing)
        return redirect(sitting_url(self.sitting))


class OpenView(SittingStep):
    button = gettext_lazy("Open the sitting")
    done = gettext_lazy("The sitting is open.")
    starts_from = Status.PLANNED

    @property
    def explanation(self) -> str:
        quorum = self.sitting.association.committee_quorum
        return _("Members who have to be present: %(quorum)s.") % {"quorum": quorum}

    def get_form(self) -> OpenForm:
        members = members_on(
            self.sitting.association,
            timezone.localdate(),
            hears_appeals=self.sitting.hears_appeals,
        )
        return OpenForm(self.request.POST or None, members=members)

    def act(self, answers: dict[str, Any]) -> None:
        open_sitting(sitting=self.sitting, by=self.user, **answers)


class CloseView(SittingStep):
    button = gettext_lazy("Close the sitting")
    done = gettext_lazy("The sitting is closed. Its minutes can be printed.")
    starts_from = Status.OPEN
    is_serious = True

    @property
    def explanation(self) -> str:
        if self.sitting.items.filter(outcome=AgendaItem.Outcome.WAITING).exists():
            return _("Cases that were not heard are postponed, and wait for another sitting.")
        return _("All cases of the agenda were heard.")

    def get_form(self) -> CloseForm:
        return CloseForm(self.request.POST or None)

    def act(self, answers: dict[str, Any]) -> None:
        close_sitting(sitting=self.sitting, by=self.user, remarks=answers["remarks"])


class CancelView(SittingStep):
    button = gettext_lazy("Cancel the sitting")
    explanation = gettext_lazy("Its cases wait for another sitting.")
    done = gettext_lazy("The sitting is cancelled. Its cases wait for another.")
    starts_from = Status.PLANNED
    is_serious = True

    def get_form(self) -> CancelForm:
        return CancelForm(self.request.POST or None)

    def act(self, answers: dict[str, Any]) -> None:
        cancel_sitting(sitting=self.sitting, by=self.user)
