"""What stands under each heading of the work list, for whom."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from home.models import Association
from services.deadlines import Calendar, calendars, due_windows, end_of_week
from services.models import Referral, State
from services.models.due import NOTHING_DUE
from services.models.states import DAY_STATED, WAITING_FOR_MEMBER
from services.queries import (
    CASEWORK_ROLES,
    WAITING_FOR,
    Requests,
    Role,
    casework_in,
    casework_of,
    held_roles,
    left_in,
)
from services.worklist.paging import URGENT, Order, Window, newest_first
from services.worklist.urgency import OF_STATED_DAYS, by_urgency, due_by_in, every_due_by

OF_NOBODY = 0
ASSIGNING_ROLES = (Role.RELATIONS_OFFICER, Role.SUPERVISOR)
_OPEN = Q(closed_at=None)
# By what it is not, so that SQLite looks among what a role sees and not among all that wait.
_WAITING = Q(due_by=NOTHING_DUE) & ~Q(
    state__in=[state for state in State if state != WAITING_FOR_MEMBER]
)


class Tab(TextChoices):
    QUEUE = "queue", _("Waiting for you")
    MINE = "mine", _("Mine")
    UNASSIGNED = "unassigned", _("Assigned to nobody")
    WAITING = "waiting", _("Waiting for the applicant")
    OVERDUE = "overdue", _("Overdue")
    WEEK = "week", _("Due this week")
    MESSAGES = "messages", _("New messages")
    OPEN = "open", _("Open")
    ALL = "all", _("All")


@dataclass(frozen=True)
class Narrowing:
    """What a list is narrowed to; empty where it is not.

    `services` are keys, `assigned_to` is the key of an officer, or OF_NOBODY; `keys` are those
    of the requests that a search found.
    """

    associations: Collection[int] = ()
    states: Sequence[str] = ()
    services: Sequence[int] = ()
    kind: str = ""
    channel: str = ""
    assigned_to: int | None = None
    keys: Collection[int] | None = None

    def has(self, association: Association) -> bool:
        return not self.associations or association.pk in self.associations

    def of(self, requests: Requests) -> Requests:
        """The requests, narrowed by what is one condition on each."""
        if self.kind:
            requests = requests.filter(kind=self.kind)
        if self.channel:
            requests = requests.filter(channel=self.channel)
        if self.assigned_to is not None:
            requests = requests.filter(assigned_to=self.assigned_to or None)
        return requests if self.keys is None else requests.filter(pk__in=self.keys)


EVERYTHING = Narrowing()


@dataclass(frozen=True)
class Part:
    """A part of a list: requests of one association, narrowed to the values of `due_by` that are
    named; each of these has an index that gives them by urgency."""

    calendar: Calendar
    requests: Requests
    due_by: Sequence[int]

    def filter(self, *conditions: Q, **values: Any) -> "Part":
        return replace(self, requests=self.requests.filter(*conditions, **values))


Split = Callable[[Part, Sequence[str]], list[Part]]


@dataclass
class Worklist:
    """The work list of one person as their roles stand today.

    A list is given in parts that have nothing in common: for each association, for each role that
    opens few requests there (`casework_in`), and for each state, where several are asked for.
    """

    person: User

    @cached_property
    def held(self) -> dict[int, set[str]]:
        """The casework roles of the person by association."""
        return held_roles(self.person, CASEWORK_ROLES)

    @cached_property
    def associations(self) -> list[Association]:
        """Where the person works, in the order of their names."""
        return list(Association.objects.filter(pk__in=self.held))

    @cached_property
    def calendars(self) -> list[Calendar]:
        """From which the due days in those associations are reckoned, in the same order."""
        return calendars(self.associations)

    @cached_property
    def opened(self) -> dict[int, list[Requests]]:
        """All that the person's roles open to them, in parts, by the key of the association."""
        return {key: casework_in(self.person, key, roles) for key, roles in self.held.items()}

    @cached_property
    def left_over(self) -> dict[int, Requests]:
        """What a supervisor may have to do of the officers' part, by the key of the association."""
        return {
            key: left_in(self.person, key)
            for key, roles in self.held.items()
            if Role.SUPERVISOR in roles
        }

    @cached_property
    def everything(self) -> Requests:
        """All that the person's roles open to them."""
        return casework_of(self.person)

    @cached_property
    def tabs(self) -> list[Tab]:
        """The headings that are of any use to the person."""
        roles = set().union(*self.held.values())
        left_out = set()
        if not roles & {*WAITING_FOR, Role.SUPERVISOR}:
            left_out.add(Tab.QUEUE)
        if not roles & set(ASSIGNING_ROLES):
            left_out |= {Tab.UNASSIGNED, Tab.MESSAGES}
        if not roles & {Role.RELATIONS_OFFICER, Role.SOCIAL_RESEARCHER}:
            left_out.add(Tab.MINE)
        return [tab for tab in Tab if tab not in left_out]

    @cached_property
    def first_tab(self) -> Tab:
        """What the person sees first: what waits for them, or for somebody; else what is open."""
        roles = set().union(*self.held.values())
        if roles & WAITING_FOR.keys():
            return Tab.QUEUE
        return Tab.UNASSIGNED if roles & set(ASSIGNING_ROLES) else Tab.OPEN

    def queues(self) -> list[tuple[Association, State]]:
        """Where requests may stand that wait for the person."""
        return [
            (association, state)
            for association in self.associations
            for state in State
            if self._awaits_role(association, state) or self._is_left_over(association, state)
        ]

    def _awaits_role(self, association: Association, state: State) -> bool:
        held = self.held[association.pk]
        return any(role in held and state in states for role, states in WAITING_FOR.items())

    def _is_left_over(self, association: Association, state: State) -> bool:
        """Whether a supervisor may have to do an officer's part there."""
        is_supervisor = Role.SUPERVISOR in self.held[association.pk]
        return is_supervisor and state in WAITING_FOR[Role.RELATIONS_OFFICER]

    def requests(self, tab: Tab, narrowing: Narrowing = EVERYTHING) -> list[Requests]:
        """What stands under the heading, narrowed, in parts and in no order."""
        return [part.requests for part in self._parts(tab, narrowing, _by_state)]

    def parts(self, tab: Tab, narrowing: Narrowing = EVERYTHING) -> list[Part]:
        """The same in as few parts as can be, each with what its due days are reckoned from."""
        return self._parts(tab, narrowing, _in_states)

    def windows(self, tab: Tab, order: Order, narrowing: Narrowing = EVERYTHING) -> list[Window]:
        """What stands under the heading, narrowed, to be read in that order."""
        if order is not URGENT:
            return [newest_first(requests) for requests in self.requests(tab, narrowing)]
        return [
            by_urgency(part.requests, part.calendar, due_by)
            for part in self._parts(tab, narrowing, _by_state_or_stated_day)
            for due_by in part.due_by
        ]

    def _parts(self, tab: Tab, narrowing: Narrowing, split: Split) -> list[Part]:
        where = [one for one in self.calendars if narrowing.has(one.association)]
        if tab == Tab.QUEUE:
            found = self._queue(where, narrowing.states or State.values, split)
        else:
            found = self._of(tab, where)
            if narrowing.states:
                found = [each for one in found for each in split(one, narrowing.states)]
        if narrowing.services:
            found = [one.filter(service=key) for one in found for key in narrowing.services]
        return [replace(one, requests=narrowing.of(one.requests)) for one in found]

    def _of(self, tab: Tab, where: list[Calendar]) -> list[Part]:
        today = timezone.localdate()
        match tab:
            case Tab.MINE:
                return self._mine(where)
            case Tab.UNASSIGNED:
                return self._each(where, _OPEN, Q(assigned_to=None), roles=ASSIGNING_ROLES)
            case Tab.WAITING:
                return [self._waiting(part) for part in self._each(where, _OPEN)]
            case Tab.OVERDUE:
                return self._due(where, None, today - timedelta(days=1))
            case Tab.WEEK:
                return self._due(where, today, end_of_week(today))
            case Tab.MESSAGES:
                return self._each(where, Q(awaits_reply=True), roles=ASSIGNING_ROLES)
            case Tab.OPEN:
                return self._each(where, _OPEN)
            case _:
                return self._each(where)

    def _each(
        self, where: list[Calendar], *conditions: Q, roles: Collection[str] = CASEWORK_ROLES
    ) -> list[Part]:
        return [
            Part(one, requests.filter(*conditions), every_due_by(one))
            for one in where
            if self.held[one.association.pk] & set(roles)
            for requests in self.opened[one.association.pk]
        ]

    def _queue(self, where: list[Calendar], states: Sequence[str], split: Split) -> list[Part]:
        found = []
        for one in where:
            queues = [state for there, state in self.queues() if there == one.association]
            asked = [state for state in queues if state in states]
            awaited = [state for state in asked if self._awaits_role(one.association, state)]
            left = [state for state in asked if state not in awaited]
            for part in self._each([one], _OPEN):
                found += split(part, awaited)
            if left:
                there = self.left_over[one.association.pk].filter(_OPEN)
                found += split(Part(one, there, every_due_by(one)), left)
        return found

    def _waiting(self, part: Part) -> Part:
        if self.held[part.calendar.association.pk] & set(ASSIGNING_ROLES):
            return _in_state(part, WAITING_FOR_MEMBER)
        return replace(part.filter(_WAITING), due_by=[NOTHING_DUE])

    def _mine(self, where: list[Calendar]) -> list[Part]:
        """Assigned to the person, or referred to them and awaiting their report."""
        referred = Referral.objects.awaited().filter(assigned_to=self.person).order_by()
        assigned = Q(assigned_to=self.person)
        here = self._each(where, _OPEN)
        return [
            *(one.filter(assigned) for one in here),
            *(
                _in_state(
                    one.filter(~assigned, pk__in=referred.values("request")), State.SOCIAL_RESEARCH
                )
                for one in here
            ),
        ]

    def _due(self, where: list[Calendar], first: date | None, last: date) -> list[Part]:
        return [
            Part(one, requests.filter(window), [due_by])
            for one in where
            for requests in self.opened[one.association.pk]
            for due_by, window in due_windows(one, first=first, last=last)
        ]


def _in_state(part: Part, state: str) -> Part:
    may_be = due_by_in(state, part.calendar)
    kept = [due_by for due_by in part.due_by if due_by in may_be]
    return replace(part.filter(state=state), due_by=kept)


def _in_states(part: Part, states: Sequence[str]) -> list[Part]:
    may_be = {due_by for state in states for due_by in due_by_in(state, part.calendar)}
    kept = [due_by for due_by in part.due_by if due_by in may_be]
    return [replace(part.filter(state__in=states), due_by=kept)] if states else []


def _by_state(part: Part, states: Sequence[str]) -> list[Part]:
    return [_in_state(part, state) for state in states]


def _by_state_or_stated_day(part: Part, states: Sequence[str]) -> list[Part]:
    """As `_by_state`, but all in whose state days are stated in one part, if all are wanted."""
    if not set(DAY_STATED) <= set(states):
        return _by_state(part, states)
    kept = [due_by for due_by in part.due_by if due_by in OF_STATED_DAYS]
    others = [state for state in states if state not in DAY_STATED]
    return [*_by_state(part, others), replace(part, due_by=kept)]
