"""Files made on the spot for the tests: PDF drawn glyph by glyph, DOCX, damaged ones."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Sequence
from typing import Any

import docx
import pypdf

_LEFTWARD = re.compile(r"[0-9A-Za-z٠-٩][0-9A-Za-z٠-٩./:@]*[0-9A-Za-z٠-٩]|[0-9A-Za-z٠-٩]")
_SIZE = 12
_ADVANCE = 6
_RIGHT = 560
_TOP = 800
_MIRRORED = str.maketrans("()", ")(")


def drawn_form(char: str) -> str:
    """Return a presentation form of an Arabic letter, as fonts store them."""
    return _FORMS.get(char, char)


_FORMS = {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in range(0xFE80, 0xFEFD)
    if len(unicodedata.normalize("NFKC", chr(code))) == 1
}


def _glyphs(line: str, right: float) -> list[tuple[float, str]]:
    """Return each character with its place, as a right-to-left line is drawn."""
    placed: list[tuple[float, str]] = []
    cursor = right
    at = 0
    while at < len(line):
        run = _LEFTWARD.match(line, at)
        text = run[0] if run else line[at]
        width = _ADVANCE * len(text)
        start = cursor - width
        placed += [(start + _ADVANCE * i, char) for i, char in enumerate(text)]
        cursor = start
        at += len(text)
    return placed


def pdf(
    pages: Sequence[Sequence[str]],
    *,
    forms: bool = False,
    step: float = 20,
    meaning: bool = True,
    naive: bool = False,
) -> bytes:
    """Return a PDF whose pages show the given lines from right to left.

    Cells of a line are parted by tabs. `forms` stores drawn forms of the letters; without
    `meaning` the file does not say which letters its glyphs are. `naive` draws from the left.
    """
    codes: dict[str, int] = {}
    contents = []
    for page in pages:
        drawn = []
        for row, line in enumerate(page):
            right: float = _RIGHT
            for cell in line.split("\t"):
                placed = [(20 + _ADVANCE * i, c) for i, c in enumerate(cell)]
                for x, char in placed if naive else _glyphs(cell, right):
                    shown = char if naive else char.translate(_MIRRORED)
                    code = codes.setdefault(drawn_form(shown) if forms else shown, len(codes) + 1)
                    y = _TOP - row * step
                    drawn.append(f"BT /F1 {_SIZE} Tf 1 0 0 1 {x} {y} Tm <{code:04X}> Tj ET")
                right -= 160
        contents.append("\n".join(drawn))
    return _assembled(contents, codes if meaning else {})


def _assembled(contents: Sequence[str], codes: dict[str, int]) -> bytes:
    mapped = "\n".join(
        f"<{code:04X}> <{char.encode('utf-16-be').hex().upper()}>" for char, code in codes.items()
    )
    to_unicode = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
        "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{mapped}\nendbfchar\nendcmap end end"
    )
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(contents)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/Own/Encoding/Identity-H"
        "/DescendantFonts[4 0 R]/ToUnicode 5 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Own/DW 500"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        "/FontDescriptor<</Type/FontDescriptor/FontName/Own/Flags 4/Ascent 800/Descent -200"
        "/CapHeight 700/ItalicAngle 0/StemV 80/FontBBox[0 -200 1000 800]>>>>",
        _stream(to_unicode),
    ]
    for number, content in enumerate(contents):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {7 + 2 * number} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>>>"
        )
        objects.append(_stream(content))
    return _file(objects)


def _stream(text: str) -> str:
    return f"<</Length {len(text.encode())}>>\nstream\n{text}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    body = b"%PDF-1.7\n"
    places = []
    for number, text in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    start = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    return (
        body + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF".encode()
    )


def locked(data: bytes, password: str) -> bytes:
    """Return a PDF that opens with a password only."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def saved(document: Any) -> bytes:
    """Return a python-docx document as bytes."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def word(lines: Sequence[str]) -> bytes:
    """Return a DOCX with a paragraph a line; lines with tabs become rows of one table."""
    document = docx.Document()
    table = None
    for line in lines:
        if "\t" not in line:
            document.add_paragraph(line)
            table = None
            continue
        cells = line.split("\t")
        table = table or document.add_table(0, len(cells))
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    return saved(document)


def zipped(entries: dict[str, bytes]) -> bytes:
    """Return a ZIP archive of the given entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return out.getvalue()
