"""Source lines made ready for reading: list mark and body parted, Markdown and tables seen."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from policies.importing.marks import Digits, Mark, settle, split_mark
from policies.importing.result import Line, LineRole
from policies.importing.words import TERMINAL, bag, ends_sentence, visible, words

_MARKDOWN_HEADING = re.compile(r"#{1,6}\s*(?P<text>.*?)\s*#*\s*")
_QUOTE = re.compile(r"(?:>\s?)+")
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_WHOLLY_BOLD = re.compile(r"(\*\*|__)(?=\S)(?P<text>[^*_]+)(?<=\S)\1(?P<colon>\s*:?)")
_ESCAPED = re.compile(r"\\([-.*_#()\[\]])")
_FENCE = re.compile(r"```\w*")
_MANY_PIPES = 2


@dataclass(frozen=True)
class Row:
    """A non-blank line: its mark, its body without it, its cells, the blank lines before it.

    `spaced` marks one with the blank line before it that most lines of the document have but
    not all. `wrapped` is whether its first word had no room on the line before.
    """

    line: Line
    mark: Mark | None
    body: str
    cells: tuple[str, ...] = ()
    gap: int = 0
    role: LineRole = ""
    markdown: bool = False
    spaced: bool = False
    wrapped: bool = False

    @property
    def number(self) -> int:
        return self.line.number

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The folded words of the body."""
        return words(self.body)

    @property
    def ends(self) -> bool:
        """Whether the body ends as a sentence or a heading does."""
        return ends_sentence(self.body)

    @property
    def apart(self) -> bool:
        """Whether the row stands apart from the line before: a word processor's paragraphs do."""
        return self.gap > 0 or self.spaced or self.role == "paragraph"

    @property
    def ends_with_colon(self) -> bool:
        return self.body.rstrip(" *_").endswith((":", "：", ":-"))

    @property
    def ends_with_stop(self) -> bool:
        return self.body.rstrip().endswith(tuple(TERMINAL))


def prepare(lines: Iterable[Line]) -> list[Row]:
    """Return a row for each non-blank line, in order."""
    rows: list[Row] = []
    gap = 0
    for line in lines:
        if not visible(line.text):
            gap += 1
            continue
        rows.append(_row(line, gap))
        gap = 0
    rows = _without_usual_gaps(rows)
    rows = [row if _is_table_row(rows, at) else _running(row) for at, row in enumerate(rows)]
    marks = settle([row.mark for row in rows])
    return [
        row if mark == row.mark else _unmarked(row) for row, mark in zip(rows, marks, strict=True)
    ]


def _without_usual_gaps(rows: list[Row]) -> list[Row]:
    """Return `rows` with blank lines counted from what is usual.

    Where every line is followed by a blank one, that one says nothing. Where nearly every line
    is, those without run on.
    """
    spaced = sum(row.gap > 0 for row in rows[1:])
    if spaced < (len(rows) - 1) * _ALL_SPACED:
        return rows
    mixed = spaced < len(rows) - 1
    return [replace(row, gap=max(row.gap - 1, 0), spaced=mixed and row.gap > 0) for row in rows]


def _is_table_row(rows: Sequence[Row], at: int) -> bool:
    """Return whether a row with tabs is in a table: a lone tab within a line is a wide space."""
    row = rows[at]
    if not row.cells or row.line.role == "table" or len(row.cells) > _MANY_PIPES:
        return True
    around = [rows[near] for near in (at - 1, at + 1) if 0 <= near < len(rows)]
    return any(len(near.cells) == len(row.cells) for near in around)


def _running(row: Row) -> Row:
    mark, body = split_mark(row.body)
    return replace(row, cells=(), mark=mark, body=body, role=row.line.role)


def _unmarked(row: Row) -> Row:
    return replace(row, mark=None, body=visible(row.line.text))


def _row(line: Line, gap: int) -> Row:
    text, role, markdown = _without_markdown(visible(line.text), line.role)
    cells = _cells(line.text, text)
    if len(cells) == _MANY_PIPES and line.role != "table":
        # A tab behind a list mark makes no table.
        mark, rest = split_mark(cells[0] if cells[0] else cells[1])
        if mark and not rest:
            cells = ()
    if cells:
        return Row(line, None, text, cells, gap, role or "table", markdown)
    mark, body = split_mark(text)
    return Row(line, mark, body, (), gap, role, markdown)


def _without_markdown(text: str, role: LineRole) -> tuple[str, LineRole, bool]:
    """Return the text without Markdown's marks, its role, and whether there were any."""
    plain = _QUOTE.sub("", text, count=1) if text.startswith(">") else text
    heading = _MARKDOWN_HEADING.fullmatch(plain) if plain.startswith("#") else None
    if heading and heading["text"]:
        return _emphasised(heading["text"]), "heading", True
    bold = _WHOLLY_BOLD.fullmatch(plain)
    if bold and not role:
        return bold["text"] + bold["colon"], "heading", True
    plain = _emphasised(plain)
    return plain, role, plain != text


def _emphasised(text: str) -> str:
    return _ESCAPED.sub(r"\1", _BOLD.sub(r"\2", text))


def _cells(raw: str, text: str) -> tuple[str, ...]:
    """Return the cells of a table row, empty ones kept, or nothing for running text."""
    if text.count("|") >= _MANY_PIPES or text.startswith("|"):
        inner = text.removeprefix("|").removesuffix("|")
        return tuple(visible(cell) for cell in inner.split("|"))
    if "\t" in text or ("\t" in raw.strip("\n") and len(visible(raw).split("\t")) > 1):
        return tuple(visible(cell) for cell in raw.strip("\r\n ").split("\t"))
    return ()


_HEADS = bag(
    "م ت رقم الرقم القناة الوسيلة التفاصيل الوصف البيان الأداة الخطوة الإجراء المسؤول المدة الهدف "
    "المرحلة المنفذ الجهة العنوان الملاحظات ملاحظات الزمن الوقت الممارسة المؤشر"
)


def is_table_header(rows: Sequence[Row]) -> bool:
    """Return whether the first of `rows` names the columns of the table below it."""
    if len(rows) < 2 or not rows[0].cells or len(rows[0].cells) != len(rows[1].cells):
        return False
    heads = [words(cell) for cell in rows[0].cells if cell]
    return sum(bool(cell) and cell[0] in _HEADS for cell in heads) * 2 >= len(heads)


def numbered_row(row: Row) -> Row:
    """Return a table row with the number in its first or last cell as its list mark."""
    for at in (0, len(row.cells) - 1):
        if row.cells and row.mark is None and row.cells[at].isdigit() and len(row.cells[at]) < 3:
            cell = row.cells[at]
            digits: Digits = "latn" if cell.isascii() else "arab"
            mark = Mark(cell, "number", int(cell), digits)
            return replace(row, mark=mark, cells=row.cells[:at] + row.cells[at + 1 :])
    return row


def is_symbols_only(row: Row) -> bool:
    """Return whether a row has neither letters nor digits: rules, table borders, fences.

    A bullet alone is none of these: its text is on the next line.
    """
    text = visible(row.line.text)
    if _FENCE.fullmatch(text):
        return True
    return not words(text) and not (row.mark and not row.body)


def is_lone_stop(previous: Row, row: Row) -> bool:
    """Return whether `row` is but the stop for which the line above had no room."""
    return not row.apart and visible(row.line.text) in TERMINAL and not previous.ends


def line_width(rows: Sequence[Row]) -> int:
    """Return the width lines were wrapped at, or 0 where paragraphs stand on one line each.

    Wrapped text has several lines that stop in mid-sentence at about one length.
    """
    lengths = [len(visible(row.line.text)) for row in rows]
    open_ended = sorted(
        length for row, length in zip(rows, lengths, strict=True) if not row.ends and not row.cells
    )
    if len(open_ended) < _FEW_LINES:
        return 0
    widest = open_ended[-_FEW_LINES // 2]
    told = any(row.line.wrapped for row in rows)
    if not told and (max(lengths) > widest * 1.25 or widest < _NARROWEST):
        return 0
    broken = [
        has_no_room(one, two, widest)
        for one, two in pairwise(rows)
        if not one.ends
        and len(one.words) >= _LONG_LINE
        and not (two.mark or two.apart or two.cells)
    ]
    enough = len(broken) * (_TOLD if told else _MOSTLY)
    return widest if any(broken) and sum(broken) >= enough else 0


def find_wrapped(rows: Sequence[Row], width: int) -> list[Row]:
    """Return `rows` with those that a full line above, `width` wide, ran over into marked so."""
    if not width:
        return list(rows)
    return [
        replace(row, wrapped=at > 0 and _is_wrapped(rows[at - 1], row, width))
        for at, row in enumerate(rows)
    ]


def _is_wrapped(previous: Row, row: Row, width: int) -> bool:
    return not row.mark and not row.spaced and has_no_room(previous, row, width)


def runs_over(previous: Row, row: Row) -> bool:
    """Return whether `row` is the rest of the unfinished sentence that fills the line above."""
    if not row.wrapped or row.apart or row.cells or previous.cells or previous.ends:
        return False
    return row.role not in {"heading", "list"} and len(previous.words) >= _LONG_LINE


def has_no_room(previous: Row, row: Row, width: int) -> bool:
    """Return whether the first word of `row` would not have fitted on the line before."""
    if row.line.wrapped is not None and not row.apart:
        return row.line.wrapped
    first = row.body.split(maxsplit=1)[0] if row.body else ""
    return len(visible(previous.line.text)) + 1 + len(first) > width * _FULL_LINE


_FEW_LINES = 4
_ALL_SPACED = 0.85
_NARROWEST = 40
_LONG_LINE = 6
_MOSTLY = 0.75
_TOLD = 0.5
_FULL_LINE = 0.9
