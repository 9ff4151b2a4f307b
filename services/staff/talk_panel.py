"""What is said on a case, on its page for staff: with the applicant, and apart among colleagues."""

from collections.abc import Mapping
from typing import Any

from services.conversation import conversation, notes
from services.models.who_may import COLLEAGUE, OFFICER_OR_SUPERVISOR
from services.panels import Panel
from services.staff.talk_forms import NoteForm, ReplyForm


class ConversationPanel(Panel):
    """The messages of both sides, and the form of a reply."""

    template_name = "services/staff/_conversation.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case, user = parent_context["case"], parent_context["request"].user
        form = parent_context.get("reply_form")
        if form is None and OFFICER_OR_SUPERVISOR(case, user):
            form = ReplyForm(case=case)
        return {
            "case": case,
            "association": case.association,
            "said": conversation(case),
            "form": form,
        }


class NotesPanel(Panel):
    """Internal notes, and the form of one."""

    template_name = "services/staff/_notes.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        case, user = parent_context["case"], parent_context["request"].user
        form = parent_context.get("note_form")
        if form is None and COLLEAGUE(case, user):
            form = NoteForm(case=case)
        return {
            "case": case,
            "association": case.association,
            "notes": notes(case),
            "form": form,
        }
