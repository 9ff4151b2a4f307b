"""List marks of every kind: bullets, numbers behind dashes, letters, ordinal words."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from policies.importing.words import visible
from saudi.text import ascii_digits, fold_with_offsets, original_span

Style = Literal["bullet", "number", "bare", "letter", "ordinal"]
Digits = Literal["", "latn", "arab"]

# Word writes its bullets as private-use letters of symbol fonts.
_DASHES = "-–—‐‑−"
_BULLET = rf"[{_DASHES}•●▪▫◦○∙·⁃‣◾◼■□➢➤►✓✔❖\uf0b7\uf0a7\uf0fc\uf0d8\uf076]|[*+o](?=\s)"
_SEPARATOR = r"[.)(\-–—:،/°ـ]"
_LETTER_AHEAD = r"(?=[\"'«(“]*[^\W\d_])"
_LIST_MARK = re.compile(
    rf"(?P<bullet>(?:{_BULLET})\s*)?"
    rf"(?:[(\[)]?\s?(?P<n>(?:\d{{1,2}}[.\-])*\d{{1,2}})"
    rf"(?P<space>\s*)(?:{_SEPARATOR}+|\])\s*(?!\d)"
    rf"|(?P<level>\d{{1,2}}(?:[.\-]\d{{1,2}})+)\s+{_LETTER_AHEAD}"
    rf"|(?P<circled>[①-⑳])\s*"
    rf"|(?P<turned>[.)](?P<t>\d{{1,2}})\s+{_LETTER_AHEAD})"
    rf"|(?P<bare>(?P<b>\d{{1,2}})\s+{_LETTER_AHEAD}))?"
)
_ABJAD = "ابجدهوزحطيكلمنسع"
_LETTER_MARK = re.compile(rf"[(\[]?(?P<letter>[{_ABJAD}])\s*[.)\]\-–]+\s*{_LETTER_AHEAD}")
_ORDINALS = (
    ("اولا", "الاول", "الاولي"),
    ("ثانيا", "الثاني", "الثانيه"),
    ("ثالثا", "الثالث", "الثالثه"),
    ("رابعا", "الرابع", "الرابعه"),
    ("خامسا", "الخامس", "الخامسه"),
    ("سادسا", "السادس", "السادسه"),
    ("سابعا", "السابع", "السابعه"),
    ("ثامنا", "الثامن", "الثامنه"),
    ("تاسعا", "التاسع", "التاسعه"),
    ("عاشرا", "العاشر", "العاشره"),
    ("الحادي عشر", "الحاديه عشره", "حادي عشر"),
    ("الثاني عشر", "الثانيه عشره", "ثاني عشر"),
)
_ORDINAL_NUMBER = {
    word: number for number, group in enumerate(_ORDINALS, start=1) for word in group
}
_ORDINAL_WORD = "|".join(sorted(_ORDINAL_NUMBER, key=len, reverse=True))
_ORDINAL = re.compile(
    r"(?P<noun>(?:الماده|ماده|البند|الفصل|الباب|القسم|المبحث|الخطوه|المرحله|الهدف)\s+)?"
    rf"(?:(?P<word>{_ORDINAL_WORD})|\(?\s?(?P<n>\d{{1,2}})\s?\)?)(?![^\W_])"
    r"\s*(?P<close>[:.\-–)/،]+)?\s*"
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands before an item: as printed, its style and the number it gives."""

    printed: str
    style: Style
    number: int | None = None
    digits: Digits = ""
    dashed: bool = False
    spaced: bool = False
    level: int = 1

    @property
    def shape(self) -> tuple[str, bool]:
        """What makes two marks look alike, the number aside."""
        return self.style, self.dashed


def split_mark(text: str) -> tuple[Mark | None, str]:
    """Return the list mark that `text` begins with, or None, and the rest.

    Bare numbers and single letters are only candidates: `settle` keeps those in a sequence.
    """
    shown = visible(text)
    ordinal = _ordinal_mark(shown)
    if ordinal:
        return ordinal
    match = _LIST_MARK.match(shown)
    if match and match.end():
        return _list_mark(match, shown)
    folded, offsets = fold_with_offsets(shown)
    letter = _LETTER_MARK.match(folded)
    if letter:
        end = original_span(shown, offsets, 0, letter.end())[1]
        number = _ABJAD.index(letter["letter"]) + 1
        return Mark(shown[:end].strip(), "letter", number), shown[end:].strip()
    return None, shown


def _ordinal_mark(shown: str) -> tuple[Mark, str] | None:
    folded, offsets = fold_with_offsets(shown)
    match = _ORDINAL.match(folded)
    if match is None or not (match["close"] or (match["noun"] and match["n"])):
        return None
    if match["n"] and not match["noun"]:
        return None
    end = original_span(shown, offsets, 0, match.end())[1]
    number = _ORDINAL_NUMBER[match["word"]] if match["word"] else int(match["n"])
    return Mark(shown[:end].strip(), "ordinal", number), shown[end:].strip()


def _list_mark(match: re.Match[str], shown: str) -> tuple[Mark | None, str]:
    printed, rest = shown[: match.end()].strip(), shown[match.end() :].strip()
    digits = match["n"] or match["level"] or match["t"] or match["b"] or ""
    if match["circled"]:
        number = int(unicodedata.numeric(match["circled"]))
        return Mark(printed, "number", number), rest
    if not digits:
        if not match["bullet"]:
            return None, shown
        if match["bullet"].strip() in "*+" and not rest:
            return None, shown
        return Mark(printed, "bullet"), rest
    dashed = bool(match["bullet"])
    parts = re.split(r"[.\-]", ascii_digits(digits))
    mark = Mark(
        printed,
        "bare" if (match["bare"] or match["level"]) and not dashed else "number",
        int(parts[-1]),
        "latn" if digits.isascii() else "arab",
        dashed,
        bool(match["space"]),
        len(parts),
    )
    return mark, rest


def settle(marks: Sequence[Mark | None]) -> list[Mark | None]:
    """Return `marks` without the bare numbers and letters that stand in no sequence."""
    settled: list[Mark | None] = []
    for position, mark in enumerate(marks):
        if mark is None or mark.style not in {"bare", "letter"}:
            settled.append(mark)
            continue
        around = [
            other.number
            for other in (*_nearest(marks, position, -1), *_nearest(marks, position, 1))
            if other.style == mark.style and other.number is not None
        ]
        number = mark.number or 0
        settled.append(mark if {number - 1, number + 1} & set(around) else None)
    return settled


def _nearest(marks: Sequence[Mark | None], position: int, step: int) -> list[Mark]:
    """Return the next mark of the same style from `position`, in a list of none or one."""
    mark = marks[position]
    stop = len(marks) if step > 0 else -1
    for index in range(position + step, stop, step):
        other = marks[index]
        if abs(index - position) > _REACH:
            break
        if mark and other and other.style == mark.style:
            return [other]
    return []


_REACH = 12
