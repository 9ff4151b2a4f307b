"""The rules of registration and delivery."""

from services.casework import correct_delivery
from tests.services.chance.rule import Given, Rule, in_force
from tests.services.chance.who import officer, owner
from tests.services.chance.world import Case, Delivery, World


def plan(world: World, case: Case) -> Given:
    """Once, or several times with a rhythm or without; sometimes the day is forgotten."""
    planned, every = world.pick([(1, ""), (3, ""), (2, "month"), (1, "")])
    day = world.soon() if world.ticks % 5 else None
    return {"expected_on": day, "planned_deliveries": planned, "delivered_every": every}


def no_day(world: World, case: Case, given: Given) -> bool:
    return given["expected_on"] is None


def is_registered(world: World, case: Case, given: Given) -> None:
    case.planned, case.every = given["planned_deliveries"], given["delivered_every"]
    case.expected_on = case.rhythm_from = given["expected_on"]
    case.statements += 1


def day(world: World, case: Case) -> Given:
    return {"expected_on": world.soon(), "contact_note": "هاتف"}


def is_scheduled(world: World, case: Case, given: Given) -> None:
    case.expected_on = given["expected_on"]
    case.statements += 1


def other_day(world: World, case: Case) -> Given:
    return {"expected_on": world.soon(), "reason": "تأخر المورد"}


def is_rescheduled(world: World, case: Case, given: Given) -> None:
    case.expected_on = case.rhythm_from = given["expected_on"]
    case.statements += 1


def one(world: World, case: Case) -> Given:
    return {"what": "كرسي", "delivered_on": world.today, "way": "مندوب"}


def next_to_be_stated(case: Case) -> bool:
    return not case.every and len(case.deliveries) + 1 < case.planned


def part(world: World, case: Case) -> Given:
    """With the day of the next one where it has to be stated; sometimes it is forgotten, or stated
    where there is nothing to state."""
    states = next_to_be_stated(case) == bool(world.ticks % 5)
    return {**one(world, case), "next_on": world.soon() if states else None}


def is_no_part(world: World, case: Case, given: Given) -> bool:
    all_made = case.planned > 1 and len(case.deliveries) >= case.planned
    return all_made or next_to_be_stated(case) != (given["next_on"] is not None)


def is_written_down(world: World, case: Case, given: Given) -> None:
    case.deliveries.append(Delivery(case.statements))
    case.expected_on = given.get("next_on") or case.next_delivery_on()


def last_one(world: World, case: Case) -> Given:
    """With a last delivery or without; mostly with the reason of fewer than planned alone."""
    words = {} if case.deliveries and world.ticks % 2 else one(world, case)
    is_early = len(case.deliveries) + bool(words) < case.planned
    is_right = world.ticks % 4 > 0
    return {**words, "ended_early": "انتهى العقد" if is_early == is_right else ""}


def told_otherwise(world: World, case: Case, given: Given) -> bool:
    """A reason to end early is given where fewer than planned are made, and only there."""
    made = len(case.deliveries) + ("what" in given)
    return (made < case.planned) != bool(given["ended_early"])


def is_delivered(world: World, case: Case, given: Given) -> None:
    if "what" in given:
        is_written_down(world, case, given)


def correction(world: World, case: Case) -> Given | None:
    """Of any of those that count: it was another, or none at all, unless that reopens the case."""
    made = case.state == "delivered" or world.ticks % 3 > 0
    words = one(world, case) if made else {}
    return {**any_of_them(world, case), "was_made": made, **words} if case.deliveries else None


def none_at_all(world: World, case: Case) -> Given | None:
    """Elsewhere the same words correct and reopen nothing."""
    ended = case.state == "delivered" and case.deliveries
    return {**any_of_them(world, case), "was_made": False} if ended else None


def any_of_them(world: World, case: Case) -> Given:
    place = world.ticks % len(case.deliveries)
    return {"delivery": in_force(case)[place], "_place": place, "reason": "خطأ في الكتابة"}


def is_corrected(world: World, case: Case, given: Given) -> None:
    wrong = case.deliveries.pop(given["_place"])
    if given["was_made"]:
        case.deliveries.append(Delivery(wrong.since))
    case.expected_on = case.next_delivery_on()


def unconfirmed(case: Case) -> list[int]:
    pairs = zip(in_force(case), case.deliveries, strict=True)
    return [key for key, delivery in pairs if not delivery.is_confirmed]


def arrived(world: World, case: Case) -> Given:
    return {"deliveries": unconfirmed(case)}


def are_confirmed(world: World, case: Case, given: Given) -> None:
    for delivery in case.deliveries:
        delivery.is_confirmed = True


def is_any_unconfirmed(world: World, case: Case) -> bool:
    return any(not delivery.is_confirmed for delivery in case.deliveries)


def missed(world: World, case: Case) -> Given | None:
    waiting = unconfirmed(case)
    return {"delivery": waiting[0], "words": world.new_text()} if waiting else None


ON_THE_WAY = {"scheduled", "registering", "delivering"}
HANDED_OVER = {"delivering", "delivered"}

RULES: dict[str, Rule] = {
    "register": Rule(
        officer, {"accepted"}, "registering", arguments=plan, refused=no_day, then=is_registered
    ),
    "schedule": Rule(
        officer, {"submitted"}, "scheduled", route="direct", arguments=day, then=is_scheduled
    ),
    "reschedule": Rule(officer, ON_THE_WAY, arguments=other_day, then=is_rescheduled),
    "start_delivery": Rule(
        officer,
        {"registering", "scheduled"},
        "delivering",
        allowed=lambda world, case: case.state == "registering" or case.attested,
    ),
    "deliver_part": Rule(
        officer, {"delivering"}, arguments=part, refused=is_no_part, then=is_written_down
    ),
    "deliver": Rule(
        officer, {"delivering"}, "delivered", arguments=last_one, refused=told_otherwise,
        then=is_delivered,
    ),
    "correct_delivery": Rule(
        officer,
        HANDED_OVER,
        arguments=correction,
        allowed=lambda world, case: bool(case.deliveries),
        then=is_corrected,
    ),
    "reopen_delivery": Rule(
        officer,
        {"delivered"},
        "delivering",
        arguments=none_at_all,
        allowed=lambda world, case: bool(case.deliveries),
        then=is_corrected,
        call=correct_delivery,
    ),
    "confirm_delivery": Rule(
        owner, HANDED_OVER, arguments=arrived, allowed=is_any_unconfirmed, then=are_confirmed
    ),
    "miss_delivery": Rule(
        owner, HANDED_OVER, arguments=missed, allowed=is_any_unconfirmed, move="write",
        is_talk=True,
    ),
}  # fmt: skip
