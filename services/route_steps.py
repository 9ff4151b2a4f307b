"""The steps of the two routes (المساران) in words for the member, numbered as in the policy."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from home.models import Association
from home.wording import people_word
from policies.models import PolicyVersion
from policies.queries import clause_name, clause_text, clause_url
from services.models import Route, ServiceRequest, State
from services.wording import closed_because

Text = str | Promise

YOU: Text = _("You")
OFFICER: Text = ""  # worded for members or beneficiaries, as the association has it
RESEARCHER: Text = _("Social researcher")
COMMITTEE: Text = _("Research committee")


@dataclass(frozen=True)
class RouteStep:
    """One step: its number in the policy's procedure, what happens, who acts.

    `is_planned` is false for steps that a request meets only if needed, or with the first.
    """

    number: int
    title: Text
    actor: Text
    is_planned: bool = True

    @property
    def anchor(self) -> str:
        return f"step-{self.number}"

    def actor_in(self, association: Association) -> str:
        return str(self.actor) if self.actor else people_word("officer", association)


STEPS = {
    Route.COMMITTEE: (
        RouteStep(1, _("You send your request"), YOU),
        RouteStep(2, _("We check that it is complete and valid"), OFFICER),
        RouteStep(3, _("Social research, if something is not clear"), RESEARCHER, False),
        RouteStep(4, _("You attest your data and sign"), YOU, False),
        RouteStep(5, _("The committee studies it and answers"), COMMITTEE),
        RouteStep(6, _("We complete the registration"), OFFICER),
        RouteStep(7, _("You receive the service"), OFFICER),
    ),
    Route.DIRECT: (
        RouteStep(1, _("You send your request"), YOU),
        RouteStep(2, _("We tell you the expected day"), OFFICER),
        RouteStep(3, _("We agree how to reach you"), OFFICER, False),
        RouteStep(4, _("You receive the service"), OFFICER),
    ),
}

_STEP_OF_STATE = {
    Route.COMMITTEE: {
        State.SUBMITTED: 1,
        State.VERIFYING: 2,
        State.INFORMATION_REQUIRED: 2,
        State.SOCIAL_RESEARCH: 3,
        State.WITH_COMMITTEE: 5,
        State.APPEALED: 5,
        State.ACCEPTED: 5,
        State.REGISTERING: 6,
        State.DELIVERING: 7,
    },
    Route.DIRECT: {State.SUBMITTED: 1, State.SCHEDULED: 3, State.DELIVERING: 4},
}

STANDS: dict[State, Text] = {
    State.SUBMITTED: _("Your request is with us. An officer reads it next."),
    State.VERIFYING: _("We are checking that nothing is missing. If something is, we ask you."),
    State.INFORMATION_REQUIRED: _("Your request waits for you: please answer our question."),
    State.SOCIAL_RESEARCH: _("A social researcher is clarifying what is not yet clear."),
    State.WITH_COMMITTEE: _("The committee is studying your request and will answer you."),
    State.ACCEPTED: _("The committee accepted your request. We complete the registration next."),
    State.REJECTED: _("The committee did not accept your request. The reason is given below."),
    State.APPEALED: _("People other than those who decided are hearing your appeal."),
    State.REGISTERING: _("We are completing the registration; then you receive the service."),
    State.SCHEDULED: _("Your request has an expected day. We will reach you as agreed."),
    State.DELIVERING: _("We are delivering what you asked for."),
    State.DELIVERED: _("What you asked for was delivered. Thank you for your trust."),
    State.CLOSED: _("This request was closed, because our question was not answered."),
    State.WITHDRAWN: _("You withdrew this request. Nothing more happens with it."),
}


def stands(request: ServiceRequest) -> str:
    """Where the request stands, in a sentence or a few for the member, in the active language."""
    if because := closed_because(request):
        return " ".join([gettext("This request was closed."), because])
    return str(STANDS[State(request.state)])


def steps_to_come(route: str, state: str) -> Iterator[RouteStep]:
    """The steps that still lie before a request in that state, if all goes as planned."""
    reached = _STEP_OF_STATE[Route(route)].get(State(state))
    if reached is not None:
        yield from (
            step for step in STEPS[Route(route)] if step.number > reached and step.is_planned
        )


@dataclass(frozen=True)
class ClauseLink:
    """A clause behind a step: its words and their language, its place in the policy, its address.

    All are empty where there is no policy or no such clause.
    """

    words: str = ""
    language: str = ""
    name: str = ""
    url: str = ""


def clause_behind(version: PolicyVersion | None, anchor: str) -> ClauseLink:
    """The clause of `version` at `anchor`, in the active language where it is translated."""
    words = clause_text(version, anchor) if version and anchor else ""
    if version is None or not words:
        return ClauseLink()
    return ClauseLink(
        words=words,
        language=version.language_of_body(get_language() or ""),
        name=clause_name(version, anchor),
        url=clause_url(version, anchor),
    )
