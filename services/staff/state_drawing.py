"""The states of a case as a drawing without a script: boxes in rows, a line for each way on.

Taking a request back, or closing it with a reason, is possible from so many states that the lines
would hide the others; the tables beside the drawing have them.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language_bidi

from services.models import State
from services.models.states import END_STATES
from services.state_guide import layers, moves
from services.wording import staff_state

WIDTH, HEIGHT = 190, 44
ACROSS, DOWN = 220, 96
MARGIN = 24
ASIDE = 28  # of the way back from the way there
LEFT_OUT = {"withdraw", "record_withdrawal", "close_with_reason"}


@dataclass(frozen=True)
class Box:
    """A state and the middle of its box."""

    name: str
    x: int
    y: int
    is_end: bool

    @property
    def corner(self) -> tuple[int, int]:
        return self.x - WIDTH // 2, self.y - HEIGHT // 2


@dataclass(frozen=True)
class Drawing:
    """Boxes and the paths between them, in the units of the drawing."""

    width: int
    height: int
    boxes: list[Box]
    paths: list[str]
    box_width: int = WIDTH
    box_height: int = HEIGHT

    @classmethod
    def of_states(cls) -> "Drawing":
        """Read from the state machine; from right to left where the language is."""
        rows = layers()
        widest = max(map(len, rows))
        width = (widest - 1) * ACROSS + WIDTH + 2 * MARGIN
        boxes = {
            state: Box(
                name=staff_state(state),
                x=_mirrored(_place(place, len(row), width), width),
                y=MARGIN + HEIGHT // 2 + number * DOWN,
                is_end=state in END_STATES,
            )
            for number, row in enumerate(rows)
            for place, state in enumerate(row)
        }
        ways = {
            (source, State(move.target))
            for move in moves()
            if move.target and move.name not in LEFT_OUT
            for source in move.sources
        }
        return cls(
            width=width,
            height=2 * MARGIN + HEIGHT + (len(rows) - 1) * DOWN,
            boxes=list(boxes.values()),
            paths=[_way(boxes[one], boxes[other], boxes.values()) for one, other in sorted(ways)],
        )


def _place(place: int, many: int, width: int) -> int:
    return width // 2 + int((place - (many - 1) / 2) * ACROSS)


def _mirrored(x: int, width: int) -> int:
    return width - x if get_language_bidi() else x


def _way(one: Box, other: Box, boxes: Iterable[Box]) -> str:
    """A curve between two boxes, through a gap of the rows between them where there are any."""
    low, high = sorted((one.y, other.y))
    passed = [box.x for box in boxes if low < box.y < high]
    if not passed:
        return _path(one, other)
    lanes = {x + side * ACROSS // 2 for x in passed for side in (-1, 1)}
    lane = min(lanes, key=lambda x: (abs(x - one.x) + abs(x - other.x), x))
    down = 1 if other.y > one.y else -1
    first, last = (box.x + (0 if down == 1 else ASIDE) for box in (one, other))
    start, end = one.y + down * HEIGHT // 2, other.y - down * HEIGHT // 2
    leave, arrive = one.y + down * (DOWN - HEIGHT // 2), other.y - down * (DOWN - HEIGHT // 2)
    return (
        f"M{first},{start} C{first},{leave} {lane},{start} {lane},{leave} "
        f"V{arrive} C{lane},{end} {last},{arrive} {last},{end}"
    )


def _path(one: Box, other: Box) -> str:
    """A curve from box to box: down between rows, back up a little aside, or along a row."""
    if one.y == other.y:
        side = 1 if other.x > one.x else -1
        lift = 0 if abs(other.x - one.x) == ACROSS else HEIGHT
        start, end = one.x + side * WIDTH // 2, other.x - side * WIDTH // 2
        return f"M{start},{one.y} Q{(start + end) // 2},{one.y - lift} {end},{other.y}"
    down = 1 if other.y > one.y else -1
    aside = 0 if down == 1 else ASIDE
    start, end = one.y + down * HEIGHT // 2, other.y - down * HEIGHT // 2
    bend = (end - start) // 2
    return (
        f"M{one.x + aside},{start} C{one.x + aside},{start + bend} "
        f"{other.x + aside},{end - bend} {other.x + aside},{end}"
    )
