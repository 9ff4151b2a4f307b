"""Contrast between two colours, after WCAG 2.2 (relative luminance, success criterion 1.4.3)."""

import re

HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\Z")
MINIMUM_CONTRAST = 4.5


def luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), of a colour given as `#rrggbb`."""
    if not HEX_COLOUR.match(colour):
        raise ValueError(colour)
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1 to 21, of two colours given as `#rrggbb`."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
