"""Papers handed out in the Wagtail admin: letters of decisions, minutes of sittings."""

from collections.abc import Iterable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.models import User
from services.committee.agenda import hidden_from
from services.looks import looked_at
from services.models import CaseLook, Decision, Paper, ServiceRequest, Sitting
from services.papers import (
    NotThere,
    as_pdf,
    ask_for,
    asked_again_soon,
    letter_of,
    minutes_of,
    try_again,
)
from services.pdf.paper import file_name
from services.queries import casework_of
from services.references import show_reference
from services.staff.sitting import SittingBase
from services.staff.sittings import sitting_url


class PaperView(WagtailAdminTemplateMixin, TemplateView):
    """Hands out a paper that is made; until then says how it stands, and tries again if asked to.

    Each time it is handed out counts as a look at the cases it tells of.
    """

    template_name = "services/staff/paper.html"
    http_method_names = ["get", "head", "post"]
    user: User

    def read_paper(self) -> Paper:
        raise NotImplementedError

    def cases(self) -> Iterable[ServiceRequest]:
        """The cases that the paper tells the person of."""
        raise NotImplementedError

    @property
    def file_name(self) -> str:
        raise NotImplementedError

    @property
    def back_url(self) -> str:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        paper = ask_for(self.read_paper())
        try:
            response = as_pdf(paper, self.file_name)
        except NotThere as missing:
            context = self.get_context_data(missing=missing, back_url=self.back_url)
            return asked_again_soon(self.render_to_response(context), missing)
        looked_at(
            person=self.user,
            requests=self.cases(),
            what=CaseLook.What.PAPER,
            detail=self.file_name,
        )
        return response

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try_again(self.read_paper())
        return redirect(request.path)


class LetterView(PaperView):
    """The letter of an announced decision; 404 for whom no role opens the case."""

    header_icon = "doc-full"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)
        self.reference: str = kwargs["reference"]
        self.open_cases = casework_of(self.user).filter(reference=self.reference)
        announced = Decision.objects.announced().filter(request__in=self.open_cases)
        self.decision = get_object_or_404(announced, pk=kwargs["decision_id"])

    def read_paper(self) -> Paper:
        return letter_of(self.decision)

    def cases(self) -> Iterable[ServiceRequest]:
        return self.open_cases

    @property
    def file_name(self) -> str:
        return file_name("decision", self.reference)

    @property
    def back_url(self) -> str:
        return reverse("casework:case", args=[self.reference])

    def get_page_title(self) -> str:
        return _("Letter (PDF)")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("casework:list"), "label": _("Requests")},
            {"url": self.back_url, "label": show_reference(self.reference)},
            {"url": "", "label": self.get_page_title()},
        ]


class MinutesView(PaperView, SittingBase):
    """The minutes of a closed sitting, without the cases that do not open to the person."""

    template_name = PaperView.template_name
    http_method_names = PaperView.http_method_names

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if self.sitting.status != Sitting.Status.CLOSED:
            messages.warning(request, _("Minutes are printed once the sitting is closed."))
            return redirect(self.back_url)
        self.left_out = hidden_from(self.sitting, reader=self.user).keys()
        return super().dispatch(request, *args, **kwargs)

    def read_paper(self) -> Paper:
        return minutes_of(self.sitting, left_out=self.left_out, language=get_language() or "ar")

    def cases(self) -> Iterable[ServiceRequest]:
        on_agenda = self.sitting.items.values("request")
        return casework_of(self.user).filter(pk__in=on_agenda)

    @property
    def file_name(self) -> str:
        return file_name("minutes", self.sitting.association.slug, self.sitting.number)

    @property
    def back_url(self) -> str:
        return sitting_url(self.sitting)
