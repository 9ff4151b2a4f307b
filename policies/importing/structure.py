"""Lines made into a policy: the one entrance, `parse`, and what it promises.

Every non-blank line of the source ends up in the title, a section, the approval or a warning
that holds it whole. What has no place of its own becomes a further section.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from policies.importing.accounting import unaccounted_lines
from policies.importing.approval import ReadApproval, read_approval
from policies.importing.building import Built, build, build_front
from policies.importing.damage import damage, document_warnings
from policies.importing.furniture import page_furniture
from policies.importing.items import split_items
from policies.importing.letters import letters
from policies.importing.order import scrambled
from policies.importing.passages import passages
from policies.importing.result import Audience, Item, Line, ParsedPolicy, Section, Warning
from policies.importing.rows import (
    Row,
    find_wrapped,
    is_lone_stop,
    is_symbols_only,
    line_width,
    prepare,
)
from policies.importing.sections import outline
from policies.importing.spelling import spelling
from policies.importing.titles import audience_of, title_in_approval
from policies.importing.words import visible


def parse(lines: Iterable[Line]) -> ParsedPolicy:
    """Read the lines of a document as a policy. It always succeeds: doubts become warnings."""
    source = list(lines)
    rows = prepare(source)
    kept, aside = _set_aside(rows, page_furniture(rows))
    width = line_width(kept)
    kept = find_wrapped(kept, width)
    found = outline(kept)
    front = build_front(found, width)
    approval_rows = [*front.approval, *found.approval]
    read = read_approval(approval_rows)
    built = [*front.sections, *build(found.parts, width), *_rest(read, width)]
    prose = [row for row in approval_rows if row not in read.rest]
    told = passages(found.title, built, prose)
    loose = [passage for passage in told if passage.section == "approval"]
    warnings = [
        *aside,
        *map(_letterhead, front.letterhead),
        *read.warnings,
        *damage(built),
        *scrambled(built, loose),
        *letters(told),
        *spelling(told),
        *(Warning("scrambled-order", row.number, "approval", row.body) for row in found.turned),
        *document_warnings(built, kept, title=found.title, approved=bool(read.approval.lines)),
    ]
    title = " ".join(row.body for row in found.title)
    parsed = ParsedPolicy(
        title=title or title_in_approval(read.approval.statement),
        audience="members",
        sections=tuple(section.section() for section in built),
        approval=read.approval,
        title_lines=tuple(row.number for row in found.title),
        warnings=tuple(warnings),
        lines=tuple(line for line in source if visible(line.text)),
    )
    return _complete(replace(parsed, audience=_audience(parsed)))


def _set_aside(rows: Sequence[Row], furniture: frozenset[int]) -> tuple[list[Row], list[Warning]]:
    """Part the rows of the policy from those of the pages.

    What followed a row set aside stands apart from what was before it.
    """
    kept: list[Row] = []
    aside: list[Warning] = []
    gap = 0
    for at, row in enumerate(rows):
        if kept and is_lone_stop(kept[-1], row):
            kept.append(row)
        elif at in furniture or is_symbols_only(row):
            code = "page-furniture" if at in furniture else "noise"
            aside.append(Warning(code, row.number, "document", visible(row.line.text)))
            gap += row.gap
        else:
            kept.append(replace(row, gap=row.gap + gap))
            gap = 0
    return kept, aside


def _letterhead(row: Row) -> Warning:
    return Warning("page-furniture", row.number, "document", visible(row.line.text))


def _rest(read: ReadApproval, width: int) -> list[Built]:
    """Return what stood in the approval block without belonging there, as a further section."""
    if not read.rest:
        return []
    return [Built("further", split_items(read.rest, prose=False, width=width))]


def _audience(parsed: ParsedPolicy) -> Audience:
    return audience_of(
        parsed.title,
        [section.heading for section in parsed.sections],
        [item.text for section in parsed.sections for item in section.items],
    )


def _complete(parsed: ParsedPolicy) -> ParsedPolicy:
    """Return `parsed` with what found no place as a last further section, and a word on it."""
    lost = unaccounted_lines(parsed, parsed.lines)
    if lost:
        items = tuple(Item(visible(line.text), (line.number,)) for line in lost)
        parsed = replace(
            parsed,
            sections=(*parsed.sections, Section("further", items=items)),
            warnings=(
                *parsed.warnings,
                *(Warning("unplaced", line.number, "further", visible(line.text)) for line in lost),
            ),
        )
    ordered = sorted(parsed.warnings, key=lambda warning: warning.line)
    return replace(parsed, warnings=tuple(ordered))
