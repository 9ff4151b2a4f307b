"""The page of one case in the Wagtail admin: everything about it, and the moves that are open."""

from collections.abc import Collection
from http import HTTPStatus
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.form_errors import add_errors
from accounts.models import User
from saudi.identity import show_mobile
from services.answers import shown_answers
from services.casework import BY_HAND, MoveNotAllowed, StaleRequest
from services.casework.delivery import missing_before_delivery
from services.casework.moving import WORDS_OF_APPLICANT, last_change
from services.committee.members import sittings_of
from services.looks import looked_at
from services.models import CaseLook, Decision, RequestEvent, ServiceRequest, Sitting
from services.promises import earliest_decision_on, is_answer_owed, promised_on
from services.queries import casework_of, with_service_title
from services.references import show_reference
from services.route_steps import clause_behind
from services.staff.checklist_panel import ChecklistPanel
from services.staff.committee_panel import CommitteePanel
from services.staff.delivery_panel import DeliveryPanel
from services.staff.due import due_of
from services.staff.earlier_panel import EarlierRequestsPanel
from services.staff.forms import MoveForm
from services.staff.looks_panel import LooksPanel
from services.staff.move_forms import MOVE_FORMS
from services.staff.notices_panel import NoticesPanel
from services.staff.research_panel import ResearchPanel
from services.staff.sent_twice import sending
from services.staff.signatures_panel import SignaturesPanel
from services.staff.special_panels import SPECIAL_PANELS
from services.staff.talk_panel import ConversationPanel, NotesPanel
from services.timeline import ANNOUNCES, decisions_at
from services.wording import happened, staff_state

# What stands on the page beside answers, moves and timeline, each in a module of its own. A panel
# reads `case` and `request` from the page's context.
SIDE_PANELS: list[Component] = [
    *SPECIAL_PANELS,
    EarlierRequestsPanel(),
    NoticesPanel(),
    LooksPanel(),
]
MAIN_PANELS: list[Component] = [
    ChecklistPanel(),
    ResearchPanel(),
    CommitteePanel(),
    DeliveryPanel(),
    ConversationPanel(),
    NotesPanel(),
    SignaturesPanel(),
]


class CaseView(WagtailAdminTemplateMixin, TemplateView):
    """One case, 404 for whom no role opens it."""

    template_name = "services/staff/case.html"
    header_icon = "doc-full"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.user = cast(User, request.user)
        self.case = self.read_case()

    def read_case(self) -> ServiceRequest:
        cases = with_service_title(casework_of(self.user)).select_related(
            "person", "intake", "service", "association", "membership", "policy_version__policy"
        )
        cases = cases.prefetch_related(
            "files", "attestations__signed_by", "checks__checked_by", "questions__asked_by"
        )
        case: ServiceRequest = get_object_or_404(cases, reference=self.kwargs["reference"])
        return case

    def render_to_response(self, context: dict[str, Any], **options: Any) -> HttpResponse:
        looked_at(person=self.user, requests=[self.case], what=CaseLook.What.CASE)
        shown: HttpResponse = super().render_to_response(context, **options)
        return shown

    def get_page_title(self) -> str:
        return show_reference(self.case.reference)

    def get_page_subtitle(self) -> str:
        title: str = self.case.service_title
        return title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("casework:list"), "label": _("Requests")},
            {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()},
        ]

    def open_forms(
        self, open_moves: set[str], sent: MoveForm | None = None, *, with_panels: bool = False
    ) -> list[MoveForm]:
        """A form for each move that is open to the person now; `sent` in the place of its own."""
        return [
            sent if sent and sent.move == name else form(case=self.case)
            for name, form in MOVE_FORMS.items()
            if name in open_moves and form.has_panel == with_panels
        ]

    def get_context_data(self, sent: MoveForm | None = None, **kwargs: Any) -> dict[str, Any]:
        case, files = self.case, list(self.case.files.all())
        clauses = {
            move.name: self.clause(move.custom["step"].anchor(case.route))
            for move in case.moves_open_to(self.user)
        }
        open_moves = set(clauses)
        forms = self.open_forms(open_moves, sent)
        panel_forms = self.open_forms(open_moves, sent, with_panels=True)
        for form in (*forms, *panel_forms):
            form.clause = clauses[form.move]
        return super().get_context_data(**kwargs) | {
            "case": case,
            "mobile": show_mobile(case.applicant.phone or ""),
            "association": case.association,
            "state": staff_state(case.state),
            "answers": shown_answers(case.form_fields, case.answers, files),
            "other_files": [file for file in files if not file.field_name],
            "attestations": list(case.attestations.all()),
            "is_attested": case.is_attested,
            "questions": list(case.questions.all()),
            "timeline": self.timeline(),
            "promised_on": promised_on(case),
            "due": due_of(case),
            "earliest_decision_on": earliest_decision_on(case) if is_answer_owed(case) else None,
            "panels_beside": SIDE_PANELS,
            "panels_below": MAIN_PANELS,
            "forms": forms,
            "panel_forms": {form.move: form for form in panel_forms},
            "open_moves": open_moves,
            "clauses": clauses,
            "missing": missing_before_delivery(case) if "reschedule" in open_moves else [],
            "sent": sent,
            "lost": sent.typed() if sent and sent not in [*forms, *panel_forms] else [],
        }

    def clause(self, anchor: str) -> dict[str, str]:
        """The clause at `anchor` in the version that the case runs under; empty without one."""
        behind = clause_behind(self.case.policy_version, anchor)
        if not behind.words:
            return {}
        return {"name": behind.name, "url": behind.url, "text": behind.words}

    def timeline(self) -> list[dict[str, Any]]:
        """The events in order, each with the papers that came of it; constant queries."""
        events = list(self.case.events.select_related("actor"))
        decisions = decisions_at(self.case, events)
        printed = {
            one.item.sitting_id
            for one in decisions.values()
            if one.item.sitting.status == Sitting.Status.CLOSED
        }
        if printed:
            sittings = sittings_of(self.user).filter(pk__in=printed)
            printed = set(sittings.values_list("pk", flat=True))
        return [self.entry(event, decisions.get(event.pk), printed) for event in events]

    def entry(
        self, event: RequestEvent, decision: Decision | None, printed: Collection[int]
    ) -> dict[str, Any]:
        """An event with its words, and the clause it rests on in the version of that day.

        Of a decision with its letter, or its minutes if those of that sitting are `printed`.
        """
        version = self.case.policy_version
        is_of_version = version is not None and event.policy_version_id == version.pk
        clause = self.clause(event.clause_anchor) if is_of_version else {}
        return {
            "event": event,
            "happened": happened(event),
            "by_applicant": event.actor_id is not None and event.actor_id == self.case.person_id,
            "words_of_applicant": event.move in WORDS_OF_APPLICANT,
            "by_hand": event.channel in BY_HAND,
            "state": staff_state(event.to_state),
            "clause": clause,
            "version": version,
            "letter": decision if event.move in ANNOUNCES else None,
            "minutes_of": decision.item.sitting_id
            if decision and event.move == "decide" and decision.item.sitting_id in printed
            else None,
        }


class MoveView(CaseView):
    """Makes one move; what can't be made comes back with the reason and everything typed."""

    http_method_names = ["get", "post"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("casework:case", self.case.reference)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form_class = MOVE_FORMS.get(kwargs["move"])
        if form_class is None:
            raise Http404
        form = form_class(request.POST, files=request.FILES, case=self.case)
        to_case = redirect("casework:case", self.case.reference)
        try:
            with sending(form, by=self.user) as is_again:
                # On the case as it is now, what was done may not even be valid.
                if is_again and form.is_stale and self.is_own(form, last_change(self.case)):
                    return to_case
                if not form.is_valid():
                    raise ValidationError(form.errors.as_data())
                form.make(case=self.case, by=self.user)
        except ValidationError as error:
            if form.is_valid():
                add_errors(form, error)
            return self.again(form, HTTPStatus.UNPROCESSABLE_ENTITY)
        except StaleRequest as stale:
            if is_again and self.is_own(form, stale.event):
                return to_case
            messages.warning(request, self.told_stale(stale))
            return self.again(self.fresh(form_class), HTTPStatus.CONFLICT)
        except MoveNotAllowed as error:
            messages.error(request, _("This step is not possible as the case stands now."))
            for reason in error.reasons:
                messages.error(request, reason)
            return self.again(self.fresh(form_class), HTTPStatus.CONFLICT)
        messages.success(request, _("Done: %(action)s.") % {"action": form.label})
        return to_case

    def again(self, form: MoveForm, status: int) -> HttpResponse:
        return self.render_to_response(self.get_context_data(sent=form), status=status)

    def fresh(self, form_class: type[MoveForm]) -> MoveForm:
        """The form with what was typed, on the case as it stands now, to be confirmed anew."""
        self.case = self.read_case()
        data = self.request.POST.copy()
        data[f"{form_class.move}-version"] = str(self.case.version)
        data.pop(f"{form_class.move}-understood", None)
        return form_class(data, files=self.request.FILES, case=self.case)

    def is_own(self, form: MoveForm, event: RequestEvent | None) -> bool:
        """Whether what changed the case last is the same move by the same person."""
        moves = form.recorded_as or (form.move,)
        return event is not None and event.actor_id == self.user.pk and event.move in moves

    def told_stale(self, stale: StaleRequest) -> str:
        if stale.event is None or stale.event.actor is None:
            return _("This case has changed in the meantime. Read it again, then decide.")
        if stale.event.actor_id == self.user.pk:
            return _(
                "You have already changed this case yourself: %(what)s. What you sent "
                "now was not carried out; your text is kept below."
            ) % {"what": happened(stale.event)}
        return _(
            "%(person)s has worked on this case in the meantime: %(what)s. Your "
            "change was not made; your text is kept below."
        ) % {"person": stale.event.actor.get_full_name(), "what": happened(stale.event)}
