"""Emblems for the five associations: a simple shape each, drawn here, white on its own colour."""

from collections.abc import Callable
from io import BytesIO
from math import cos, pi, sin

from PIL import Image as Pillow
from PIL import ImageDraw

SIZE = 320
SCALE = 4  # drawn larger and scaled down, for smooth edges
WHITE = "#ffffff"

Draw = ImageDraw.ImageDraw
Point = tuple[float, float]


def emblem_png(shape: str, colour: str) -> bytes:
    """A square PNG of 320 pixels with the named shape in white on `colour` (#rrggbb)."""
    side = SIZE * SCALE
    image = Pillow.new("RGB", (side, side), colour)
    SHAPES[shape](ImageDraw.Draw(image), side, colour)
    written = BytesIO()
    image.resize((SIZE, SIZE), Pillow.Resampling.LANCZOS).save(written, "PNG", optimize=True)
    return written.getvalue()


def _chevrons(draw: Draw, side: int, colour: str) -> None:
    """Three rising strokes."""
    for step in range(3):
        top = side * (0.24 + 0.17 * step)
        points = [
            (side * 0.24, top + side * 0.18),
            (side * 0.5, top),
            (side * 0.76, top + side * 0.18),
        ]
        draw.line(points, fill=WHITE, width=side // 13, joint="curve")


def _rings(draw: Draw, side: int, colour: str) -> None:
    """Two rings, one through the other."""
    for centre in (0.4, 0.6):
        _circle(draw, side, (side * centre, side * 0.5), side * 0.2, side // 16)


def _arch(draw: Draw, side: int, colour: str) -> None:
    """An arch within an arch."""
    for inset, fill in ((0.26, WHITE), (0.34, colour), (0.42, WHITE)):
        left, right = side * inset, side * (1 - inset)
        middle = side * (0.24 + inset / 2)
        radius = (right - left) / 2
        draw.pieslice((left, middle - radius * 0.4, right, middle + radius * 1.6), 180, 360, fill)
        draw.rectangle((left, middle + radius * 0.58, right, side * 0.76), fill)


def _gear(draw: Draw, side: int, colour: str) -> None:
    """A wheel with eight teeth."""
    centre = side * 0.5
    for tooth in range(8):
        angle = tooth * pi / 4
        end = (centre + cos(angle) * side * 0.3, centre + sin(angle) * side * 0.3)
        draw.line([(centre, centre), end], fill=WHITE, width=side // 10)
    draw.circle((centre, centre), side * 0.23, fill=WHITE)
    draw.circle((centre, centre), side * 0.1, fill=colour)


def _leaf(draw: Draw, side: int, colour: str) -> None:
    """A stem with three pairs of leaves."""
    middle = side * 0.5
    draw.line([(middle, side * 0.8), (middle, side * 0.3)], fill=WHITE, width=side // 28)
    _blade(draw, (middle, side * 0.34), (middle, side * 0.14), side * 0.05)
    for level in (0.42, 0.55, 0.68):
        for direction in (-1, 1):
            tip = (middle + direction * side * 0.24, side * (level - 0.12))
            _blade(draw, (middle, side * level), tip, side * 0.06)


def _blade(draw: Draw, root: Point, tip: Point, breadth: float) -> None:
    steps = 24
    along = (tip[0] - root[0], tip[1] - root[1])
    length = (along[0] ** 2 + along[1] ** 2) ** 0.5
    across = (-along[1] / length * breadth, along[0] / length * breadth)
    edges: list[list[Point]] = [[], []]
    for edge, sign in enumerate((1, -1)):
        for step in range(steps + 1):
            part = step / steps
            bulge = sin(part * pi) * sign
            edges[edge].append(
                (
                    root[0] + along[0] * part + across[0] * bulge,
                    root[1] + along[1] * part + across[1] * bulge,
                )
            )
    draw.polygon([*edges[0], *reversed(edges[1])], fill=WHITE)


def _circle(draw: Draw, side: int, centre: Point, radius: float, width: int) -> None:
    draw.circle(centre, radius, outline=WHITE, width=width)


SHAPES: dict[str, Callable[[Draw, int, str], None]] = {
    "chevrons": _chevrons,
    "rings": _rings,
    "arch": _arch,
    "gear": _gear,
    "leaf": _leaf,
}
