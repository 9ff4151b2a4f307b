"""What an import finds: lines in, a policy in typed sections out, and every doubt beside it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from saudi.dates import HijriDay
from saudi.printed_dates import Printed

SectionKind = Literal[
    "preamble",
    "general_objective",
    "detailed_objectives",
    "practices",
    "channels",
    "tools",
    "procedure",
    "further",
]
Audience = Literal["members", "beneficiaries"]
LineRole = Literal["", "heading", "paragraph", "list", "table", "margin"]

KINDS: tuple[SectionKind, ...] = (
    "preamble",
    "general_objective",
    "detailed_objectives",
    "practices",
    "channels",
    "tools",
    "procedure",
)
PROSE: frozenset[str] = frozenset({"preamble", "general_objective"})

# Codes of warnings that hold a whole source line which stands in no block.
SET_ASIDE = frozenset({"page-furniture", "noise", "unplaced"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the source, numbered from 1, with what the file itself says about it.

    `role` is what a word processor knew (heading, list paragraph, table row, page margin);
    plain text knows nothing and leaves it empty. Cells of a table row are parted by tabs.
    `wrapped` is whether the page had no room for its first word on the line above; None where
    only the text is known.
    """

    number: int
    text: str
    role: LineRole = ""
    wrapped: bool | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One clause as it stands, the lines it came from and the list mark printed before it."""

    text: str
    lines: tuple[int, ...]
    printed_mark: str = ""
    damaged: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the policy under its heading; an empty heading means none was printed."""

    kind: SectionKind
    heading: str = ""
    heading_line: int | None = None
    lead_in: str = ""
    lead_in_lines: tuple[int, ...] = ()
    items: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signed, in which office. `present` is None where the document does not say."""

    name: str
    office: str = ""
    present: bool | None = None


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval record. Dates keep their printed words beside what was read from them.

    `effective_from` is Gregorian and None where the document does not say when it takes effect.
    `lines` are the source lines of the block, word for word.
    """

    lines: tuple[Line, ...] = ()
    hijri: Printed[HijriDay] | None = None
    gregorian: Printed[date] | None = None
    weekday: Printed[int] | None = None
    meeting: str = ""
    signatories: tuple[Signatory, ...] = ()
    effective_from: date | None = None

    @property
    def statement(self) -> str:
        """The words of the block as printed, one source line a line."""
        return "\n".join(line.text.strip() for line in self.lines)

    def to_json(self) -> dict[str, Any]:
        hijri = self.hijri.read if self.hijri else None
        gregorian = self.gregorian.read if self.gregorian else None
        return {
            "hijri": {
                "printed": self.hijri.printed if self.hijri else None,
                "read": f"{hijri.year:04}-{hijri.month:02}-{hijri.day:02}" if hijri else None,
            },
            "gregorian": {
                "printed": self.gregorian.printed if self.gregorian else None,
                "read": gregorian.isoformat() if gregorian else None,
            },
            "weekday": self.weekday.printed if self.weekday else None,
            "meeting": self.meeting or None,
            "signatories": [
                {"name": one.name, "office": one.office, "present": one.present}
                for one in self.signatories
            ],
            "effective_from": self.effective_from.isoformat() if self.effective_from else None,
            "statement": self.statement,
        }


@dataclass(frozen=True, slots=True)
class Warning:
    """Something an editor should look at: where it stands and the words concerned.

    `section` is a section kind, or "title", "approval" or "document".
    """

    code: str
    line: int
    section: str
    text: str

    def to_json(self) -> dict[str, Any]:
        return {
            "code": self.code,
            "line": self.line,
            "section": self.section,
            "text": self.text,
        }


@dataclass(frozen=True, slots=True)
class ParsedPolicy:
    """Everything found in one document. `lines` are its non-blank source lines."""

    title: str
    audience: Audience
    sections: tuple[Section, ...]
    approval: Approval
    title_lines: tuple[int, ...] = ()
    warnings: tuple[Warning, ...] = ()
    lines: tuple[Line, ...] = field(default=(), repr=False)

    def of_kind(self, kind: SectionKind) -> list[Section]:
        """Return the sections of `kind` in the order of the document."""
        return [section for section in self.sections if section.kind == kind]

    def items(self, kind: SectionKind) -> list[Item]:
        """Return all items of `kind`, also where a document has two such sections."""
        return [item for section in self.of_kind(kind) for item in section.items]

    def to_json(self) -> dict[str, Any]:
        """Return the report of the import as plain data.

        Beside the agreed keys stand `further` (what has no kind of its own) and `accounting`
        (where each non-blank line went).
        """
        return {
            "title": self.title,
            "audience": self.audience,
            "sections": {kind: [item.text for item in self.items(kind)] for kind in KINDS},
            "further": [
                {"heading": section.heading, "items": [item.text for item in section.items]}
                for section in self.of_kind("further")
            ],
            "approval": self.approval.to_json(),
            "warnings": [warning.to_json() for warning in self.warnings],
            "accounting": [
                {"line": line.number, "text": line.text.strip(), "place": place}
                for line, place in self.places()
            ],
        }

    def places(self) -> list[tuple[Line, str]]:
        """Return each source line with the place it went to, "" where it went nowhere."""
        places: dict[int, str] = {
            warning.line: warning.code for warning in self.warnings if warning.code in SET_ASIDE
        }
        places |= {line.number: "approval" for line in self.approval.lines}
        for section in self.sections:
            places |= {
                number: f"{section.kind}-{position}"
                for position, item in enumerate(section.items, start=1)
                for number in item.lines
            }
            places |= dict.fromkeys(section.lead_in_lines, f"{section.kind}-lead-in")
            if section.heading_line is not None:
                places.setdefault(section.heading_line, f"{section.kind}-heading")
        places |= dict.fromkeys(self.title_lines, "title")
        return [(line, places.get(line.number, "")) for line in self.lines]
