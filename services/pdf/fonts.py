"""The fonts of papers: Arabic letters that join, and Latin ones, from the system or a setting.

The repository holds no fonts. Looked for are families that come with operating systems; where none
is found nothing is printed, rather than boxes in place of letters.
"""

import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from fontTools.ttLib import TTFont, TTLibError

# Each letter a paper is sure to need.
ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيًٌٍَُِّْ،؛؟٠١٢٣٤٥٦٧٨٩"
LATIN = "".join(map(chr, range(0x20, 0x7F)))
REQUIRED = frozenset(ARABIC + LATIN)
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "~/Library/Fonts",
    "C:/Windows/Fonts",
)


class NoFont(Exception):  # noqa: N818
    """No font is found that has both Arabic and Latin letters."""


@dataclass(frozen=True)
class Face:
    """Files of a regular and a bold font each, those that come later filling gaps."""

    regular: tuple[Path, ...]
    bold: tuple[Path, ...]

    @property
    def characters(self) -> frozenset[int]:
        """The code points that the regular fonts have between them."""
        return frozenset().union(*(characters_of(path) for path in self.regular))


# File names of fonts that together have all letters: regular, then bold; the best first.
FAMILIES = (
    (("NotoNaskhArabic-Regular", "NotoSans-Regular"), ("NotoNaskhArabic-Bold", "NotoSans-Bold")),
    (("NotoSansArabic-Regular", "NotoSans-Regular"), ("NotoSansArabic-Bold", "NotoSans-Bold")),
    (("Amiri-Regular",), ("Amiri-Bold",)),
    (("IBMPlexSansArabic-Regular",), ("IBMPlexSansArabic-Bold",)),
    (("NotoNaskhArabic-Regular", "DejaVuSans"), ("NotoNaskhArabic-Bold", "DejaVuSans-Bold")),
    (("NotoSansArabic-Regular", "DejaVuSans"), ("NotoSansArabic-Bold", "DejaVuSans-Bold")),
    (("NotoNaskhArabic-Regular", "LiberationSans-Regular"), ()),
    (("tahoma",), ("tahomabd",)),
    (("arial",), ("arialbd",)),
    (("Arial",), ("Arial Bold",)),
    (("Tahoma",), ("Tahoma Bold",)),
    (("DejaVuSans",), ("DejaVuSans-Bold",)),
    (("Arial Unicode",), ()),
)


def face() -> Face:
    """The font of the setting PDF_FONT, else the best one of the system; NoFont without one."""
    return _found(tuple(settings.PDF_FONT))


@cache
def _found(chosen: tuple[str, ...]) -> Face:
    for one in _candidates(chosen):
        if {ord(letter) for letter in REQUIRED} <= one.characters:
            return one
    raise NoFont


def _candidates(chosen: tuple[str, ...]) -> Iterable[Face]:
    if chosen:
        files = [Path(name).expanduser() for name in chosen]
        there = [file for file in files if file.is_file()]
        if len(there) == len(files):
            yield Face(tuple(there[:1]), tuple(there[1:2] or there[:1]))
        return
    installed = _installed()
    for regular, bold in FAMILIES:
        if all(name in installed for name in regular):
            files = [installed[name] for name in regular]
            bolds = [installed.get(name, files[at]) for at, name in enumerate(bold)]
            yield Face(tuple(files), tuple(bolds) or tuple(files))


@cache
def _installed() -> dict[str, Path]:
    """The fonts in the usual folders of Linux, macOS and Windows, by their files' names."""
    found: dict[str, Path] = {}
    folders = [Path(folder).expanduser() for folder in FOLDERS]
    own = [Path(sys.prefix) / "share" / "fonts"]
    for folder in [*own, *folders]:
        for where, _folders, names in os.walk(folder):
            for name in names:
                path = Path(where) / name
                if path.suffix.lower() in (".ttf", ".otf"):
                    found.setdefault(path.stem, path)
    return found


@cache
def characters_of(path: Path) -> frozenset[int]:
    """The code points a font has glyphs for; none where it can't be read."""
    try:
        with TTFont(path, lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, OSError):
        return frozenset()
