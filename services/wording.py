"""The plain words of each move and state: what the member is told, and what staff read."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.models import RequestEvent, State


@dataclass(frozen=True)
class Words:
    """One move: `told` to the member once it happened, the `action` on the button of who does it,
    and what `happened` in the staff's own account of the case."""

    told: str | Promise
    action: str | Promise
    happened: str | Promise


WORDS = {
    "submit": Words(_("We received your request."), _("Send the request"), _("Request received")),
    "start_verification": Words(
        _("We are checking that your request is complete."),
        _("Start checking"),
        _("Checking started"),
    ),
    "ask": Words(
        _("We need something from you to go on with your request."),
        _("Ask the applicant"),
        _("Applicant asked"),
    ),
    "answer": Words(_("We received your answer."), _("Answer"), _("Applicant answered")),
    "attach": Words(_("You added files to your request."), _("Add files"), _("Files added")),
    "refer": Words(
        _("Social research is making clear what is not clear yet."),
        _("Refer to social research"),
        _("Referred to social research"),
    ),
    "report": Words(
        _("Social research is finished, and we go on checking your request."),
        _("Report the finding"),
        _("Social research reported"),
    ),
    "present": Words(
        _("Your request is complete and before the committee."),
        _("Present to the committee"),
        _("Presented to the committee"),
    ),
    "accept": Words(
        _("The committee accepted your request."),
        _("Record that the committee accepts"),
        _("Committee accepted"),
    ),
    "reject": Words(
        _("The committee did not accept your request."),
        _("Record that the committee does not accept"),
        _("Committee did not accept"),
    ),
    "register": Words(
        _("We are completing the registration of your request."),
        _("Start registration"),
        _("Registration started"),
    ),
    "schedule": Words(
        _("Your request has an expected day, and we know how to reach you."),
        _("State the expected day"),
        _("Expected day stated"),
    ),
    "start_delivery": Words(
        _("We are delivering what you asked for."), _("Start delivery"), _("Delivery started")
    ),
    "deliver": Words(
        _("What you asked for was delivered."),
        _("Record delivery"),
        pgettext_lazy("event", "Delivered"),
    ),
    "withdraw": Words(
        _("You withdrew your request."), _("Withdraw the request"), _("Applicant withdrew")
    ),
}

# States are worded for the member; where staff would misread them they have words of their own.
STAFF_STATES = {State.INFORMATION_REQUIRED: _("Waiting for an answer")}


def told(event: RequestEvent) -> str:
    """What the member reads of `event`, in the active language."""
    return str(WORDS[event.move].told)


def happened(event: RequestEvent) -> str:
    """What staff read of `event`, in the active language."""
    return str(WORDS[event.move].happened)


def action(move: str) -> str:
    """The label of a move's button, in the active language."""
    return str(WORDS[move].action)


def staff_state(state: str) -> str:
    """Where a request stands, in the staff's words and the active language."""
    return str(STAFF_STATES.get(State(state), State(state).label))
