"""Reading a PDF back: its words, its pages, the glyphs it shows."""

import io
import re
import unicodedata

from pypdf import PdfReader


def pages(data: bytes) -> list[str]:
    """The words of each page, one space between them, in plain letters."""
    reader = PdfReader(io.BytesIO(data))
    return [squeezed(page.extract_text()) for page in reader.pages]


def words(data: bytes) -> str:
    return " ".join(pages(data))


def squeezed(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return " ".join("".join(c for c in plain if unicodedata.category(c) != "Cf").split())


def letters(text: str) -> list[str]:
    """The letters of a text in any order: what is left when lines and directions are unknown."""
    return sorted(re.sub(r"\s", "", squeezed(text)))


def glyphs_shown(data: bytes) -> set[tuple[str, int]]:
    """Each font's name with the numbers of the glyphs that the pages show in it; 0 is .notdef."""
    shown = set()
    for page in PdfReader(io.BytesIO(data)).pages:
        content = page.get_contents()
        assert content is not None
        font = ""
        for operands, operator in content.operations:
            if operator == b"Tf":
                font = str(operands[0])
            strings = {b"Tj": operands, b"TJ": operands[0] if operands else []}.get(operator, [])
            for one in strings:
                raw = getattr(one, "original_bytes", None)
                if raw is not None:
                    shown |= {
                        (font, int.from_bytes(raw[at : at + 2])) for at in range(0, len(raw), 2)
                    }
    return shown
