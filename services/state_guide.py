"""How cases move (دليل حالات الطلب), read from the state machine itself: a diagram and tables.

The staff guide and the page in the admin show what stands here, so neither can say otherwise.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from services.models import Route, ServiceRequest, State, who_may
from services.models.machine import COMMITTEE, DIRECT, RequestMachine
from services.models.states import ANY_STATE, END_STATES
from services.models.who_may import Permission, Step
from services.wording import WORDS, action, staff_state

# Each permission of the machine, in words.
WHO: dict[Permission, str | Promise] = {
    who_may.is_owner: _("The applicant"),
    who_may.OFFICER: _("Relations officer"),
    who_may.RESEARCHER: _("Social researcher"),
    who_may.studies: _("Social researcher"),
    who_may.OFFICER_OR_SUPERVISOR: _("Relations officer or supervisor"),
    who_may.hears: _("Who hears the case in the committee"),
    who_may.ANNOUNCER: _("Relations officer, or who hears the case in the committee"),
    who_may.COLLEAGUE: _("All who work on the case"),
    who_may.unclaimed: _("Who brings the code of a request taken in for them"),
    who_may.nobody: _("The site, when the day has come"),
}


@dataclass(frozen=True)
class Move:
    """One move as the machine has it; `target` is None where the case stays where it is."""

    name: str
    sources: tuple[State, ...]
    from_anywhere: bool
    target: State | None
    permission: Permission
    also_the_site: bool
    route: str
    step: Step

    @property
    def action(self) -> str:
        return action(self.name)

    @property
    def who(self) -> str:
        words = str(WHO[self.permission])
        if self.also_the_site and self.permission is not who_may.nobody:
            words += " · " + str(WHO[who_may.nobody])
        return words

    @property
    def is_told(self) -> bool:
        """Whether the applicant is told that it happened."""
        return bool(WORDS[self.name].told)

    @property
    def steps(self) -> str:
        """The steps of the policy it rests on: "5", or "6 / 2" where the direct route differs."""
        both = (self.step.committee, self.step.direct)
        return " / ".join(dict.fromkeys(str(step) for step in both if step))


def moves() -> list[Move]:
    """All moves, in the order of the code."""
    found: dict[str, list[Any]] = {}
    field: Any = ServiceRequest._meta.get_field("state")
    for one in field.get_all_transitions(ServiceRequest):
        found.setdefault(one.name, []).append(one)
    return [_move(name, found[name]) for name in vars(RequestMachine) if name in found]


def moves_from(state: State) -> list[Move]:
    """The moves that start in a state by name, and not in every one."""
    return [move for move in moves() if state in move.sources]


def moves_from_anywhere() -> list[Move]:
    return [move for move in moves() if move.from_anywhere]


def layers() -> list[list[State]]:
    """The states in rows: how many moves they lie from the beginning at least."""
    onward: dict[State, set[State]] = {state: set() for state in State}
    for move in moves():
        for source in move.sources:
            if move.target is not None:
                onward[source].add(move.target)
    rows, seen = [[State.SUBMITTED]], {State.SUBMITTED}
    while row := [
        state
        for state in State
        if state not in seen and any(state in onward[before] for before in rows[-1])
    ]:
        rows.append(row)
        seen.update(row)
    return rows


def mermaid() -> str:
    """The states and the moves between them as a Mermaid state diagram, in the active language."""
    lines = ["stateDiagram-v2"]
    lines += [f"    {state.value}: {staff_state(state)}" for state in State]
    lines.append(f"    [*] --> {State.SUBMITTED.value}")
    lines += [
        f"    {source.value} --> {move.target.value}: {move.action}"
        for move in moves()
        if move.target is not None
        for source in move.sources
    ]
    lines += [f"    {state.value} --> [*]" for state in State if state in END_STATES]
    return "\n".join(lines)


def markdown() -> str:
    """Diagram and table for the staff guide."""
    rows = [
        "| move | who | from | to | step of the policy | applicant is told |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for move in moves():
        start = "anywhere" if move.from_anywhere else ", ".join(map(staff_state, move.sources))
        ends = staff_state(move.target) if move.target else "stays"
        told = "yes" if move.is_told else "no"
        rows.append(
            f"| {move.action} | {move.who} | {start} | {ends} | {move.steps or '–'} | {told} |"
        )
    return "\n".join(["```mermaid", mermaid(), "```", "", *rows])


def _move(name: str, transitions: list[Any]) -> Move:
    first = transitions[0]
    sources = {one.source for one in transitions}
    conditions = first.conditions
    route = Route.COMMITTEE if COMMITTEE in conditions else ""
    return Move(
        name=name,
        sources=tuple(state for state in State if state in sources),
        from_anywhere=ANY_STATE in sources,
        target=State(first.target) if first.target else None,
        permission=first.permission,
        also_the_site=first.custom["also_the_site"],
        route=Route.DIRECT if DIRECT in conditions else route,
        step=first.custom["step"],
    )
