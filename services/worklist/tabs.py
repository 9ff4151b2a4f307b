"""What stands under each heading of the work list, for whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q, TextChoices
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from home.models import Association
from services.deadlines import Calendar, calendars, due_windows, end_of_week
from services.models import State
from services.models.states import WAITING_FOR_MEMBER
from services.queries import (
    CASEWORK_ROLES,
    WAITING_FOR,
    Requests,
    Role,
    casework_of,
    held_roles,
    left_to_supervisors,
)

ASSIGNING_ROLES = (Role.RELATIONS_OFFICER, Role.SUPERVISOR)
_OPEN = Q(closed_at=None)


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

    `services` are keys, `assigned_to` is the key of an officer, or 0 for nobody; `keys` are those
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


@dataclass
class Worklist:
    """The work list of one person as their roles stand today.

    A list is given as windows, querysets of which each is read in order by one index: a window for
    each association, and for each state, where several are asked for.
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
        """From which the due days in those associations are reckoned."""
        return calendars(self.associations)

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

    def _waiting(self, association: Association, state: State) -> Requests:
        found = self.everything.filter(_OPEN, association=association, state=state)
        if self._awaits_role(association, state):
            return found
        return found.filter(left_to_supervisors(self.person))

    def windows(self, tab: Tab, narrowing: Narrowing = EVERYTHING) -> list[Requests]:
        """What stands under the heading, narrowed."""
        found = self._of(tab, [one for one in self.associations if narrowing.has(one)])
        if tab == Tab.QUEUE:
            found = [
                self._waiting(association, state)
                for association, state in self.queues()
                if narrowing.has(association) and state in (narrowing.states or State)
            ]
        elif narrowing.states:
            found = [one.filter(state=state) for one in found for state in narrowing.states]
        if narrowing.services:
            found = [one.filter(service=key) for one in found for key in narrowing.services]
        return [narrowing.of(one) for one in found]

    def _of(self, tab: Tab, where: list[Association]) -> list[Requests]:
        match tab:
            case Tab.MINE:
                return self._mine(where)
            case Tab.UNASSIGNED:
                return self._each(where, _OPEN, Q(assigned_to=None), roles=ASSIGNING_ROLES)
            case Tab.WAITING:
                return self._each(where, _OPEN, Q(state=WAITING_FOR_MEMBER))
            case Tab.OVERDUE:
                return self._due(where, None, timezone.localdate() - timedelta(days=1))
            case Tab.WEEK:
                today = timezone.localdate()
                return self._due(where, today, end_of_week(today))
            case Tab.MESSAGES:
                return self._each(where, Q(awaits_reply=True), roles=ASSIGNING_ROLES)
            case Tab.OPEN:
                return self._each(where, _OPEN)
            case _:
                return self._each(where)

    def _each(
        self,
        where: list[Association],
        *conditions: Q,
        roles: Collection[str] = CASEWORK_ROLES,
    ) -> list[Requests]:
        return [
            self.everything.filter(*conditions, association=one.pk)
            for one in where
            if self.held[one.pk] & set(roles)
        ]

    def _mine(self, where: list[Association]) -> list[Requests]:
        """Assigned to the person, or referred to them and not reported yet."""
        here = self.everything.filter(_OPEN, association__in=[one.pk for one in where])
        referred = Q(
            state=State.SOCIAL_RESEARCH,
            referrals__assigned_to=self.person,
            referrals__reported_at=None,
        )
        return [here.filter(assigned_to=self.person), here.filter(referred)]

    def _due(self, where: list[Association], first: date | None, last: date) -> list[Requests]:
        return [
            self.everything.filter(window, association=one.association)
            for one in self.calendars
            if one.association in where
            for window in due_windows([one], first=first, last=last)
        ]
