"""The rows of a finished policy with the section each belongs to, for the detectors of damage."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from policies.importing.building import Built
from policies.importing.result import Warning
from policies.importing.rows import Row


@dataclass(frozen=True, slots=True)
class Passage:
    """One row of running text and the section it is in."""

    row: Row
    section: str

    @property
    def text(self) -> str:
        return self.row.body

    @property
    def number(self) -> int:
        return self.row.number


def passages(
    title: Sequence[Row], built: Sequence[Built], approval: Sequence[Row]
) -> list[Passage]:
    """Return all rows of text in the order of the document; tables of names are left out."""
    found = [Passage(row, "title") for row in title]
    for section in built:
        rows = [*([section.heading] if section.heading else []), *section.lead_in]
        rows += [row for draft in section.drafts for row in draft.all_rows()]
        found += [Passage(row, section.kind) for row in rows]
    found += [Passage(row, "approval") for row in approval if not row.cells]
    return sorted(found, key=lambda passage: passage.number)


def by_section(code: str, hits: Iterable[tuple[Passage, str]], most: int = 6) -> list[Warning]:
    """Return one warning a section for `hits`, at its first line, with the first words."""
    ordered = sorted(hits, key=lambda hit: (hit[0].section, hit[0].number))
    found: list[Warning] = []
    for section, group in groupby(ordered, key=lambda hit: hit[0].section):
        listed = list(group)
        words = list(dict.fromkeys(word for _, word in listed))
        more = " …" if len(words) > most else ""
        found.append(Warning(code, listed[0][0].number, section, " | ".join(words[:most]) + more))
    return found
