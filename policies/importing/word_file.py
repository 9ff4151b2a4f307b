"""Word documents made into lines: paragraphs with their numbers, tables, boxes and margins."""

import io
import zipfile
from collections.abc import Iterable, Iterator
from typing import Any

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

from policies.importing.refusals import FileRefusedError
from policies.importing.result import Line, LineRole
from policies.importing.word_numbering import Numbering
from policies.importing.words import visible, words

MAX_UNPACKED = 60 * 1024 * 1024
MAX_ENTRIES = 3000
_MAX_RATIO = 300

_NOT_SHOWN = frozenset({qn("w:del"), qn("w:moveFrom"), qn("w:rPrChange"), qn("w:pPrChange")})
_BOX = qn("w:txbxContent")
# A drawing comes twice, once for old readers.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_HEADING_STYLES = ("heading", "title", "subtitle", "عنوان")
_LONGEST_BOLD_HEADING = 12
_BOLD_IS_USUAL = 0.4

Unnumbered = tuple[str, LineRole]


def word_lines(data: bytes) -> list[Line]:
    """Return the lines of a DOCX file: numbers as shown, table cells parted by tabs.

    Raises `FileRefusedError`: "wrong-extension" for another kind of zip file, "too-large" when it
    would unpack to more than `MAX_UNPACKED` bytes, "corrupt" when it can't be read.
    """
    _check_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
        found = [*_body(document), *_margins(document)]
    except FileRefusedError:
        raise
    except Exception as error:
        # The library raises whatever its parsers do; any of it means the same to the editor.
        raise FileRefusedError("corrupt") from error
    return [Line(number, text, role) for number, (text, role) in enumerate(found, start=1)]


def _check_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            names = {entry.filename for entry in entries}
            unpacked = sum(entry.file_size for entry in entries)
            encrypted = any(entry.flag_bits & 1 for entry in entries)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise FileRefusedError("corrupt") from error
    if encrypted:
        raise FileRefusedError("encrypted")
    if "[Content_Types].xml" not in names or not any(n.startswith("word/") for n in names):
        raise FileRefusedError("wrong-extension")
    if unpacked > MAX_UNPACKED or len(entries) > MAX_ENTRIES or unpacked > len(data) * _MAX_RATIO:
        raise FileRefusedError("too-large")


def _body(document: Any) -> list[Unnumbered]:
    numbering = Numbering(document)
    bold_counts = _bold_is_rare(document)
    return list(_blocks(document.element.body, document, numbering, bold_counts=bold_counts))


def _blocks(
    parent: Any, document: Any, numbering: Numbering, *, bold_counts: bool
) -> Iterator[Unnumbered]:
    for child in parent:
        if child.tag == qn("w:p"):
            yield from _paragraph(child, document, numbering, bold_counts=bold_counts)
            for box in _boxes(child):
                yield from _blocks(box, document, numbering, bold_counts=bold_counts)
        elif child.tag == qn("w:tbl"):
            yield from _table(child, numbering)
        elif child.tag not in _NOT_SHOWN and child.tag != qn("w:sectPr"):
            # Content controls and inserted paragraphs wrap the same kinds of blocks.
            yield from _blocks(child, document, numbering, bold_counts=bold_counts)


def _paragraph(
    paragraph: Any, document: Any, numbering: Numbering, *, bold_counts: bool
) -> Iterator[Unnumbered]:
    text = _text(paragraph)
    label = numbering.label(paragraph)
    role: LineRole = "list" if label is not None else "paragraph"
    # Bold numbers are as often items as headings; their words have to tell.
    bold_tells = bold_counts and label is None
    if visible(text) and _is_heading(paragraph, document, text, bold_counts=bold_tells):
        role = "heading"
    first, *others = text.split("\n")
    shown = f"{label} {first}" if label and visible(text) else first
    yield shown, role if not others else ("heading" if role == "heading" else "")
    yield from ((other, "") for other in others)


def _text(element: Any) -> str:
    """Return the text of a paragraph as shown, without deletions and text boxes."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_SHOWN or child.tag in {_BOX, _FALLBACK, qn("w:pPr")}:
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:tab"):
            yield "\t"
        elif child.tag in {qn("w:br"), qn("w:cr")}:
            yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif isinstance(child.tag, str):
            yield from _pieces(child)


def _boxes(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag == _FALLBACK:
            continue
        if child.tag == _BOX:
            yield child
        elif isinstance(child.tag, str):
            yield from _boxes(child)


def _table(table: Any, numbering: Numbering) -> Iterator[Unnumbered]:
    """Yield a line for each row, its cells parted by tabs; one cell alone is plain text."""
    for row in _own(table, qn("w:tr")):
        cells = [" ".join(_cell_text(cell, numbering).split()) for cell in _own(row, qn("w:tc"))]
        if len(cells) == 1:
            yield cells[0], "paragraph"
        else:
            yield "\t".join(cells), "table"
    yield "", ""


def _own(element: Any, tag: str) -> Iterator[Any]:
    """Yield the children with `tag`, also within content controls but not in nested tables."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in {qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")}:
            yield from _own(child, tag)


def _cell_text(cell: Any, numbering: Numbering) -> str:
    parts = []
    for paragraph in cell.iter(qn("w:p")):
        label = numbering.label(paragraph)
        text = _text(paragraph)
        parts.append(f"{label} {text}" if label else text)
    return " ".join(parts)


def _is_heading(paragraph: Any, document: Any, text: str, *, bold_counts: bool) -> bool:
    properties = paragraph.pPr
    if properties is not None and properties.find(qn("w:outlineLvl")) is not None:
        return True
    style = document.styles.get_by_id(paragraph.style, 1) if paragraph.style else None
    name = (style.name or "").lower() if style is not None else ""
    if name.startswith(_HEADING_STYLES):
        return True
    return bold_counts and _is_bold(paragraph) and len(words(text)) <= _LONGEST_BOLD_HEADING


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(qn("w:r")) if visible("".join(_pieces(run)))]
    return bool(runs) and all(_run_is_bold(run) for run in runs)


def _run_is_bold(run: Any) -> bool:
    properties = run.find(qn("w:rPr"))
    if properties is None:
        return False
    # Right-to-left text has a switch of its own.
    switches = [properties.find(qn(name)) for name in ("w:b", "w:bCs")]
    return any(
        switch is not None and switch.get(qn("w:val"), "1") not in {"0", "false", "off"}
        for switch in switches
    )


def _bold_is_rare(document: Any) -> bool:
    paragraphs = [p for p in document.element.body.iter(qn("w:p")) if visible(_text(p))]
    bold = sum(_is_bold(paragraph) for paragraph in paragraphs)
    return bold < len(paragraphs) * _BOLD_IS_USUAL


def _margins(document: Any) -> Iterator[Unnumbered]:
    """Yield the text of headers, footers and footnotes, each text once."""
    seen: set[str] = set()
    for text in _margin_texts(document):
        if visible(text) and text not in seen:
            seen.add(text)
            yield text, "margin"


def _margin_texts(document: Any) -> Iterable[str]:
    kinds = (
        RELATIONSHIP_TYPE.HEADER,
        RELATIONSHIP_TYPE.FOOTER,
        RELATIONSHIP_TYPE.FOOTNOTES,
        RELATIONSHIP_TYPE.ENDNOTES,
    )
    for relationship in document.part.rels.values():
        if relationship.reltype in kinds and not relationship.is_external:
            for paragraph in _root(relationship.target_part).iter(qn("w:p")):
                yield from _text(paragraph).split("\n")


def _root(part: Any) -> Any:
    element = getattr(part, "element", None)
    return element if element is not None else docx.oxml.parse_xml(part.blob)
