"""The lines of a section made into its items: what continues, what begins anew, what is below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policies.importing.lexicon import (
    HANGING_WORDS,
    NON_STARTING,
    begins_plainly,
    is_known,
    opens_clause,
)
from policies.importing.marks import Mark
from policies.importing.result import Item
from policies.importing.rows import Row, runs_over
from policies.importing.vocabulary import leads_in
from policies.importing.words import TERMINAL, bag, words

_STOP_INSIDE = re.compile(r"[^\W\d_]{2,}\s*[.!؟?]\s+(?P<tail>[^\W_].*|-.*)$")
_SHORT = 6
_FEW = 4
_LEFT_OVER = 2
_FILLED = 0.9
_TAIL = 0.35


@dataclass(slots=True)
class Draft:
    """An item being gathered from its rows."""

    rows: list[Row]
    below: list["Draft"] = field(default_factory=list)
    damaged: bool = False

    @property
    def mark(self) -> Mark | None:
        return self.rows[0].mark

    @property
    def text(self) -> str:
        own = " ".join(shown for row in self.rows if (shown := shown_text(row)))
        return "\n".join([own, *(f"{draft.printed_mark} {draft.text}" for draft in self.below)])

    @property
    def printed_mark(self) -> str:
        return self.mark.printed if self.mark else ""

    @property
    def last(self) -> Row:
        return self.below[-1].last if self.below else self.rows[-1]

    def item(self) -> Item:
        numbers = dict.fromkeys(row.number for row in self.all_rows())
        text = self.text.strip() or self.printed_mark
        return Item(text, tuple(numbers), self.printed_mark, self.damaged)

    def all_rows(self) -> list[Row]:
        return [*self.rows, *(row for draft in self.below for row in draft.all_rows())]


def shown_text(row: Row) -> str:
    """Return a row as it stands in an item: a table's cells are parted by dashes."""
    if row.cells:
        return " – ".join(cell for cell in row.cells if cell)
    return row.body


def is_turned_round(text: str) -> bool:
    """Return whether a sentence stops inside `text` and the text then breaks off.

    That is what a line looks like whose end was put before its beginning.
    """
    stripped = text.rstrip()
    if stripped.endswith((*TERMINAL, ":", "؛")):
        return False
    return _STOP_INSIDE.search(stripped) is not None


def is_torn(row: Row) -> bool:
    """Return whether the last word of a row is only a piece of one.

    The other piece may stand at the beginning of the same row, where its end was put first.
    """
    if not row.words or row.ends:
        return False
    return is_fragment(row.words[-1]) or (
        len(row.words) > 1 and is_split_word(row.words[-1], row.words[0])
    )


def is_fragment(word: str) -> bool:
    """Return whether the folded `word` is too short to be an Arabic word of its own."""
    return len(word) <= 2 and word.isalpha() and not word.isascii() and word not in _SHORT_WORDS


# Two-letter words, list letters and the signs of the two calendars.
_SHORT_WORDS = HANGING_WORDS | bag(
    """لا لم لن اي ام هل هو هي كي بل به له لك لي بي هم اب اخ دم يد فم اذ لو سن كم رد حق حل صف
        نص عد بث م ه ا ب ج د و ز ح ط ي ك ل ن س ع ص ت ذا ذو ذي"""
)


def split_items(rows: Sequence[Row], *, prose: bool, width: int = 0) -> list[Draft]:
    """Return the items of a section in order; every row is in exactly one of them.

    `prose` reads paragraphs instead of a list. `width` is the width the document's lines were
    wrapped at, 0 if they were not.
    """
    drafts: list[Draft] = []
    is_marked = sum(row.mark is not None for row in rows) * 2 >= len(rows)
    for at, row in enumerate(rows):
        if drafts and _continues(drafts, rows, at, prose=prose, width=width, marked=is_marked):
            drafts[-1].rows.append(row)
        else:
            drafts.append(Draft([row]))
    return drafts


def _continues(
    drafts: Sequence[Draft],
    rows: Sequence[Row],
    at: int,
    *,
    prose: bool,
    width: int,
    marked: bool,
) -> bool:
    row, draft = rows[at], drafts[-1]
    previous = draft.last
    if row.mark is not None or row.cells or previous.cells:
        return False
    if not previous.body:
        return True
    if row.role == "list" or previous.role == "list":
        return _runs_on(previous, row) and not previous.ends
    if row.body.startswith((*TERMINAL, "،", ",", "؛")) and (prose or not previous.ends):
        return True
    if prose:
        return _continues_paragraph(previous, row)
    free = _numbers_left_free(draft, rows, at)
    if previous.ends:
        return not free and _is_next_sentence(draft, row)
    if free is not None:
        return not free
    if _is_complete_though_open(draft):
        return row.wrapped and _is_tail(previous, row, width)
    if _runs_on(previous, row) or _is_left_over(draft, row):
        return True
    if marked or draft.mark:
        return _continues_marked(draft, row)
    if row.wrapped and len(previous.words) >= _SHORT and row.gap <= 1 and _all_stopped(rows):
        return True
    if runs_over(previous, row) and not _mostly_open(rows):
        return True
    if begins_plainly(row.words[0]):
        return False
    if row.gap:
        return row.wrapped and len(previous.words) >= _SHORT
    return row.wrapped or (_mostly_stopped(rows) and len(previous.words) >= _SHORT)


def _continues_marked(draft: Draft, row: Row) -> bool:
    """Return whether an unmarked row carries on an unfinished item of a marked list."""
    if row.gap > 1:
        return False
    if row.apart and begins_plainly(row.words[0]):
        return False
    own = words(draft.text)
    if not row.apart and len(own) >= _FEW and not begins_plainly(row.words[0]):
        return True
    return len(own) >= _SHORT or row.words[0] in NON_STARTING


def _is_next_sentence(draft: Draft, row: Row) -> bool:
    """Return whether a row goes on with an item in which a sentence ends just at a full line."""
    if not row.words or not row.wrapped or row.apart:
        return False
    return bool(draft.mark or row.line.wrapped) and not begins_plainly(row.words[0])


def _is_left_over(draft: Draft, row: Row) -> bool:
    """Return whether a row is the last word or two, with the stop, of an unfinished item."""
    if row.apart or len(row.words) > _LEFT_OVER or not row.ends_with_stop:
        return False
    return row.wrapped or len(words(draft.text)) >= _SHORT


def _is_complete_though_open(draft: Draft) -> bool:
    """Return whether an item without a stop at its end has it elsewhere: its order is damaged."""
    if ":" in draft.text and leads_in(words(draft.text)):
        return True
    return is_turned_round(draft.text) and not begins_plainly("".join(draft.rows[0].words[:1]))


def _is_tail(previous: Row, row: Row, width: int) -> bool:
    """Return whether a row is the few words for which the line before had no room."""
    if row.line.wrapped and not row.apart:
        return True
    if row.gap or len(previous.body) < width * _FILLED or len(row.body) > width * _TAIL:
        return False
    return bool(row.words) and not opens_clause(row.words[0])


def _continues_paragraph(previous: Row, row: Row) -> bool:
    if previous.ends:
        return row.wrapped and not row.gap
    if row.gap > 1 and is_turned_round(previous.body):
        return False
    if _runs_on(previous, row):
        return True
    # A word processor's paragraphs need no blank lines to stand apart.
    gap = max(row.gap, 1) if row.role == "paragraph" else row.gap
    return gap == 0 or (gap == 1 and _begins_inside(row))


def _begins_inside(row: Row) -> bool:
    return bool(row.words) and (row.words[0] in NON_STARTING or not opens_clause(row.words[0]))


def _runs_on(previous: Row, row: Row) -> bool:
    """Return whether the words say that the sentence of `previous` goes on in `row`."""
    if not previous.words or not row.words:
        return False
    if is_split_word(previous.words[-1], row.words[0]):
        return True
    if is_torn(previous):
        return not begins_plainly(row.words[0])
    return previous.words[-1] in HANGING_WORDS or previous.body.rstrip().endswith(("،", ",", "-"))


def is_split_word(first: str, second: str) -> bool:
    """Return whether two folded pieces are one word that a line end tore apart."""
    if not (first.isalpha() and second.isalpha()) or first.isascii() or second.isascii():
        return False
    if is_known(first) and is_known(second):
        return False
    if first in HANGING_WORDS or second in HANGING_WORDS:
        return False
    return is_known(first + second) and not (is_known(first) and len(first) > 2)


def _numbers_left_free(draft: Draft, rows: Sequence[Row], at: int) -> bool | None:
    """Return whether the numbers around unmarked rows leave one free for each of them.

    None where there are no numbers around that could tell.
    """
    if draft.mark is None or draft.mark.number is None:
        return None
    ahead = next((later for later in range(at, len(rows)) if rows[later].mark), None)
    following = rows[ahead].mark if ahead is not None else None
    if ahead is None or following is None or following.number is None:
        return None
    free = following.number - draft.mark.number - 1
    if free == 0:
        return False
    return True if free == ahead - at else None


def _mostly_open(rows: Sequence[Row]) -> bool:
    """Return whether nearly every row begins as a clause does, so that none runs on."""
    return sum(opens_clause(row.words[0]) for row in rows if row.words) >= len(rows) * 0.8


def _all_stopped(rows: Sequence[Row]) -> bool:
    """Return whether items end with a stop: nearly every row does that was not full."""
    last = [row for row, below in pairwise(rows) if not below.wrapped] + list(rows[-1:])
    return sum(row.ends for row in last) >= len(last) * 0.8


def _mostly_stopped(rows: Sequence[Row]) -> bool:
    return sum(row.ends_with_stop for row in rows) * 2 > len(rows)


def opening_words(draft: Draft) -> tuple[str, ...]:
    """Return the folded words of an item."""
    return words(draft.text)
