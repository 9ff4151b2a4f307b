"""The numbers Word shows before paragraphs but does not store in their text."""

from collections import defaultdict
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

_ABJAD = ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن")
_LEVELS = 9
_LONGEST_CHAIN = 12

Level = tuple[str, str, int]
_PLAIN: Level = ("decimal", "%1.", 1)


class Numbering:
    """Counts the numbered paragraphs of a document in the order they are asked about."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._styles = _style_numbers(document)
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[str] = set()
        self._read(document)

    def _read(self, document: Any) -> None:
        root = _numbering_root(document)
        if root is None:
            return
        for abstract in root.findall(qn("w:abstractNum")):
            levels = {
                _int(lvl.get(qn("w:ilvl"))): _level(lvl) for lvl in abstract.findall(qn("w:lvl"))
            }
            self._levels[abstract.get(qn("w:abstractNumId"))] = levels
        for number in root.findall(qn("w:num")):
            number_id = number.get(qn("w:numId"))
            abstract = number.find(qn("w:abstractNumId"))
            if abstract is not None:
                self._lists[number_id] = abstract.get(qn("w:val"))
            for override in number.findall(qn("w:lvlOverride")):
                start = override.find(qn("w:startOverride"))
                if start is not None:
                    at = _int(override.get(qn("w:ilvl")))
                    self._starts[number_id, at] = _int(start.get(qn("w:val")), 1)

    def label(self, paragraph: Any) -> str | None:
        """Return the number or bullet shown before `paragraph`; None where it is in no list."""
        found = _own_number(paragraph) or self._styles.get(paragraph.style or "")
        if found is None:
            return None
        number_id, at = found
        if number_id == "0":
            return None
        abstract = self._lists.get(number_id, number_id)
        levels = self._levels.get(abstract, {})
        kind, pattern, start = levels.get(at, _PLAIN)
        counts = self._counts[abstract]
        if number_id not in self._begun:
            self._begun.add(number_id)
            if (number_id, at) in self._starts:
                counts[at] = self._starts[number_id, at] - 1
        counts[at] = counts.get(at, start - 1) + 1
        for deeper in range(at + 1, _LEVELS):
            counts.pop(deeper, None)
        if kind == "bullet":
            return "•"
        if kind == "none":
            return ""
        return _written(pattern, levels, counts)


def _written(pattern: str, levels: dict[int, Level], counts: dict[int, int]) -> str:
    text = pattern
    for at in range(_LEVELS):
        if f"%{at + 1}" in text:
            kind, _, start = levels.get(at, _PLAIN)
            text = text.replace(f"%{at + 1}", _number(counts.get(at, start), kind))
    return text


def _number(number: int, kind: str) -> str:
    if kind == "arabicAbjad" and 1 <= number <= len(_ABJAD):
        return _ABJAD[number - 1]
    return str(number)


def _numbering_root(document: Any) -> Any:
    for relationship in document.part.rels.values():
        if relationship.reltype == RELATIONSHIP_TYPE.NUMBERING:
            part = relationship.target_part
            element = getattr(part, "element", None)
            return element if element is not None else docx.oxml.parse_xml(part.blob)
    return None


def _level(level: Any) -> Level:
    def value(name: str, default: str) -> str:
        child = level.find(qn(name))
        return default if child is None else child.get(qn("w:val"), default)

    return value("w:numFmt", "decimal"), value("w:lvlText", "%1."), _int(value("w:start", "1"), 1)


def _own_number(paragraph: Any) -> tuple[str, int] | None:
    properties = paragraph.pPr
    return _number_of(properties) if properties is not None else None


def _number_of(properties: Any) -> tuple[str, int] | None:
    number = properties.find(qn("w:numPr"))
    if number is None:
        return None
    number_id, level = number.find(qn("w:numId")), number.find(qn("w:ilvl"))
    if number_id is None:
        return None
    return number_id.get(qn("w:val")), _int(level.get(qn("w:val"))) if level is not None else 0


def _style_numbers(document: Any) -> dict[str, tuple[str, int]]:
    """Return which styles number their paragraphs, also through the style they build on."""
    own: dict[str, tuple[str, int] | None] = {}
    based: dict[str, str] = {}
    for style in document.styles.element.findall(qn("w:style")):
        identity = style.get(qn("w:styleId"))
        properties = style.find(qn("w:pPr"))
        own[identity] = _number_of(properties) if properties is not None else None
        base = style.find(qn("w:basedOn"))
        if base is not None:
            based[identity] = base.get(qn("w:val"))
    found: dict[str, tuple[str, int]] = {}
    for identity in own:
        at: str | None = identity
        for _ in range(_LONGEST_CHAIN):
            if at is None:
                break
            number = own.get(at)
            if number:
                found[identity] = number
                break
            at = based.get(at)
    return found


def _int(text: str | None, default: int = 0) -> int:
    return int(text) if text and text.lstrip("-").isdigit() else default
