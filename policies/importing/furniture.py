"""What belongs to the pages and not to the policy: letterheads, footers, stamps, page numbers."""

import re
from collections.abc import Sequence

from policies.importing.rows import Row
from policies.importing.vocabulary import announced, is_title
from policies.importing.words import arabic_letters, forms
from saudi.text import fold

_ADDRESS = re.compile(
    r"(?:https?://|www\.|file://)\S+|\S+@\S+\.\w+|[\w.-]+\.(?:org|com|net|sa|gov)\S*"
)
_PAGE_NUMBER = re.compile(r"\W*\d{1,3}(?:\W+\d{1,3})?\W*")
_PAGE = re.compile(
    r"\W*(?:(?:ال)?صفحه|page|p\.)\s*(?:رقم)?\W*\d{1,3}(?:\W*(?:من|of|/)\W*\d{1,3})?\W*"
)
_REGISTRATION = re.compile(
    r"\W*(?:(?:رقم|برقم)?\s*(?:ال)?(?:تسجيل|ترخيص|سجل|تصريح|مسجله|مرخصه|سجل تجاري)|س\.?\s?ت)\b"
    r".{0,40}\d"
)
_CONTACT = re.compile(
    r"\W*(?:ال)?(?:هاتف|تلفون|جوال|فاكس|ت|ص\.?\s?ب|الرمز البريدي|الرقم الموحد|بريد الكتروني)"
    r"\s*[:/.]?\s*[+\d(].*"
)
_CONTROL = re.compile(
    r"\W*(?:رقم (?:الوثيقه|النموذج|الاصدار|السياسه|النسخه)|الاصدار|رمز الوثيقه|version|doc\b"
    r"|تاريخ (?:الاصدار|المراجعه|التحديث)).{0,40}"
)
_INSTITUTION = re.compile(
    r"\W*(?:المملكه العربيه السعوديه|بسم الله الرحمن الرحيم|تحت اشراف\b.*|باشراف\b.*|وزاره\b.*|"
    r"المركز الوطني لتنميه\b.*)\W*"
)
_STAMP = re.compile(r"\W*(?:ال)?ختم\b(?:\s+\S+){0,4}\W*")
_ASSOCIATION = frozenset({"جمعيه", "موسسه", "وزاره", "مملكه"})
_LONGEST = 10
_REPEATED = 2
_NEAR = 2


def page_furniture(rows: Sequence[Row]) -> frozenset[int]:
    """Return the positions of the rows that are page furniture.

    A row is, when it looks like an address, a registration, a page number or a stamp; when it
    comes again and again; or when it is a short line between such lines. A channel's address in
    a list is none: list marks and tables keep a row out.
    """
    seeds = {at for at, row in enumerate(rows) if row.role == "margin" or _is_certain(row)}
    seeds |= _repeated(rows, seeds)
    seeds |= {at for at, row in enumerate(rows) if _is_contact(row, rows, at, seeds)}
    return frozenset(_grown(rows, seeds))


def _is_certain(row: Row) -> bool:
    if row.mark is not None and row.mark.style != "bullet" and row.words:
        return False
    if row.cells:
        return False
    text = fold(row.line.text).strip()
    if _PAGE_NUMBER.fullmatch(text) and row.body:
        return True
    if row.mark is not None:
        return False
    if _STAMP.fullmatch(text) or _INSTITUTION.fullmatch(text):
        return len(row.words) <= _LONGEST
    if _PAGE.fullmatch(text) or (_REGISTRATION.match(text) and len(row.words) <= _LONGEST):
        return True
    if _CONTROL.fullmatch(text):
        return True
    latin_only = not arabic_letters(text) and any(char.isalpha() for char in text)
    return latin_only and not _ADDRESS.fullmatch(text)


def _is_contact(row: Row, rows: Sequence[Row], at: int, seeds: set[int]) -> bool:
    """Return whether a bare address or telephone line stands with the letterhead.

    Under a heading of channels it is a channel.
    """
    text = fold(row.line.text).strip()
    if row.mark or row.cells or not (_ADDRESS.fullmatch(text) or _CONTACT.fullmatch(text)):
        return False
    if at - 1 in seeds or at + 1 in seeds:
        return True
    return not _among_channels(rows, at)


def _among_channels(rows: Sequence[Row], at: int) -> bool:
    for row in reversed(rows[:at]):
        heading = announced(row.words)
        if heading and (heading.whole or row.ends_with_colon or row.role == "heading"):
            return "channels" in heading.kinds
    return False


def _repeated(rows: Sequence[Row], seeds: set[int]) -> set[int]:
    """Return the positions of short lines that come again on other pages.

    One of them stands where pages do: before the first heading, at the very end, or beside
    other furniture. The same words in two lists are no furniture, and the first title stays.
    """
    places: dict[tuple[str, ...], list[int]] = {}
    for at, row in enumerate(rows):
        if _can_repeat(row):
            places.setdefault(row.words, []).append(at)
    body = _first_heading(rows)
    found: set[int] = set()
    for words, positions in places.items():
        if len(positions) < _REPEATED:
            continue
        own = positions[1:] if is_title(words) else positions
        at_edge = positions[0] < body or positions[-1] >= len(rows) - 2
        if at_edge or any(near in seeds for at in own for near in (at - 1, at + 1)):
            found.update(at for at in own if is_title(words) or _stands_apart(rows, at))
    return found


def _first_heading(rows: Sequence[Row]) -> int:
    for at, row in enumerate(rows):
        heading = announced(row.words)
        if heading and heading.whole and not row.cells and not is_title(row.words):
            return at
    return 0


def _can_repeat(row: Row) -> bool:
    if row.mark or row.cells or row.ends or not 1 < len(row.words) <= _LONGEST:
        return False
    heading = announced(row.words)
    return not (heading and heading.whole)


def _stands_apart(rows: Sequence[Row], at: int) -> bool:
    before = rows[at].gap > 0 or at == 0
    after = at + 1 == len(rows) or rows[at + 1].gap > 0 or not arabic_letters(rows[at + 1].body)
    return before or after


def _grown(rows: Sequence[Row], seeds: set[int]) -> set[int]:
    """Return `seeds` with the short lines that belong to the same letterhead."""
    found = set(seeds)
    for step in (1, -1):
        order = range(len(rows)) if step > 0 else range(len(rows) - 1, -1, -1)
        for at in order:
            if at in found or not _can_belong(rows[at]):
                continue
            neighbour = at - step
            if neighbour in found and _belongs(rows, at, neighbour, found):
                found.add(at)
    return found


def _can_belong(row: Row) -> bool:
    if row.mark or row.cells or row.ends or row.role in {"heading", "list"}:
        return False
    if not 0 < len(row.words) <= _LONGEST or is_title(row.words):
        return False
    heading = announced(row.words)
    return heading is None or not heading.whole


def _belongs(rows: Sequence[Row], at: int, neighbour: int, found: set[int]) -> bool:
    row = rows[at]
    gap = row.gap if neighbour < at else rows[neighbour].gap
    if gap > _NEAR:
        return False
    if not forms(row.words[0]).isdisjoint(_ASSOCIATION):
        return True
    if _STAMP.fullmatch(fold(rows[neighbour].line.text).strip()):
        return True
    seen = {
        word
        for other in found
        if abs(other - at) <= _NEAR + 2
        for form in rows[other].words
        for word in forms(form)
    }
    return all(not forms(word).isdisjoint(seen) for word in row.words)
