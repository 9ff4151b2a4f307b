"""What happened to a request and what is still to come, in words for the member."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.urls import reverse
from django.utils.translation import gettext as _

from home.days import both_days
from services.casework.moving import WORDS_OF_APPLICANT
from services.conversation import MESSAGES
from services.delivery_plan import STATES_A_DAY, plan_in_words, plan_of
from services.models import Decision, RequestEvent, ServiceRequest
from services.models.states import END_STATES
from services.route_steps import ClauseLink, RouteStep, clause_behind, steps_to_come
from services.wording import INTERNAL, told, words_with

Status = Literal["done", "current", "future"]
NO_CLAUSE = ClauseLink()
# The moves that announce a decision.
ANNOUNCES = ("accept", "reject")


@dataclass(frozen=True)
class Entry:
    """One event, or one step to come.

    `words` are what the officer told; `at` is None for what is to come.
    `behind` is the clause of the policy it rests on. `letter_url` is where the letter of a
    decision is, for whose request it is.
    """

    status: Status
    title: str
    words: str = ""
    actor: str = ""
    at: datetime | None = None
    behind: ClauseLink = NO_CLAUSE
    letter_url: str = ""


def timeline(request: ServiceRequest) -> list[Entry]:
    """The events of a request in order, then the steps of its route that are still to come.

    What is the staff's own is left out, and so is what was said, which stands in the
    conversation. The last event of an open request is the current one.
    A constant number of queries.
    """
    events = list(request.events.exclude(move__in=INTERNAL | MESSAGES))
    is_open = request.state not in END_STATES
    stated = _expectations(request, events)
    decisions = decisions_at(request, events)
    past = [
        _event(
            request,
            event,
            "current" if is_open and event is events[-1] else "done",
            stated.get(event.pk, ""),
            decisions.get(event.pk),
        )
        for event in events
    ]
    return past + [_step(request, step) for step in steps_to_come(request.route, request.state)]


def decisions_at(request: ServiceRequest, events: Sequence[RequestEvent]) -> dict[int, Decision]:
    """The decision that each event took or announced, by the event's key, with its sitting.

    `events` are in order, of the whole request: all of a kind, or none. One query, none where
    nothing was decided.
    """
    if not any(event.move in {"decide", *ANNOUNCES} for event in events):
        return {}
    found = list(request.decisions.select_related("item__sitting").order_by("pk"))
    taken, told = iter(found), (one for one in found if one.announced_at)
    at: dict[int, Decision] = {}
    for event in events:
        if event.move in {"decide", *ANNOUNCES}:
            decision = next(taken if event.move == "decide" else told, None)
            if decision is not None:
                at[event.pk] = decision
    return at


def _event(
    request: ServiceRequest,
    event: RequestEvent,
    status: Status,
    expectation: str,
    decision: Decision | None,
) -> Entry:
    return Entry(
        status=status,
        title=told(event).rstrip("."),
        words="\n\n".join(filter(None, [expectation, _came_by(event), words_with(event)])),
        actor=_("You") if event.actor_id and event.actor_id == request.person_id else "",
        at=event.at,
        behind=clause_behind(request.policy_version, event.clause_anchor),
        letter_url=reverse("services:letter", args=[request.reference, decision.pk])
        if decision is not None and event.move in ANNOUNCES
        else "",
    )


def _came_by(event: RequestEvent) -> str:
    """By which way the person told what an officer wrote down for them."""
    if event.move not in WORDS_OF_APPLICANT:
        return ""
    return _("How it came: %(channel)s") % {"channel": event.get_channel_display()}


def _expectations(request: ServiceRequest, events: Sequence[RequestEvent]) -> dict[int, str]:
    """What officers stated beside their words, by the key of the event.

    Only where it was stated last: of what was stated before, the request keeps nothing.
    """
    stated = next((one for one in reversed(events) if one.move in STATES_A_DAY), None)
    if stated is None:
        return {}
    found = {stated.pk: _expectation(request, stated)}
    if request.planned_deliveries == 1 or request.delivered_every:
        return found
    # Without a rhythm the day of the next delivery is stated with each.
    part = next((one for one in reversed(events) if one.move == "deliver_part"), stated)
    day = plan_of(request).next_on
    if day and part.sequence > stated.sequence:
        found[part.pk] = _("Next delivery: %(day)s") % {"day": both_days(day, request.association)}
    return found


def _expectation(request: ServiceRequest, event: RequestEvent) -> str:
    """The day, the rhythm and the way of contact."""
    lines = []
    day = request.rhythm_from or request.expected_on
    if day:
        lines.append(_("Expected on: %(day)s") % {"day": both_days(day, request.association)})
    if plan := plan_in_words(request):
        lines.append(plan)
    if request.contact_note and event.move == "schedule":
        lines.append(_("Agreed way of contact: %(way)s") % {"way": request.contact_note})
    return "\n".join(lines)


def _step(request: ServiceRequest, step: RouteStep) -> Entry:
    return Entry(
        status="future",
        title=str(step.title),
        actor=step.actor_in(request.association),
        behind=clause_behind(request.policy_version, step.anchor),
    )
