"""The parts of an outline made into sections: kinds decided, items cut, sub-lists placed."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from policies.importing.items import (
    Draft,
    opening_words,
    shown_text,
    split_items,
)
from policies.importing.nesting import nest, restart
from policies.importing.result import KINDS, PROSE, Section, SectionKind
from policies.importing.rows import Row, is_table_header, numbered_row
from policies.importing.sections import Outline, Part
from policies.importing.vocabulary import (
    announced,
    is_approval_statement,
    kind_by_content,
    leads_in,
)

_LONG = 12
_LIST = 3


@dataclass(slots=True)
class Built:
    """A section and the drafts of its items. `unheaded` has no heading in the document."""

    kind: SectionKind
    drafts: list[Draft]
    heading: Row | None = None
    lead_in: list[Row] = field(default_factory=list)
    turned: bool = False
    restarted: bool = False

    def section(self) -> Section:
        return Section(
            kind=self.kind,
            heading=heading_text(self.heading) if self.heading else "",
            heading_line=self.heading.number if self.heading else None,
            lead_in=" ".join(map(shown_text, self.lead_in)),
            lead_in_lines=tuple(row.number for row in self.lead_in),
            items=tuple(draft.item() for draft in self.drafts),
        )


@dataclass(slots=True)
class Front:
    """What stood before the first heading: sections without one, letterhead, approval lines."""

    sections: list[Built] = field(default_factory=list)
    letterhead: list[Row] = field(default_factory=list)
    approval: list[Row] = field(default_factory=list)


def heading_text(row: Row) -> str:
    """Return a heading as printed, its mark with it, without colons and Markdown."""
    mark = f"{row.mark.printed} " if row.mark else ""
    return f"{mark}{row.body.strip(' :：')}"


def build(parts: Sequence[Part], width: int) -> list[Built]:
    """Return the sections of `parts` in order; every row of theirs is in exactly one."""
    kinds = _kinds(parts, width)
    built: list[Built] = []
    for part, kind in zip(parts, kinds, strict=True):
        section = _build_one(part, kind, width)
        built.append(section)
        built.extend(_practices_below(section))
        built.extend(_after_restart(built[-1], kinds))
    return built


def _build_one(part: Part, kind: SectionKind, width: int) -> Built:
    rows, lead_in = list(part.rows), list(part.lead_in)
    if kind not in PROSE and not lead_in:
        taken = _rows_before_list(rows)
        lead_in, rows = rows[:taken], rows[taken:]
    if rows and is_table_header(rows):
        lead_in, rows = [*lead_in, rows[0]], rows[1:]
    rows = [numbered_row(row) for row in rows]
    drafts = split_items(rows, prose=kind in PROSE, width=width)
    if kind != "detailed_objectives":
        drafts = nest(drafts)
    return Built(kind, drafts, part.heading, lead_in, part.turned)


def _rows_before_list(rows: Sequence[Row]) -> int:
    """Return how many unmarked rows stand before a list that begins with number one."""
    first = next((at for at, row in enumerate(rows) if row.mark or row.cells), 0)
    if first == 0 or rows[first].mark is None:
        return 0
    mark = rows[first].mark
    if mark is not None and mark.number == 1:
        return first
    announcing = rows[first - 1]
    return first if announcing.ends_with_colon or leads_in(announcing.words) else 0


def _kinds(parts: Sequence[Part], width: int) -> list[SectionKind]:
    certain = {part.kinds[0] for part in parts if len(part.kinds) == 1}
    kinds: list[SectionKind] = []
    for part in parts:
        kind = _decide(part, certain, width)
        certain.add(kind)
        kinds.append(kind)
    return kinds


def _decide(part: Part, certain: set[str], width: int) -> SectionKind:
    """Return the kind of a part whose heading may mean several, by its content and the rest."""
    first, *others = part.kinds
    drafts = split_items(part.rows, prose=False, width=width)
    if not others:
        return _checked(first) if first else _by_content(drafts, certain)
    other = others[0]
    if {first, other} == {"general_objective", "detailed_objectives"}:
        return _decide_objectives(part, first, certain, len(drafts))
    if other == "further":
        return _checked(other if first in certain else first)
    spoken = kind_by_content([opening_words(draft) for draft in drafts])
    if spoken in part.kinds:
        return _checked(spoken)
    return _checked(other if first in certain and other not in certain else first)


def _by_content(drafts: Sequence[Draft], certain: set[str]) -> SectionKind:
    """Return what a list without a telling heading is, if the document has no such list yet."""
    kind = kind_by_content([opening_words(draft) for draft in drafts])
    return kind if kind and kind not in certain else "further"


def _decide_objectives(part: Part, first: str, certain: set[str], items: int) -> SectionKind:
    plural = part.heading is not None and any("اهداف" in word for word in part.heading.words)
    if not plural:
        return "general_objective"
    if "detailed_objectives" in certain and "general_objective" not in certain:
        return "general_objective"
    if first == "general_objective" and items < _LIST:
        return "general_objective"
    return "detailed_objectives"


def _checked(kind: str) -> SectionKind:
    return next((known for known in KINDS if known == kind), "further")


def _practices_below(section: Built) -> list[Built]:
    """Part the practices from the objective that leads into them.

    The objective keeps its words. A list below an earlier objective that is not about practices
    stays within that objective.
    """
    if section.kind != "detailed_objectives":
        return []
    for at, draft in enumerate(section.drafts[:-1]):
        if not _leads_below(draft):
            continue
        back = _numbers_go_on(section.drafts, at)
        if back is not None and not _names_practices(draft):
            draft.below.extend(section.drafts[at + 1 : back])
            del section.drafts[at + 1 : back]
            return _practices_below(section) if back > at + 1 else []
        below = section.drafts[at + 1 : back]
        del section.drafts[at + 1 : back]
        return [Built("practices", below)]
    return []


def _leads_below(draft: Draft) -> bool:
    turned = ":" in draft.text and leads_in(opening_words(draft))
    return not draft.below and (draft.rows[-1].ends_with_colon or turned)


def _names_practices(draft: Draft) -> bool:
    return any(word.endswith(("ممارسات", "معايير")) for word in opening_words(draft))


def _numbers_go_on(drafts: Sequence[Draft], at: int) -> int | None:
    """Return where, below the item at `at`, the list it stands in goes on, or None."""
    mark = drafts[at].mark
    if mark is None or mark.number is None:
        return None
    for index in range(at + 1, len(drafts)):
        other = drafts[index].mark
        previous = drafts[index - 1].mark
        if other and other.shape == mark.shape and other.number == mark.number + 1:
            counts_on = previous is not None and previous.number == mark.number
            return None if counts_on and index > at + 1 else index
    return None


def _after_restart(section: Built, kinds: Sequence[SectionKind]) -> list[Built]:
    """Part a second list whose heading is missing, where its content says what it is."""
    at = restart(section.drafts) if section.kind not in PROSE else None
    if at is None:
        return []
    rest = section.drafts[at:]
    kind = kind_by_content([opening_words(draft) for draft in rest])
    if kind is None or kind == section.kind or kind in kinds:
        return []
    del section.drafts[at:]
    return [Built(kind, rest, restarted=True)]


def build_front(found: Outline, width: int) -> Front:
    """Return what the rows before the first heading are.

    Paragraphs are the preamble; a list is what its content says; short lines are letterhead.
    """
    front = Front()
    listed: list[Draft] = []
    for draft in split_items(found.front, prose=True, width=width):
        row = draft.rows[0]
        if is_approval_statement(row.words) or _notes_approval(row):
            front.approval.extend(draft.rows)
        elif draft.mark or row.cells:
            listed.append(draft)
        elif len(opening_words(draft)) >= _LONG or draft.last.ends_with_stop:
            front.sections.append(Built("preamble", [draft]))
        else:
            front.letterhead.extend(draft.rows)
    if listed:
        kind = kind_by_content([opening_words(draft) for draft in listed])
        front.sections.append(Built(kind or "further", listed))
    front.sections = _joined(front.sections)
    return front


def _notes_approval(row: Row) -> bool:
    heading = announced(row.words[:2])
    return bool(heading and heading.kinds[0] == "approval") or row.words[:2] in {
        ("تاريخ", "الاعتماد"),
        ("رقم", "الجلسه"),
    }


def _joined(sections: Sequence[Built]) -> list[Built]:
    """Return `sections` with neighbours of one kind made one."""
    joined: list[Built] = []
    for section in sections:
        if joined and joined[-1].kind == section.kind:
            joined[-1] = replace(joined[-1], drafts=[*joined[-1].drafts, *section.drafts])
        else:
            joined.append(section)
    return joined
