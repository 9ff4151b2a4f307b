"""Damage of lists, items and headings: what is lost, cut off, unnumbered or unheaded."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from policies.importing.building import Built
from policies.importing.items import Draft, is_turned_round
from policies.importing.lexicon import HANGING_WORDS, NON_STARTING, is_known, opens_clause
from policies.importing.result import KINDS, PROSE, Warning
from policies.importing.rows import Row
from policies.importing.vocabulary import leads_in
from policies.importing.words import excerpt, words

_CLAUSES = frozenset({"detailed_objectives", "practices", "procedure"})
_LONG_PEERS = 7
_FRAGMENT = 2
_SHORT = 4
_LOST = ("\ufffd", "□", "....", "……")


def damage(built: Sequence[Built]) -> list[Warning]:
    """Return warnings on items, list marks and headings, and mark the damaged items."""
    found: list[Warning] = []
    for section in built:
        found += _damaged_items(section)
        found += _marks(section)
        found += _headings(section)
    found += _merged_lead_ins(built)
    return found


def _damaged_items(section: Built) -> list[Warning]:
    found = []
    lengths = [len(words(draft.text)) for draft in section.drafts]
    for at, draft in enumerate(section.drafts):
        peers = lengths[:at] + lengths[at + 1 :]
        if _is_damaged(draft, section.kind, median(peers) if peers else 0):
            draft.damaged = True
            row = draft.rows[0]
            text = draft.text.strip() or row.line.text.strip()
            found.append(Warning("damaged-item", row.number, section.kind, text))
    return found


def _is_damaged(draft: Draft, kind: str, peers: float) -> bool:
    line = words(draft.text)
    if not line or any(sign in draft.text for sign in _LOST):
        return True
    if draft.rows[0].cells or is_turned_round(draft.text):
        return False
    stopped = draft.last.ends
    if line[-1] in HANGING_WORDS and not stopped and line[0] not in NON_STARTING:
        return len(line) > 1
    if kind not in _CLAUSES or peers < _LONG_PEERS or draft.below:
        return False
    if len(line) <= _FRAGMENT:
        return True
    begins_well = opens_clause(line[0]) or (is_known(line[0]) and line[0] not in NON_STARTING)
    return len(line) <= _SHORT and not begins_well


def _marks(section: Built) -> list[Warning]:
    """Return warnings on how a list is marked and counted."""
    if section.kind in PROSE or len(section.drafts) < 2:
        return []
    marks = [draft.mark for draft in section.drafts]
    first = section.drafts[0].rows[0]
    given = [mark for mark in marks if mark]
    if not given:
        return [_warning("unmarked-list", section, first)] if not first.cells else []
    found = []
    shapes = {mark.shape if mark else None for mark in marks}
    if len(shapes) > 1:
        at = next(at for at, mark in enumerate(marks) if _shape(marks[at]) != _shape(marks[0]))
        found.append(_warning("mixed-list-marks", section, section.drafts[at].rows[0]))
    digits = [mark.digits for mark in given if mark.digits]
    if len(set(digits)) > 1:
        at = next(
            at for at, mark in enumerate(marks) if mark and mark.digits not in {"", digits[0]}
        )
        found.append(_warning("mixed-numerals", section, section.drafts[at].rows[0]))
    for code, attribute in (("dash-before-number", "dashed"), ("spaced-list-mark", "spaced")):
        hit = next((d for d in section.drafts if d.mark and getattr(d.mark, attribute)), None)
        if hit:
            found.append(_warning(code, section, hit.rows[0]))
    return found + _gaps(section)


def _shape(mark: object) -> object:
    return getattr(mark, "shape", None)


def _gaps(section: Built) -> list[Warning]:
    """Return a warning where the numbers of a list leave one out.

    An item without a mark counts as the number it would have.
    """
    found = []
    expected: int | None = None
    for draft in section.drafts:
        mark = draft.mark
        number = mark.number if mark and mark.level == 1 else None
        if number is not None and expected is not None and number > expected:
            found.append(_warning("numbering-gap", section, draft.rows[0]))
        if number is not None:
            expected = number
        expected = expected + 1 if expected is not None else None
    return found


def _headings(section: Built) -> list[Warning]:
    first = section.drafts[0].rows[0] if section.drafts else None
    if section.kind == "further":
        row = section.heading or first
        return [_warning("further-section", section, row)] if row else []
    if section.heading is None:
        unled = section.kind != "practices" and first is not None
        return [_warning("missing-heading", section, first)] if unled and first else []
    opening = section.heading.words[:1]
    if opening and _lost_its_alef(opening[0]):
        return [_warning("ocr-slip", section, section.heading)]
    return []


def _lost_its_alef(word: str) -> bool:
    """Return whether a heading begins with the article less its first letter."""
    return word.startswith("لا") and is_known(f"ا{word}") and not is_known(word[1:][:2])


def _merged_lead_ins(built: Sequence[Built]) -> list[Warning]:
    """Return a warning where an objective and the lead-in of the practices are one line."""
    found = []
    for above, below in pairwise(built):
        if (above.kind, below.kind) != ("detailed_objectives", "practices"):
            continue
        if below.heading is None and above.drafts and leads_in(words(above.drafts[-1].text)):
            found.append(_warning("merged-lead-in", above, above.drafts[-1].last))
    return found


def document_warnings(
    built: Sequence[Built], rows: Sequence[Row], *, title: Sequence[Row], approved: bool
) -> list[Warning]:
    """Return warnings on what the document as a whole lacks, and on its Markdown marks."""
    if not rows:
        return []
    first, last = rows[0], rows[-1]
    found = []
    if not title:
        found.append(Warning("missing-title", first.number, "title", excerpt(first.body)))
    if not approved:
        found.append(Warning("no-approval", last.number, "approval", excerpt(last.body)))
    there = {section.kind for section in built}
    found += [
        Warning("missing-section", last.number, kind, excerpt(last.body))
        for kind in KINDS
        if kind not in there
    ]
    marked = next((row for row in rows if row.markdown), None)
    if marked:
        text = excerpt(marked.line.text)
        found.append(Warning("markdown-marks", marked.number, "document", text))
    return found


def _warning(code: str, section: Built, row: Row) -> Warning:
    return Warning(code, row.number, section.kind, excerpt(row.line.text.strip()))
