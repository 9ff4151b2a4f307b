"""Who signed: from a table in either direction, from a row of names, or from plain lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from policies.importing.lexicon import is_known
from policies.importing.result import Signatory
from policies.importing.rows import Row
from policies.importing.words import arabic_letters, words
from saudi.text import fold, fold_with_offsets, original_span

_NAME_HEADS = frozenset({"الاسم", "اسم", "الاسماء", "العضو"})
_OFFICE_HEADS = frozenset({"الصفه", "المنصب", "الوظيفه", "المسمي", "صفته", "الصفهبالمجلس"})
_SIGNATURE_HEADS = frozenset({"التوقيع", "توقيع", "التواقيع"})
_PRESENCE_HEADS = frozenset({"الحضور", "الحاله", "ملاحظات", "حضور"})
_NUMBER_HEADS = frozenset({"م", "ت", "الرقم", "رقم", "العدد", "التسلسل", "مسلسل"})

_ABSENT = re.compile(r"لم\s*يحضر|لم\s*تحضر|غايبه?|متغيبه?|اعتذر(?:ت)?|معتذره?|غياب|absent")
_PRESENT = re.compile(r"(?<!لم )(?<!لم)\b(?:حاضره?|حضرت?|حضور|وقع|موقع|تم التوقيع|present)\b")
_OFFICE = re.compile(
    r"(?:(?:نايبه?|نايب)\s+)?(?:ال)?رييسه?(?:\s+(?:ال)?مجلس(?:\s+(?:ال)?اداره)?|\s+(?:ال)?جمعيه)?"
    r"|(?:ال)?نايبه?(?:\s+(?:ال)?رييس)?(?:\s+(?:ال)?مجلس(?:\s+(?:ال)?اداره)?)?"
    r"|(?:ال)?(?:مشرفه?|مسووله?)\s+(?:ال)?ماليه?"
    r"|(?:ال)?امينه?\s+(?:ال)?(?:صندوق|سر|عام)(?:\s+(?:ال)?مجلس)?"
    r"|(?:ال)?عضوه?ا?(?:\s+(?:ال)?مجلس(?:\s+(?:ال)?اداره)?)?"
    r"|(?:ال)?مديره?\s+(?:ال)?(?:تنفيذيه?|عام|جمعيه|ماليه?)"
    r"|(?:ال)?(?:سكرتيره?|مقرره?)(?:\s+(?:ال)?(?:مجلس|لجنه))?"
)
_LABELLED = re.compile(
    r"الاسم\s*[:/]?\s*(?P<name>.+?)\s*(?:(?:الصفه|المنصب|الوظيفه)\s*[:/]?\s*(?P<office>.+?))?"
    r"\s*(?:التوقيع.*)?$"
)
_LEADER = re.compile(r"[.…_\-–—ـ]{3,}")
_NAME_WORDS = range(2, 8)


@dataclass(slots=True)
class Signed:
    """What the rows of an approval block say about signatories, and where that was doubtful."""

    signatories: list[Signatory] = field(default_factory=list)
    used: list[Row] = field(default_factory=list)
    tables: list[Row] = field(default_factory=list)
    reversed_at: Row | None = None
    noise: list[Row] = field(default_factory=list)


def is_signature_header(row: Row) -> bool:
    """Return whether a table row heads columns of names with offices or signatures."""
    heads = {cell.replace(" ", "") for cell in map(fold, row.cells)}
    others = _OFFICE_HEADS | _SIGNATURE_HEADS | _PRESENCE_HEADS
    return not heads.isdisjoint(_NAME_HEADS) and not heads.isdisjoint(others)


def find_signatories(rows: Sequence[Row]) -> Signed:
    """Return the signatories in the rows of an approval block, in the order printed."""
    found = Signed()
    for table in _tables(rows):
        if is_signature_header(table[0]):
            _read_columns(found, table)
        elif not _read_across(found, table):
            _read_rows(found, table)
    for row in rows:
        if not row.cells and (one := _from_line(row)):
            found.signatories.append(one)
            found.used.append(row)
    found.signatories = _with_presence(found.signatories)
    return found


def _with_presence(signatories: Sequence[Signatory]) -> list[Signatory]:
    """Return `signatories` where those without a mark were there, if absence is marked at all."""
    if all(one.present is not False for one in signatories):
        return list(signatories)
    return [replace(one, present=True) if one.present is None else one for one in signatories]


def _tables(rows: Sequence[Row]) -> Iterator[list[Row]]:
    table: list[Row] = []
    for row in rows:
        starts_anew = bool(table) and is_signature_header(row)
        if table and (not row.cells or starts_anew):
            yield table
            table = []
        if row.cells:
            table.append(row)
    if table:
        yield table


def _read_columns(found: Signed, table: Sequence[Row]) -> None:
    """Read a table with a header row; its columns may run in either direction."""
    header = [fold(cell).replace(" ", "") for cell in table[0].cells]
    name_at = _column(header, _NAME_HEADS)
    office_at = _column(header, _OFFICE_HEADS)
    presence_at = _column(header, _PRESENCE_HEADS | _SIGNATURE_HEADS)
    found.used.extend(table)
    found.tables.append(table[0])
    if _runs_backwards(header, table[1:]):
        found.reversed_at = table[0]
    for row in table[1:]:
        cells = row.cells
        aligned = len(cells) == len(header) and name_at is not None
        if not aligned or name_at is None or not _can_be_name(cells[name_at]):
            _read_rows(found, [row])
            continue
        office = cells[office_at] if office_at is not None else ""
        presence = " ".join(cells) if presence_at is None else f"{cells[presence_at]} {cells[-1]}"
        found.signatories.append(Signatory(cells[name_at], office, _presence(presence)))


def _column(header: Sequence[str], heads: frozenset[str]) -> int | None:
    return next((at for at, cell in enumerate(header) if cell in heads), None)


def _runs_backwards(header: Sequence[str], body: Iterable[Row]) -> bool:
    """Return whether the last column is what a right-to-left table begins with."""
    last = [row.cells[-1] for row in body if len(row.cells) == len(header)]
    if header[-1] in _NUMBER_HEADS or (last and all(cell.strip().isdigit() for cell in last)):
        return True
    name_at = _column(header, _NAME_HEADS)
    signature_at = _column(header, _SIGNATURE_HEADS)
    return name_at is not None and signature_at is not None and signature_at < name_at


def _read_across(found: Signed, table: Sequence[Row]) -> bool:
    """Read names side by side in one row, what belongs to each above or below it."""
    across = next((row for row in table if _all_names(row)), None)
    if across is None:
        return False
    others = [row for row in table if row is not across and len(row.cells) == len(across.cells)]
    said = [[fold(row.cells[at]) for row in others] for at in range(len(across.cells))]
    for at, name in enumerate(across.cells):
        if not name:
            continue
        office = next((row.cells[at] for row in others if _is_office(row.cells[at])), "")
        found.signatories.append(Signatory(name, office, _presence(" ".join(said[at]))))
    found.used.extend(table)
    found.tables.append(across)
    found.noise.extend(row for row in others if any(map(_is_noise, row.cells)))
    return True


def _all_names(row: Row) -> bool:
    filled = [cell for cell in row.cells if cell]
    return len(filled) > 1 and all(_is_name(cell) for cell in filled)


def _read_rows(found: Signed, rows: Iterable[Row]) -> None:
    """Read table rows without a header: a name and, beside it, an office."""
    for row in rows:
        found.used.append(row)
        name = next((cell for cell in row.cells if _is_name(cell)), "")
        if name:
            office = next((cell for cell in row.cells if cell != name and _is_office(cell)), "")
            found.signatories.append(Signatory(name, office, _presence(" ".join(row.cells))))


def _presence(text: str) -> bool | None:
    folded = fold(text)
    if _ABSENT.search(folded):
        return False
    return True if _PRESENT.search(folded) else None


def _is_office(text: str) -> bool:
    return bool(_OFFICE.fullmatch(fold(text).strip()))


def _is_name(text: str) -> bool:
    """Return whether `text` can be a person's name: a few words, none of them an office."""
    parts = words(text)
    if len(parts) not in _NAME_WORDS or any(any(c.isdigit() for c in part) for part in parts):
        return False
    if not arabic_letters(text) or any(len(part) == 1 for part in parts):
        return False
    if _presence(text) is not None or _OFFICE.match(fold(text).strip()):
        return False
    # Few words of a name are words of a policy; a sentence has little else.
    return sum(is_known(part) for part in parts) * 2 <= len(parts)


def _can_be_name(text: str) -> bool:
    """Return whether what stands in a column of names is none of the other columns' things."""
    return bool(arabic_letters(text)) and not _is_office(text) and len(words(text)) > 1


def _is_noise(cell: str) -> bool:
    """Return whether a cell beside the names holds neither an office, a presence nor a number."""
    text = cell.strip()
    if not text or _is_office(text) or _presence(text) is not None or _is_name(text):
        return False
    return not text.isdigit()


def _from_line(row: Row) -> Signatory | None:
    """Return the signatory that one line names together with an office, or None."""
    presence = _presence(row.body)
    text = _without_presence(_LEADER.sub(" ", row.body))
    folded, offsets = fold_with_offsets(text)
    labelled = _LABELLED.search(folded)
    if labelled:
        name = _cut(text, offsets, labelled.span("name"))
        office = _cut(text, offsets, labelled.span("office")) if labelled["office"] else ""
        return Signatory(name, office, presence) if _is_name(name) else None
    for match in _OFFICE.finditer(folded):
        if match.start() and folded[match.start() - 1].isalpha():
            continue
        before, after = folded[: match.start()].strip(" :،-–/"), folded[match.end() :]
        if before and after.strip(" :،-–/.()"):
            continue
        span = (0, match.start()) if before else (match.end(), len(folded))
        name = _cut(text, offsets, span)
        if _is_name(name):
            return Signatory(name, _cut(text, offsets, match.span()), presence)
    return None


def _without_presence(text: str) -> str:
    """Return `text` without what it says on being present, brackets around it included."""
    folded, offsets = fold_with_offsets(text)
    match = _ABSENT.search(folded) or _PRESENT.search(folded)
    if match is None:
        return text
    start, end = original_span(text, offsets, *match.span())
    return f"{text[:start].rstrip(' ([-–،')} {text[end:].lstrip(' )]')}".strip()


def _cut(text: str, offsets: Sequence[int], span: tuple[int, int]) -> str:
    start, end = original_span(text, offsets, *span)
    return text[start:end].strip(" :،-–/.()\t")
