"""The conversation on the member's page of a request."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from services import tickets
from services.conversation import conversation
from services.forms import MessageForm
from services.models import ServiceRequest
from services.panels import Panel
from services.views.access import signed_in

# Where the session keeps a message that was sent after it had ended.
KEPT_MESSAGE = "kept_message"


def message_subject(reference: str) -> str:
    """What a ticket for writing on a request is for."""
    return f"write:{reference}"


def message_form(data: Any = None, **options: Any) -> MessageForm:
    return MessageForm(data, auto_id="message_%s", **options)


class ConversationPanel(Panel):
    """What was said, and a form to write; a form that was sent comes back as `sent_message`."""

    template_name = "services/includes/conversation.html"

    def get_context_data(self, parent_context: Any = None) -> Mapping[str, Any]:
        request: HttpRequest = parent_context["request"]
        one: ServiceRequest = parent_context["one"]
        sent: MessageForm | None = getattr(request, "sent_message", None)
        return {
            "one": one,
            "request": request,
            "association": one.association,
            "said": conversation(one),
            "form": sent or self.kept(request, one) or message_form(),
            "ticket": tickets.issue(signed_in(request), message_subject(one.reference)),
        }

    @staticmethod
    def kept(request: HttpRequest, one: ServiceRequest) -> MessageForm | None:
        """The words the person had sent when their session had ended, once they are back."""
        kept = request.session.get(KEPT_MESSAGE, {})
        if kept.get("reference") != one.reference:
            return None
        del request.session[KEPT_MESSAGE]
        if kept.get("person") != one.person_id:
            return None
        return message_form(initial={"text": kept["text"]})
