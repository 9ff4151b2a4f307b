"""One paper: the association's head, headings, facts and text in the direction of the language."""

import unicodedata
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from fpdf import FPDF
from fpdf.bidi import auto_detect_base_direction
from fpdf.enums import TextDirection
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from home.digits import digits
from home.models import Association
from services.pdf.fonts import face

# In millimetres and points.
MARGIN = 22
LOGO = 20
LABEL = 42
LINE = 7.4
TEXT, SMALL, TITLE, HEADING = 12, 9.5, 18, 13.5
# What a heading wants below it on the same page.
ROOM = 34
INK, SOFT = (28, 32, 36), (95, 103, 110)
LOGO_SPEC = "max-320x320|format-png"


class Paper(FPDF):
    """An A4 paper of an association, in the active language.

    Raises NoFont where no font has its letters.
    """

    def __init__(self, association: Association, *, title: str, footer: str) -> None:
        super().__init__(format="A4")
        self.association, self.foot = association, footer
        self.is_rtl = get_language_bidi()
        self.known = self._load_fonts()
        self.set_margin(MARGIN)
        self.set_auto_page_break(True, margin=MARGIN + 4)
        self.set_title(title)
        self.set_author(association.name)
        self.set_creator(association.name)
        self.set_lang(get_language() or "ar")
        self.add_page()
        self._head()
        self.words(title, size=TITLE, bold=True, gap=3)

    def _load_fonts(self) -> frozenset[int]:
        found = face()
        for style, files in (("", found.regular), ("B", found.bold)):
            for place, file in enumerate(files):
                self.add_font(f"sila{place}", style, file)
        self.set_fallback_fonts([f"sila{place}" for place in range(1, len(found.regular))])
        self.set_text_shaping(True)
        self.set_font("sila0", size=TEXT)
        return found.characters

    def _render_styled_text_line(self, *args: Any, **kwargs: Any) -> bool:
        """Name the font anew in each line: after one that begins with letters of a later font,
        fpdf2 2.8 takes its first font for set when it is not, and prints other letters."""
        self.current_font_is_set_on_page = False
        return super()._render_styled_text_line(*args, **kwargs)

    def _head(self) -> None:
        """The association's logo and name, over a line in its colour."""
        top, width = self.get_y(), self.epw
        with suppress(SourceImageIOError, InvalidFilterSpecError, OSError):
            width -= self._logo(top)
        self.set_x(self.l_margin if self.is_rtl else self.w - self.r_margin - width)
        self.words(self.association.name, size=HEADING, bold=True, gap=0, width=width)
        if self.association.regulator:
            self.set_x(self.l_margin if self.is_rtl else self.w - self.r_margin - width)
            self.words(self.association.regulator, size=SMALL, soft=True, gap=0, width=width)
        low = max(self.get_y(), top + LOGO if width < self.epw else 0) + 3
        self.set_draw_color(self.association.brand_colour)
        self.set_line_width(0.8)
        self.line(self.l_margin, low, self.w - self.r_margin, low)
        self.set_y(low + 6)

    def _logo(self, top: float) -> float:
        """Place the logo at the start of the line; the width it takes, 0 without one."""
        if self.association.logo is None or self.association.logo.is_svg():
            return 0
        with self.association.logo.get_rendition(LOGO_SPEC).file.open("rb") as file:
            picture = BytesIO(file.read())
        x = self.w - self.r_margin - LOGO if self.is_rtl else self.l_margin
        self.image(picture, x=x, y=top, w=LOGO, h=LOGO, keep_aspect_ratio=True)
        return LOGO + 5

    def footer(self) -> None:
        """What the paper is, and which page of it."""
        self.set_y(-MARGIN + 4)
        page = digits(self.page_no(), self.association)
        text = _("%(paper)s · page %(page)s") % {"paper": self.foot, "page": page}
        self.words(text, size=SMALL, soft=True, gap=0)

    def heading(self, text: str) -> None:
        self.keep_room()
        self.ln(2)
        self.words(text, size=HEADING, bold=True, gap=1)

    def words(
        self,
        text: str,
        *,
        size: float = TEXT,
        bold: bool = False,
        soft: bool = False,
        gap: float = 2,
        width: float = 0,
        typed: bool = False,
        at_start: bool = False,
    ) -> None:
        """A paragraph; one that a person `typed` runs in the direction of its own letters, and
        begins on their side unless it stays `at_start`, where the paper's own lines begin."""
        self.set_font("sila0", "B" if bold else "", size)
        self.set_text_color(*(SOFT if soft else INK))
        for line in self.printable(text).splitlines():
            rtl = self.is_rtl
            if typed and any(unicodedata.bidirectional(letter) in "LRAL" for letter in line):
                rtl = auto_detect_base_direction(line) == TextDirection.RTL
            self.set_text_shaping(True, direction="rtl" if rtl else "ltr")
            self.multi_cell(
                width,
                LINE * size / TEXT,
                line,
                align="R" if (self.is_rtl if at_start else rtl) else "L",
                new_x="LEFT" if width else "LMARGIN",
                new_y="NEXT",
            )
        self.ln(gap)

    def facts(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Labels with their values beside them; one without a value is left out."""
        for label, value in pairs:
            if not value:
                continue
            if self.will_page_break(LINE * 2):
                self.add_page()
            top, room = self.get_y(), self.epw - LABEL
            start, end = self.w - self.r_margin - LABEL, self.l_margin
            if not self.is_rtl:
                start, end = self.l_margin, self.l_margin + LABEL
            self.set_x(start)
            self.words(label, soft=True, gap=0, width=LABEL)
            low = self.get_y()
            self.set_xy(end, top)
            self.words(value, gap=0, width=room)
            self.set_xy(self.l_margin, max(low, self.get_y()))
        self.ln(2)

    def rule(self) -> None:
        """A line to sign on, on the side where lines end."""
        y, half = self.get_y(), self.epw / 2
        start = self.l_margin if self.is_rtl else self.l_margin + half
        self.set_draw_color(*SOFT)
        self.set_line_width(0.2)
        self.line(start, y, start + half, y)
        self.ln(5)

    def keep_room(self, height: float = ROOM) -> None:
        """Go on to the next page where less than `height` millimetres are left."""
        if self.will_page_break(height):
            self.add_page()

    def printable(self, text: str) -> str:
        """The text in letters that the fonts have; "?" for any other, never an empty box."""
        return "".join(self._printable(letter) for letter in unicodedata.normalize("NFC", text))

    def _printable(self, letter: str) -> str:
        if letter == "\n" or ord(letter) in self.known:
            return letter
        if letter.isspace():
            return " "
        if unicodedata.category(letter) in ("Cf", "Cc"):
            return ""
        plain = unicodedata.normalize("NFKC", letter)
        return plain if all(ord(part) in self.known for part in plain) else "?"

    def data(self) -> bytes:
        return bytes(self.output())


def clock_time(at: datetime | None, association: Association) -> str:
    """The time of day in Saudi Arabia, "" for None."""
    if at is None:
        return ""
    return digits(date_format(timezone.localtime(at), "H:i"), association)


def file_name(*parts: object) -> str:
    return "-".join(str(part) for part in parts) + ".pdf"
