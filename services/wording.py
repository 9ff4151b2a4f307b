"""The plain words of each move and state: what the member is told, and what staff read."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from services.models import ClosingReason, RequestEvent, ServiceRequest, State


@dataclass(frozen=True)
class Words:
    """One move: `told` to the member once it happened ("" for what is not theirs to read), the
    `action` on the button of who does it, and what `happened` in the staff's own account."""

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
        _("We need something from you to continue with your request."),
        _("Ask the applicant"),
        _("Applicant asked"),
    ),
    "answer": Words(_("We received your answer."), _("Answer"), _("Applicant answered")),
    "record_answer": Words(
        _("We wrote down the answer that you gave us."),
        _("Record an answer for the applicant"),
        _("Answer of the applicant recorded"),
    ),
    "attach": Words(_("You added files to your request."), _("Add files"), _("Files added")),
    "record_checks": Words("", _("Save what was checked"), _("Checked")),
    "remind": Words(
        _("A reminder: we need your answer to continue with your request."),
        _("Remind the applicant"),
        _("Applicant reminded"),
    ),
    "close_unanswered": Words(
        _(
            "We closed your request, because our question was not answered in time. "
            "You may send a new request whenever you like."
        ),
        _("Close the request"),
        _("Closed without an answer"),
    ),
    "amend": Words(
        _("You changed your answers and signed again."),
        _("Change your answers"),
        _("Applicant changed the answers"),
    ),
    "correct": Words(
        _("We corrected your request as you told us. Please read it and sign."),
        _("Correct the answers"),
        _("Answers corrected"),
    ),
    "sign": Words(_("You signed your request."), _("Sign"), _("Applicant signed")),
    "record_signature": Words(
        _("We recorded your signature."), _("Record a signature"), _("Signature recorded")
    ),
    "refer": Words(
        _("Social research is clarifying what is not yet clear."),
        _("Refer to social research"),
        _("Referred to social research"),
    ),
    "report": Words(
        _("Social research is finished, and we continue checking your request."),
        _("Report the finding"),
        _("Social research reported"),
    ),
    "recall": Words(
        _("We continue checking your request without social research."),
        _("Take back from social research"),
        _("Taken back from social research"),
    ),
    "present": Words(
        _("Your request is complete and before the committee."),
        _("Present to the committee"),
        _("Presented to the committee"),
    ),
    "send_back": Words(
        _("The committee asks that your request be completed first."),
        _("Send back to be completed"),
        _("Sent back by the committee"),
    ),
    "recuse": Words("", _("Record a recusal"), _("Recusal recorded")),
    "postpone": Words("", _("Postpone the case"), _("Postponed by the committee")),
    "decide": Words("", _("Record the decision"), _("Committee decided")),
    "revoke_decision": Words(
        "", _("Withdraw the decision"), _("Decision withdrawn before it was announced")
    ),
    "accept": Words(
        _("The committee accepted your request."),
        _("Announce the acceptance"),
        _("Acceptance announced"),
    ),
    "reject": Words(
        _("The committee did not accept your request."),
        _("Announce the rejection"),
        _("Rejection announced"),
    ),
    "appeal": Words(
        _("We received your appeal. People other than those who decided will hear it."),
        _("Appeal"),
        _("Applicant appealed"),
    ),
    "record_appeal": Words(
        _("We recorded your appeal. People other than those who decided will hear it."),
        _("Record an appeal for the applicant"),
        _("Appeal of the applicant recorded"),
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
    "reschedule": Words(
        _("The expected day of your request has changed."),
        _("Change the expected day"),
        _("Expected day changed"),
    ),
    "start_delivery": Words(
        _("We are delivering what you asked for."), _("Start delivery"), _("Delivery started")
    ),
    "deliver_part": Words(
        _("A part of what you asked for was delivered."),
        _("Record a partial delivery"),
        _("Delivered in part"),
    ),
    "correct_delivery": Words(
        _("We corrected what we had recorded of a delivery."),
        _("Correct a recorded delivery"),
        _("Record of a delivery corrected"),
    ),
    "reopen_delivery": Words(
        _("What we had recorded as delivered was not delivered. We are continuing with it."),
        _("Take back a recorded delivery"),
        _("Recorded delivery taken back; delivery goes on"),
    ),
    "confirm_delivery": Words(
        _("You confirmed what you received."),
        _("Confirm that it arrived"),
        _("Applicant confirmed the delivery"),
    ),
    "deliver": Words(
        _("What you asked for was delivered."),
        _("Record delivery"),
        pgettext_lazy("event", "Delivered"),
    ),
    "withdraw": Words(
        _("You withdrew your request."), _("Withdraw the request"), _("Applicant withdrew")
    ),
    "record_withdrawal": Words(
        _("We recorded that you withdrew your request."),
        _("Record a withdrawal for the applicant"),
        _("Withdrawal by the applicant recorded"),
    ),
    "close_with_reason": Words(
        _("We closed your request."),
        _("Close the request with a reason"),
        _("Closed with a reason"),
    ),
    "write": Words(_("You wrote to us."), _("Send a message"), _("Applicant wrote")),
    "reply": Words(_("We wrote to you."), _("Send a message"), _("Message to the applicant")),
    "note": Words("", _("Add a note"), _("Internal note")),
    "assign": Words("", _("Assign"), _("Assigned")),
    "unassign": Words("", _("End the assignment"), _("Assignment ended")),
    "escalate": Words("", _("Tell the supervisor"), _("Day near or missed")),
    "escalate_report": Words("", _("Tell the supervisor"), _("Report of social research overdue")),
    "claim": Words(
        _("You took over your request."), _("Take over the request"), _("Claimed by its owner")
    ),
    "renew_code": Words("", _("Make a new code"), _("New code made")),
    "enter_in_register": Words(
        _("We wrote down what became of your proposal."),
        _("Change the register"),
        _("Register of proposals changed"),
    ),
    "name_complained_about": Words(
        "", _("Name who the complaint is about"), _("Person complained about named")
    ),
    "make_faq_entry": Words("", _("Make it an FAQ entry"), _("Made an FAQ entry")),
}
# Why an officer closed a request, in words for whose it was; another reason stands in the
# officer's own words alone.
CLOSED_BECAUSE: dict[ClosingReason, str | Promise] = {
    ClosingReason.DUPLICATE: _("It asks for the same as another request."),
    ClosingReason.NOT_OURS: _("What it asks for is not a matter of the association."),
    ClosingReason.NOT_GENUINE: _("It does not ask for anything that we could work on."),
    ClosingReason.UNREACHABLE: _("We could not reach the person who asked."),
    ClosingReason.DECEASED: _("We learned that the person who asked has died."),
    ClosingReason.NOT_NEEDED: _("What it asks for is no longer needed."),
}
INTERNAL = frozenset(move for move, words in WORDS.items() if not words.told)

# States are worded for the member; where staff would misread them they have words of their own.
STAFF_STATES = {State.INFORMATION_REQUIRED: _("Waiting for an answer")}


def told(event: RequestEvent) -> str:
    """What the member reads of `event`, in the active language."""
    return str(WORDS[event.move].told)


def words_with(event: RequestEvent) -> str:
    """What the member reads beside `told`: why it was closed, and what staff wrote to them."""
    because = closed_because(event.request) if event.move == "close_with_reason" else ""
    return "\n\n".join(filter(None, [because, event.message]))


def closed_because(request: ServiceRequest) -> str:
    """Why an officer closed the request, and that the person may ask again, in the active language.

    Empty for what no officer closed.
    """
    if not request.closing_reason:
        return ""
    reason = ClosingReason(request.closing_reason)
    again = _(
        "This is not a decision on what you asked for: you may send a new "
        "request whenever you like."
    )
    told_why = [CLOSED_BECAUSE.get(reason), None if reason == ClosingReason.DECEASED else again]
    return " ".join(str(words) for words in told_why if words)


def happened(event: RequestEvent) -> str:
    """What staff read of `event`, in the active language."""
    return str(WORDS[event.move].happened)


def action(move: str) -> str:
    """The label of a move's button, in the active language."""
    return str(WORDS[move].action)


def staff_state(state: str) -> str:
    """Where a request stands, in the staff's words and the active language."""
    return str(STAFF_STATES.get(State(state), State(state).label))
