"""What the style sheets may not do, so that pages mirror, read well and ask no other host."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

STATIC = Path(settings.ROOT) / "static"
TEMPLATES = Path(settings.ROOT) / "templates"
SIDES = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom"
    r"|width|height|(?:min|max)-(?:width|height))(?:-[\w-]+)?\s*:"
)
ONE_SIDED_VALUES = re.compile(r"(?:text-align|float|clear)\s*:\s*(?:left|right|justify)")
NOT_FOR_ARABIC = re.compile(
    r"font-style\s*:\s*italic|text-transform|letter-spacing\s*:(?!\s*(?:0|inherit))"
)
ELSEWHERE = re.compile(r"""(?:url\(|@import|src=|href=)\s*["']?(?:https?:)?//""")


def rules() -> Iterator[tuple[str, str]]:
    """Each line with its sheet, but for media queries, which ask for the window's width."""
    for sheet in sorted(STATIC.rglob("*.css")):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.S)
        for line in text.splitlines():
            if not line.lstrip().startswith("@media"):
                yield sheet.name, line.strip()


@pytest.mark.parametrize("unwanted", [SIDES, ONE_SIDED_VALUES, NOT_FOR_ARABIC])
def test_style_sheets_know_neither_left_nor_right_nor_slanted_or_spaced_letters(
    unwanted: re.Pattern[str],
) -> None:
    assert [(sheet, line) for sheet, line in rules() if unwanted.search(line)] == []


def test_nothing_is_fetched_from_another_host() -> None:
    files = [*STATIC.rglob("*.css"), *STATIC.rglob("*.svg"), *TEMPLATES.rglob("*.html")]
    assert [path.name for path in files if ELSEWHERE.search(path.read_text())] == []


def test_every_style_sheet_is_linked_somewhere() -> None:
    hooks = Path(settings.ROOT).glob("*/wagtail_hooks.py")
    linked = "".join(path.read_text() for path in [*TEMPLATES.rglob("*.html"), *hooks])
    sheets = sorted(path.name for path in (STATIC / "sila" / "css").glob("*.css"))
    assert [name for name in sheets if f"sila/css/{name}" not in linked] == []
