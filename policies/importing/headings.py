"""Which lines are headings: by their words, and by where and how they stand."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from policies.importing.lexicon import opens_clause
from policies.importing.rows import Row, runs_over
from policies.importing.vocabulary import (
    Heading,
    announced,
    is_approval_statement,
    is_title,
    leads_in,
)
from policies.importing.words import words

_LONGEST_BARE = 12
_LONGEST_UNKNOWN = 8
_LONGEST_INLINE = 7
_LONGEST_LONE = 5
_LONG_PARAGRAPH = 10
_FEW = 2
_COLON_FIRST = re.compile(r"^\s*[:：]\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class FoundHeading:
    """A heading: the kinds it may announce, and what stands behind it on the same line.

    `inline` is that text, "" for most headings. `turned` marks one whose words or colon are out
    of place. `statement` marks a sentence that only opens the approval block.
    """

    kinds: tuple[str, ...]
    inline: str = ""
    turned: bool = False
    statement: bool = False


def heading_at(
    rows: Sequence[Row], at: int, current: str, above: Sequence[Row]
) -> FoundHeading | None:
    """Return the heading that the row at `at` is, or None.

    `current` is the kind of the section the row would otherwise belong to ("" before the first)
    and `above` are the rows that section already has.
    """
    row = rows[at]
    in_list = bool(above)
    if row.cells or not row.words or (at and runs_over(rows[at - 1], row)):
        return None
    found = announced(row.words)
    if row.role == "heading":
        # Bold names and offices of those who sign are no headings.
        unknown = found is None or not found.whole
        return None if current == "approval" and unknown else _hinted(row, found)
    if is_approval_statement(row.words) and row.mark is None:
        return FoundHeading(("approval",), statement=True)
    if _heads_sublevel(rows, at, above):
        return FoundHeading(found.kinds if found else ("further",))
    return (
        _known(rows, at, found, current, in_list)
        or _inline(row, current, in_list)
        or _unknown(rows, at, current, above)
    )


def _hinted(row: Row, found: Heading | None) -> FoundHeading | None:
    if found and (found.whole or row.ends_with_colon or len(row.words) <= _LONGEST_BARE):
        return FoundHeading(found.kinds)
    if is_title(row.words):
        return FoundHeading(("title",))
    return FoundHeading(("further",))


def _known(
    rows: Sequence[Row], at: int, found: Heading | None, current: str, in_list: bool
) -> FoundHeading | None:
    row = rows[at]
    if found is None:
        return None
    again = in_list and current == found.kinds[0]
    if row.mark and row.mark.style != "ordinal":
        return _numbered(rows, at, found, again)
    if row.ends_with_colon:
        if (again and not found.whole) or _ends_an_objective(row, found, current, in_list):
            return None
        return FoundHeading(found.kinds)
    turned = _turned(row)
    if turned and found.whole:
        return FoundHeading(found.kinds, turned=True)
    if row.ends or again or len(row.words) > _LONGEST_BARE:
        return None
    if not found.whole and not _stands_above_a_list(rows, at, found):
        return None
    if row.role == "list":
        return None
    is_prose_in_disguise = row.body.rstrip().endswith(("،", ","))
    if is_prose_in_disguise:
        return None
    return FoundHeading(found.kinds, turned=_words_are_turned(row.words, found))


def _stands_above_a_list(rows: Sequence[Row], at: int, found: Heading) -> bool:
    """Return whether a line with unusual words still stands as a heading does.

    It begins with its head word, has room above and a marked list below.
    """
    row = rows[at]
    after = rows[at + 1] if at + 1 < len(rows) else None
    if found.at > 1 or after is None or after.mark is None or len(row.words) < _FEW:
        return False
    above = at == 0 or row.gap > 0 or rows[at - 1].ends or rows[at - 1].mark is not None
    return above and after.mark.number in {1, None}


def _ends_an_objective(row: Row, found: Heading, current: str, in_list: bool) -> bool:
    """Return whether the line is itself an objective that leads into the practices below it."""
    if not in_list or current != "detailed_objectives" or "practices" not in found.kinds:
        return False
    return found.at > _FEW and opens_clause(row.words[0])


def _numbered(rows: Sequence[Row], at: int, found: Heading, again: bool) -> FoundHeading | None:
    """A numbered line is a heading where it stands above a list or text of its own."""
    row = rows[at]
    if not found.whole or again or row.mark is None or row.mark.style == "bullet":
        return None
    if row.mark.dashed or (row.ends and not row.ends_with_colon):
        return None
    following = rows[at + 1] if at + 1 < len(rows) else None
    if following is None:
        return None
    same = (
        following.mark is not None
        and following.mark.style == row.mark.style
        and following.mark.level == row.mark.level
        and following.mark.number == (row.mark.number or 0) + 1
    )
    return None if same else FoundHeading(found.kinds)


def _heads_sublevel(rows: Sequence[Row], at: int, above: Sequence[Row]) -> bool:
    """Return whether a numbered line stands over numbers of a level below: 5 over 5.1.

    Not so within a list that itself counts on this level, where it is an item with a list below.
    """
    row, after = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    if row.mark is None or after is None or after.mark is None or row.ends_with_stop:
        return False
    if row.mark.style not in {"number", "bare"} or after.mark.level != row.mark.level + 1:
        return False
    counted = any(other.mark and other.mark.level == row.mark.level for other in above)
    return not counted and len(row.words) <= _LONGEST_BARE


def _turned(row: Row) -> bool:
    """Return whether the colon of a heading stands before its words or among them."""
    if _COLON_FIRST.match(row.body):
        return True
    before, colon, after = row.body.partition(":")
    if not colon or not 0 < len(words(after)) <= _FEW:
        return False
    opening = announced(words(before))
    return opening is None or not opening.whole


def _words_are_turned(line: tuple[str, ...], found: Heading) -> bool:
    """Return whether a heading begins with a word that can only follow another."""
    return found.kinds[0] == "approval" and found.at > 0 and line[0].startswith("ال")


def _inline(row: Row, current: str, in_list: bool) -> FoundHeading | None:
    """Return the heading before the first colon of a line whose text goes on behind it."""
    if row.mark and row.mark.style == "bullet":
        return None
    before, colon, after = row.body.partition(":")
    after = after.strip(" \t-–")
    if not colon or not words(after):
        return None
    opening = words(before)
    found = announced(opening)
    if found is None or not found.whole or len(opening) > _LONGEST_INLINE:
        return None
    if in_list and (row.mark or current in found.kinds):
        return None
    return FoundHeading(found.kinds, inline=after)


def _is_counted(above: Sequence[Row], row: Row, after: Row) -> bool:
    """Return whether a line with an ordinal goes on counting a list, or begins to."""
    number = row.mark.number if row.mark else None
    last = next((other.mark for other in reversed(above) if other.mark), None)
    neighbours = ((last, -1), (after.mark, 1))
    return number is not None and any(
        mark is not None and mark.style == "ordinal" and mark.number == number + step
        for mark, step in neighbours
    )


def _leads_into_new_list(row: Row, above: Sequence[Row]) -> bool:
    """Return whether a line that leads into a list does so for a section of its own.

    It stands apart from a marked list without being marked, or begins as no clause does.
    """
    if row.mark is not None or not above:
        return False
    listed = any(other.mark for other in above)
    return (listed and row.gap > 0) or not opens_clause(row.words[0])


def _parts_from_list(rows: Sequence[Row], at: int, above: Sequence[Row]) -> bool:
    """Return whether a short row apart from the marked list above has sentences of its own below.

    Not so where the numbers of that list go on behind them.
    """
    row = rows[at]
    marks = [other.mark for other in above if other.mark]
    if not row.gap or row.wrapped or not marks or len(marks) * 2 < _unwrapped(above):
        return False
    before = above[-1]
    if not (before.ends or before.mark or before.wrapped):
        return False
    if not _sentence_below(rows[at + 1 :]):
        return False
    ahead = next((other.mark for other in rows[at + 1 :] if other.mark), None)
    number = ahead.number if ahead else None
    return number is None or number <= max(mark.number or 0 for mark in marks)


def _unwrapped(rows: Sequence[Row]) -> int:
    return sum(not row.wrapped for row in rows)


def _sentence_below(rows: Sequence[Row]) -> bool:
    """Return whether unmarked rows begin with a whole sentence, which may be wrapped."""
    for at, row in enumerate(rows):
        if row.mark or row.cells or (row.gap and at) or (at and not row.wrapped):
            return False
        if row.ends_with_stop:
            return True
    return False


def _unknown(
    rows: Sequence[Row], at: int, current: str, above: Sequence[Row]
) -> FoundHeading | None:
    """A heading of words nobody foresaw: short, apart, and with text of its own below it."""
    row = rows[at]
    if at + 1 >= len(rows) or is_title(row.words) or current in {"", "approval"}:
        return None
    before, after = rows[at - 1] if at else None, rows[at + 1]
    joined = row.gap == 0 and row.role != "paragraph"
    if before is not None and not before.ends and joined and row.mark is None:
        return None
    if row.mark is not None and row.mark.style != "ordinal":
        return None
    if row.ends_with_colon:
        if leads_in(row.words):
            return FoundHeading(("",)) if _leads_into_new_list(row, above) else None
        return FoundHeading(("further",)) if len(row.words) <= _LONGEST_UNKNOWN else None
    if row.ends or row.role in {"list", "table"} or len(row.words) > _LONGEST_LONE:
        return None
    if row.mark is not None:
        below = next((one for one in rows[at + 1 :] if not one.wrapped), after)
        return None if _is_counted(above, row, below) else FoundHeading(("further",))
    if _parts_from_list(rows, at, above):
        return FoundHeading(("further",))
    opens_list = after.mark is not None and after.mark.number in {1, None}
    opens_text = len(after.words) >= _LONG_PARAGRAPH and after.mark is None
    apart = row.gap > 0 and (after.gap > 0 or opens_list)
    closed_before = before is None or before.ends or before.mark is not None
    return (
        FoundHeading(("further",))
        if apart and closed_before and (opens_list or opens_text)
        else None
    )
