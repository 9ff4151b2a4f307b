"""Glyphs of one drawn line put back into the order in which they are read."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policies.importing.words import arabic_letters

_SPACE = 0.2
_CELL = 1.8
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_NUMBER_SEPARATORS = "/.:,٫٬"
_LATIN_JOINERS = "@._-/:+&'"


@dataclass(frozen=True, slots=True)
class Glyph:
    """What was drawn: its text, from where to where, on which baseline, how large (points)."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2


def logical_text(
    glyphs: Sequence[Glyph], rules: Sequence[float] = (), *, from_left: bool = False
) -> str:
    """Return the text of one line as it is read.

    Cells are parted by tabs: where a gap is wide, and at `rules`, the places of upright lines.
    `from_left` is for files whose maker drew Arabic letters one after the other from the left.
    """
    cells = _cells([glyph for glyph in glyphs if glyph.text], rules)
    plain = [[_plain(glyph) for glyph in cell] for cell in cells]
    if from_left or not any(arabic_letters("".join(cell)) for cell in plain):
        return "\t".join("".join(reversed(cell)).strip() for cell in reversed(plain))
    return "\t".join(_from_right(cell).strip() for cell in plain)


def first_word_width(glyphs: Sequence[Glyph]) -> float:
    """Return how much room the first word of a line takes that is read from the right."""
    cell = _cells([glyph for glyph in glyphs if glyph.text])[0]
    space = next((at for at, glyph in enumerate(cell) if glyph.text == " "), len(cell))
    word = cell[:space]
    return max(g.x1 for g in word) - min(g.x0 for g in word) if word else 0.0


def _plain(glyph: Glyph) -> str:
    """Return the letters a glyph stands for; drawn forms of a letter are that letter."""
    text = unicodedata.normalize("NFKC", glyph.text)
    # A mark that is drawn alone comes with a space to stand on.
    return text.strip() if glyph.text.strip() and text.strip() else text


def _cells(glyphs: Sequence[Glyph], rules: Sequence[float] = ()) -> list[list[Glyph]]:
    """Return the glyphs from the right, parted where a gap is too wide for a space or ruled."""
    ordered = _with_marks(sorted(_bases(glyphs), key=lambda glyph: -glyph.middle), glyphs)
    cells: list[list[Glyph]] = [[]]
    left: float | None = None
    for glyph in ordered:
        if not glyph.text.strip():
            continue
        if left is not None and not _is_mark(glyph):
            gap = left - glyph.x1
            if gap > glyph.size * _CELL or any(glyph.x1 - 1 <= x <= left + 1 for x in rules):
                cells.append([])
            elif gap > glyph.size * _SPACE or _space_between(glyphs, glyph.x1, left):
                cells[-1].append(Glyph(" ", glyph.x1, left, glyph.baseline, glyph.size))
        cells[-1].append(glyph)
        left = glyph.x0 if left is None else min(left, glyph.x0)
    return cells


def _space_between(glyphs: Iterable[Glyph], start: float, end: float) -> bool:
    return any(
        not glyph.text.strip()
        and start - glyph.size * 0.1 <= glyph.middle <= end + glyph.size * 0.1
        for glyph in glyphs
    )


def _is_mark(glyph: Glyph) -> bool:
    letters = unicodedata.normalize("NFKC", glyph.text).strip()
    return bool(letters) and all(unicodedata.combining(char) for char in letters)


def _bases(glyphs: Iterable[Glyph]) -> list[Glyph]:
    return [glyph for glyph in glyphs if not _is_mark(glyph)]


def _with_marks(bases: list[Glyph], glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Return `bases` with each mark behind the letter it is drawn on."""
    ordered = list(bases)
    for mark in glyphs:
        if _is_mark(mark) and bases:
            letters = [glyph for glyph in bases if glyph.text.strip()]
            base = min(letters or bases, key=lambda glyph: abs(glyph.middle - mark.middle))
            ordered.insert(ordered.index(base) + 1, mark)
    return ordered


def _from_right(texts: Sequence[str]) -> str:
    """Return what is read from glyph texts listed from the right.

    Numbers and Latin words are read from the left, so each stretch of them is turned.
    """
    read: list[str] = []
    at = 0
    while at < len(texts):
        end = _end_of_stretch(texts, at)
        read.extend(reversed(texts[at:end]))
        at = end
    return "".join(read)


def _end_of_stretch(texts: Sequence[str], at: int) -> int:
    """Return where the left-to-right stretch that begins at `at` ends; at + 1 if none does."""
    if not _is_leftward(texts[at]):
        return at + 1
    end = at + 1
    while end < len(texts):
        if _is_leftward(texts[end]):
            end += 1
        elif end + 1 < len(texts) and _joins(texts, at, end):
            end += 2
        else:
            break
    return end


def _is_leftward(text: str) -> bool:
    return text.isdigit() or (text.isalpha() and text.isascii())


def _joins(texts: Sequence[str], start: int, at: int) -> bool:
    """Return whether what stands between two left-to-right glyphs belongs to their stretch."""
    before, between, after = texts[at - 1], texts[at], texts[at + 1]
    if not _is_leftward(after):
        return False
    if before.isdigit() and after.isdigit() and between in _NUMBER_SEPARATORS:
        return True
    latin = any(text.isalpha() for text in texts[start:at]) or after.isalpha()
    return latin and (between in _LATIN_JOINERS or (between == " " and after.isalpha()))


def turn_brackets(lines: Sequence[str]) -> list[str]:
    """Return `lines` with brackets turned where the file stores how they look.

    In text from the right an opening bracket looks like a closing one. Files store either; a
    document where closing ones come first stores the looks.
    """
    arabic = [line for line in lines if arabic_letters(line)]
    first = [next((char for char in line if char in "()"), "") for line in arabic]
    if first.count(")") <= first.count("("):
        return list(lines)
    return [line.translate(_MIRRORED) if arabic_letters(line) else line for line in lines]
