"""A file made into lines: its kind checked against its name, its text found, or a refusal."""

import re
from collections.abc import Callable
from pathlib import PurePath

from policies.importing.pdf_file import pdf_lines
from policies.importing.refusals import FileRefusedError
from policies.importing.result import Line
from policies.importing.word_file import word_lines
from policies.importing.words import arabic_letters, visible

MAX_BYTES = 10 * 1024 * 1024
MAX_LINES = 4000
MAX_CHARACTERS = 400_000

_TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
_READERS: dict[str, Callable[[bytes], list[Line]]] = {".pdf": pdf_lines, ".docx": word_lines}
SUFFIXES = _TEXT | frozenset(_READERS)

_PDF_WITHIN = 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OTHER_KINDS = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    _OLE,
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"\x1f\x8b",
    b"Rar!",
    b"7z\xbc\xaf",
    b"MZ",
    b"\x7fELF",
)
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html|\?xml)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_LINE_BREAKS = re.compile(r"\r\n?|\n|\v|\u2028|\u2029")
# Letters that Persian and Urdu have and Arabic has not.
_NOT_ARABIC = re.compile(r"[پچژگٹڈڑں]")
_ARABIC_SHARE = 0.35
_FOREIGN_SHARE = 0.01
_CONTROL_SHARE = 0.002
_BROKEN_SHARE = 0.01


def read_lines(data: bytes, name: str, *, max_bytes: int = MAX_BYTES) -> list[Line]:
    """Return the lines of a file, blank ones among them, numbered from 1.

    `name` is the file's name: its extension must be one of `SUFFIXES` and say what the bytes
    are. Raises `FileRefusedError` with the code of what is wrong; see `refusals.REFUSALS`.
    """
    if len(data) > max_bytes:
        raise FileRefusedError("too-large")
    suffix = PurePath(name).suffix.lower()
    if suffix not in SUFFIXES:
        raise FileRefusedError("unsupported-type")
    if not data.strip(b"\0 \t\r\n\f\v"):
        raise FileRefusedError("empty")
    _check_kind(data, suffix)
    reader = _READERS.get(suffix)
    lines = reader(data) if reader else _text_lines(data)
    _check_text(lines)
    return lines


def _check_kind(data: bytes, suffix: str) -> None:
    """Refuse bytes that are not of the kind the extension names."""
    is_pdf = b"%PDF-" in data[:_PDF_WITHIN]
    is_zip = data.startswith((b"PK\x03\x04", b"PK\x05\x06"))
    if suffix == ".docx" and data.startswith(_OLE) and _ENCRYPTED_PACKAGE in data:
        raise FileRefusedError("encrypted")
    right = {".pdf": is_pdf, ".docx": is_zip}.get(suffix)
    if right is None:
        right = not (data.startswith((b"%PDF-", *_OTHER_KINDS)) or _HTML.match(data))
    if not right:
        raise FileRefusedError("wrong-extension")


def _check_text(lines: list[Line]) -> None:
    text = "\n".join(line.text for line in lines)
    if not visible(text):
        raise FileRefusedError("empty")
    if len(lines) > MAX_LINES or len(text) > MAX_CHARACTERS:
        raise FileRefusedError("too-long")
    arabic = arabic_letters(text)
    letters = sum(char.isalpha() for char in text)
    if arabic < letters * _ARABIC_SHARE or not arabic:
        raise FileRefusedError("not-arabic")
    if len(_NOT_ARABIC.findall(text)) > arabic * _FOREIGN_SHARE:
        raise FileRefusedError("not-arabic")


def _text_lines(data: bytes) -> list[Line]:
    text = _decoded(data)
    if len(_CONTROL.findall(text)) > len(text) * _CONTROL_SHARE:
        raise FileRefusedError("binary")
    clean = _CONTROL.sub("", text.removeprefix("\ufeff")).replace("\f", "")
    return [Line(number, part) for number, part in enumerate(_LINE_BREAKS.split(clean), start=1)]


def _decoded(data: bytes) -> str:
    """Return the text of `data`: Unicode in its usual encodings, else windows-1256."""
    wide = _utf_16(data)
    if wide:
        return data.decode(wide, errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    # One broken byte must not turn a whole UTF-8 text into the letters of another encoding.
    mended = data.decode("utf-8", errors="replace")
    if mended.count("\ufffd") <= len(mended) * _BROKEN_SHARE and arabic_letters(mended):
        return mended
    text = data.decode("cp1256", errors="replace")
    if not _reads_like_text(text):
        raise FileRefusedError("binary")
    return text


def _utf_16(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    for name, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[::2])):
        if len(data) > 1 and sum(byte in (0, 6) for byte in high) > len(high) * 0.9:
            return name
    return ""


def _reads_like_text(text: str) -> bool:
    """Return whether most characters are letters, digits, spaces and common punctuation.

    Every byte is a character in windows-1256, so noise has to be told by its looks.
    """
    plain = sum(char.isalnum() or char.isspace() or char in "،؛؟.,:;!?()-/\"'«»ـ" for char in text)
    words = text.split()
    mixed = sum(1 for word in words if arabic_letters(word) and any("a" <= c <= "z" for c in word))
    return plain > len(text) * 0.9 and mixed <= len(words) * 0.1
