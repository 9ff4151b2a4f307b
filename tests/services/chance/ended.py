"""The rules of ends by an officer, and of what people withdraw or appeal by hand."""

from services.casework.moving import BY_HAND
from services.models import ClosingReason
from tests.services.chance.rule import Given, Rule
from tests.services.chance.until_decided import comes_back, is_appealed, within_the_window
from tests.services.chance.who import officer
from tests.services.chance.world import OPEN, Case, World

CLOSABLE = OPEN | {"accepted", "registering", "delivering"}


def withdrawal(world: World, case: Case) -> Given:
    return {"text": world.new_text(), "channel": world.pick(BY_HAND)}


def objection(world: World, case: Case) -> Given:
    return {"reason": world.new_text(), "channel": world.pick(BY_HAND)}


def why(world: World, case: Case) -> Given:
    return {"reason": world.pick(ClosingReason.values), "message": world.new_text()}


RULES: dict[str, Rule] = {
    "record_withdrawal": Rule(
        officer, OPEN | {"with_committee"}, "withdrawn", arguments=withdrawal
    ),
    "record_appeal": Rule(
        officer,
        {"rejected"},
        "appealed",
        arguments=objection,
        allowed=within_the_window,
        then=is_appealed,
    ),
    "close_with_reason": Rule(
        officer,
        CLOSABLE,
        "closed",
        arguments=why,
        then=comes_back(recalled=True),
    ),
}
ENDING = {"record_withdrawal", "close_with_reason"}
