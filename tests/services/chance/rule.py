"""One verb in the table of rules: who may, from where to where, with what."""

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any

from services import casework
from services.casework.moving import make_move
from services.models import Delivery, ServiceRequest
from tests.services.chance.who import Who
from tests.services.chance.world import Case, World

# What a verb is given; the site's part does not see names that begin with "_".
Given = dict[str, Any]


def nothing(world: World, case: Case) -> Given:
    return {}


def stays(world: World, case: Case, given: Given) -> None:
    return None


@dataclass(frozen=True)
class Rule:
    """One verb: `who` may, `starts` where, `ends` where (None: it stays), with which arguments.

    `allowed` is what the machine demands of the case beside; `refused` what the verb itself
    refuses then, as a mistake in what was typed. `then` is what becomes true, `ends` coming first,
    so that it can also say where else the case goes.
    `arguments` may give None: nothing to try it with now. `call` is the verb of that name in
    `services.casework` unless told; `move` the name of its transition where that is another.
    """

    who: Who
    starts: Set[str]
    ends: str | None = None
    route: str = ""
    kind: str = ""
    arguments: Callable[[World, Case], Given | None] = nothing
    allowed: Callable[[World, Case], bool] = lambda world, case: True
    refused: Callable[[World, Case, Given], bool] = lambda world, case, given: False
    then: Callable[[World, Case, Given], object] = stays
    call: Callable[..., Any] | None = None
    move: str = ""
    # Words change nothing that somebody else has before them: the version stays.
    is_talk: bool = False
    # Whether the verb is told the version that the person had before them.
    takes_version: bool = True

    def is_possible(self, world: World, case: Case) -> bool:
        fits = self.route in ("", case.route) and self.kind in ("", case.kind)
        return fits and case.state in self.starts and self.allowed(world, case)

    def verb(self, name: str) -> Callable[..., Any]:
        found: Callable[..., Any] = self.call or getattr(casework, name)
        return found


def by_the_site(name: str, do: Callable[[ServiceRequest], object]) -> Callable[..., Any]:
    """A verb that no person makes: who tries all the same goes at the move itself."""

    def call(*, request: ServiceRequest, by: Any) -> object:
        if by is None:
            return do(request)
        return make_move(name, request=request, by=by, version=None)

    return call


def sets(**values: Any) -> Callable[[World, Case, Given], None]:
    def then(world: World, case: Case, given: Given) -> None:
        for name, value in values.items():
            setattr(case, name, value)

    return then


def text(world: World, case: Case) -> Given:
    return {"text": world.new_text()}


def in_force(case: Case) -> list[int]:
    """The keys of the deliveries that count, in the order of `case.deliveries`."""
    rows = Delivery.objects.filter(request__reference=case.key).in_force()
    return list(rows.order_by("pk").values_list("pk", flat=True))
