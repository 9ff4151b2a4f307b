"""The rows of a document parted under their headings."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policies.importing.headings import FoundHeading, heading_at
from policies.importing.rows import Row
from policies.importing.signatories import is_signature_header
from policies.importing.vocabulary import (
    announced,
    is_approval_statement,
    is_title,
    leads_in,
    may_be_title,
)

_LONG = 12
_LONGEST_LEAD_IN = 30
_TITLE_CONTINUES = ("لجمعيه", "للجمعيه", "مع", "وتقديم", "في", "بين", "و", "لدي", "علي", "الخاصه")


@dataclass(slots=True)
class Part:
    """Rows under one heading, not yet made into items. No heading: `heading` is None."""

    kinds: tuple[str, ...]
    heading: Row | None = None
    lead_in: list[Row] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    turned: bool = False

    @property
    def kind(self) -> str:
        return self.kinds[0]


@dataclass(slots=True)
class Outline:
    """A document parted: its title rows, what stood before the first heading, its parts.

    `turned` are headings of the approval block whose words are out of order.
    """

    title: list[Row] = field(default_factory=list)
    front: list[Row] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    approval: list[Row] = field(default_factory=list)
    turned: list[Row] = field(default_factory=list)


def outline(rows: Sequence[Row]) -> Outline:
    """Return `rows` parted; each row is in one place of the outline."""
    found = Outline()
    part: Part | None = None
    for at, row in enumerate(rows):
        # An approval note may stand on the first page, above the title.
        above = part is None or (part.kind == "approval" and found.parts == [part])
        if above and _is_title(found, rows, at):
            found.title.append(row)
            part = None
            continue
        current = part.kind if part else ""
        heading = heading_at(rows, at, current, part.rows if part else ())
        if is_signature_header(row):
            heading = FoundHeading(("approval",), statement=True)
        if heading is None:
            _place(found, part, row)
            continue
        if part is None and heading.kinds[0] in {"title", "further"} and not heading.inline:
            _place_before_headings(found, rows, at)
            continue
        part = _open(found, part, row, heading)
    _gather_approval(found)
    return found


def _is_title(found: Outline, rows: Sequence[Row], at: int) -> bool:
    """Return whether a row before the first heading is the title or carries it on."""
    row = rows[at]
    if row.mark or row.cells or is_approval_statement(row.words):
        return False
    if not found.title and is_title(row.words):
        return True
    if row.ends:
        return False
    if not found.title:
        known = announced(row.words)
        later = any(is_title(other.words) and not other.ends for other in rows[at + 1 : at + 6])
        return may_be_title(row.words) and not later and not (known and known.whole)
    near = row.number - found.title[-1].number <= 2 and len(found.title) < 3
    return (
        near
        and not found.front
        and len(row.words) < _LONG
        and bool(row.words)
        and row.words[0] in _TITLE_CONTINUES
    )


def _place_before_headings(found: Outline, rows: Sequence[Row], at: int) -> None:
    """Place a heading nobody foresaw that stands before the first section: the title, mostly."""
    later = any(is_title(row.words) and not row.ends for row in rows[at + 1 : at + 6])
    if found.title or later:
        found.front.append(rows[at])
    else:
        found.title.append(rows[at])


def _place(found: Outline, part: Part | None, row: Row) -> None:
    if part is None:
        found.front.append(row)
    elif _leads_in(part, row):
        part.lead_in.append(row)
    else:
        part.rows.append(row)


def _leads_in(part: Part, row: Row) -> bool:
    """Return whether a row stands between a heading and its list, leading into it."""
    if part.rows or part.heading is None or part.kind in {"preamble", "approval"}:
        return False
    if row.mark or row.cells or len(row.words) > _LONGEST_LEAD_IN:
        return False
    return row.ends_with_colon or (leads_in(row.words) and not row.ends_with_stop)


def _open(found: Outline, part: Part | None, row: Row, heading: FoundHeading) -> Part:
    """Return the part that `row` opens, which may be the one already open."""
    if part is not None and not part.rows and not heading.inline:
        shared = tuple(kind for kind in part.kinds if kind in heading.kinds)
        if shared and part.kind != "further" and row.ends_with_colon:
            part.kinds = shared
            part.lead_in.append(row)
            return part
    if heading.kinds[0] == "approval" and part is not None and part.kind == "approval":
        part.rows.append(row)
        return part
    opened = Part(heading.kinds, turned=heading.turned)
    if heading.statement:
        opened.rows.append(row)
    elif heading.inline:
        before = row.body.partition(":")[0] + ":"
        opened.heading = replace(row, body=before)
        opened.rows.append(replace(row, body=heading.inline, mark=None, gap=0))
    else:
        opened.heading = row
    found.parts.append(opened)
    return opened


def _gather_approval(found: Outline) -> None:
    """Move the rows of all approval parts into one block, headings with them."""
    for part in found.parts:
        if part.kind == "approval":
            if part.turned and part.heading:
                found.turned.append(part.heading)
            found.approval.extend([*([part.heading] if part.heading else []), *part.lead_in])
            found.approval.extend(part.rows)
    found.parts = [part for part in found.parts if part.kind != "approval"]
