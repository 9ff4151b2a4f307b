"""What stands on the case page of proposals, complaints, questions and requests taken in."""

from collections.abc import Mapping
from typing import Any

from saudi.identity import show_mobile
from services.models import Kind, ProposalEntry, ServiceRequest
from services.panels import Panel


class IntakePanel(Panel):
    """Who took the request in and how, and whether it was claimed; nothing for one's own."""

    template_name = "services/staff/_intake.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case: ServiceRequest = parent_context["case"]
        intake = getattr(case, "intake", None)
        return {
            "case": case,
            "association": case.association,
            "intake": intake,
            "mobile": show_mobile(intake.phone) if intake and intake.phone else "",
            "may_renew": "renew_code" in parent_context["open_moves"],
        }


class ProposalPanel(Panel):
    """The proposal's line in the register, with the way to change it."""

    template_name = "services/staff/_proposal.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case: ServiceRequest = parent_context["case"]
        if case.kind != Kind.PROPOSAL:
            return {}
        return {
            "case": case,
            "entry": ProposalEntry.objects.filter(request=case).first(),
            "may_enter": "enter_in_register" in parent_context["open_moves"],
        }


class ComplaintPanel(Panel):
    """Whom a complaint is about, and what follows from it."""

    template_name = "services/staff/_complaint.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case: ServiceRequest = parent_context["case"]
        if case.kind != Kind.COMPLAINT:
            return {}
        about = case.complained_about.select_related("person", "named_by").order_by("pk")
        return {"case": case, "association": case.association, "about": about}


class QuestionPanel(Panel):
    """The button that makes a general question an entry of the FAQ."""

    template_name = "services/staff/_question.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case: ServiceRequest = parent_context["case"]
        if case.kind != Kind.QUESTION or "make_faq_entry" not in parent_context["open_moves"]:
            return {}
        return {"case": case, "was_made": case.events.filter(move="make_faq_entry").exists()}


SPECIAL_PANELS: list[Panel] = [
    IntakePanel(),
    ProposalPanel(),
    ComplaintPanel(),
    QuestionPanel(),
]
