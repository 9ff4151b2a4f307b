"""The approval block: who approved in which meeting, on which day, from when it is in force."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from policies.importing.result import Approval, Warning
from policies.importing.rows import Row
from policies.importing.signatories import Signed, find_signatories
from policies.importing.vocabulary import announced, is_approval_statement
from policies.importing.words import bag, excerpt, has_any, words
from saudi.printed_dates import contradictions, find_gregorian, find_hijri, find_weekday
from saudi.text import fold_with_offsets, original_span

_SECTION = "approval"
_MEETING = re.compile(
    r"(?<![^\W\d_])[بل]?(?:ال)?(?P<meeting>(?:اجتماع|جلس[هت]|محضر)[^\W\d_]*"
    r".{0,90}?)(?=\s*(?:ب?تاريخ|الموافق|المنعقد|يوم(?![^\W\d_])|و?ذلك|[،,؛](?=\s|$)"
    r"|(?<!\.)\.(?=\s|$)|\n|$))"
)
_SESSION = re.compile(r"(?:جلس[هت]|اجتماع|محضر|رقم)[^\W\d_]*\s*[:(]?\s*(?P<said>[^\s)]*\d[^\s)]*)")
_CLEAN_SESSION = re.compile(r"\d{1,4}(?:[/-]\d{2,4}(?:ه|م)?)?")
_BLANK_SESSION = re.compile(r"رقم\s*(?:\(\s*\)|[._…]{2,})")
_EFFECT = re.compile(
    r"ساري|تسري|يسري|سريان|نافذ|نفاذ|(?:ي|ت|ال)عمل\s+ب|معمول\s+ب|اعتبارا\s+من|المفعول"
)
_FROM_ITS_DATE = re.compile(
    r"تاريخ(?:ه|ها)\b|(?:تاريخ|يوم)\s+(?:ال)?(?:اعتماد|اقرار|صدور|موافقه|مصادقه|توقيع)"
)
_DATE_WORDS = re.compile(r"ب?تاريخ|الموافق|/\s*/")
_OURS = bag(
    """مجلس جلسه جلسته اجتماع اجتماعه تاريخ تاريخه بتاريخ اعتماد اعتمد اعتمدت توقيع توقيعات
        الموافق ساريه تسري نافذه رييس محضر"""
)
_LONGEST = 40


@dataclass(slots=True)
class ReadApproval:
    """The approval, the rows that turned out not to belong to it, and what is doubtful."""

    approval: Approval
    rest: list[Row] = field(default_factory=list)
    warnings: list[Warning] = field(default_factory=list)


def read_approval(rows: Sequence[Row]) -> ReadApproval:
    """Read the rows of an approval block; without rows everything in it is empty."""
    signed = find_signatories(rows)
    prose, rest = _prose(rows, signed)
    text = "".join(row.body + ("\n" if row.ends else " ") for row in prose).strip()
    own_text, effect_text = _parted_at_effect(text)
    hijri = find_hijri(own_text) or find_hijri(text)
    gregorian = find_gregorian(own_text) or find_gregorian(text)
    kept = {row.number for row in [*prose, *signed.used]}
    approval = Approval(
        lines=tuple(row.line for row in rows if row.number in kept),
        hijri=hijri,
        gregorian=gregorian,
        weekday=find_weekday(own_text) or find_weekday(text),
        meeting=_meeting(text),
        signatories=tuple(signed.signatories),
    )
    approval = _with_effect(approval, effect_text)
    read = ReadApproval(approval, rest)
    read.warnings.extend(_doubts(approval, prose, text))
    read.warnings.extend(_table_doubts(signed))
    return read


def _prose(rows: Sequence[Row], signed: Signed) -> tuple[list[Row], list[Row]]:
    """Return the rows that tell of the approval, and those that don't belong here."""
    used = {row.number for row in signed.used}
    told: list[Row] = []
    rest: list[Row] = []
    previous: Row | None = None
    for row in rows:
        if row.number in used:
            previous = None
        elif _tells(row) or (previous is not None and not previous.ends):
            told.append(row)
            previous = row
        else:
            rest.append(row)
            previous = None
    return told, rest


def _tells(row: Row) -> bool:
    if len(row.words) > _LONGEST:
        return False
    heading = announced(row.words)
    if heading and heading.kinds[0] == _SECTION and heading.whole:
        return True
    if is_approval_statement(row.words) or find_hijri(row.body) or find_gregorian(row.body):
        return True
    return any(has_any(word, _OURS) for word in row.words)


def _parted_at_effect(text: str) -> tuple[str, str]:
    """Return the text before what it says on taking effect, and from there on."""
    folded, offsets = fold_with_offsets(text)
    match = _EFFECT.search(folded)
    if match is None:
        return text, ""
    at = original_span(text, offsets, match.start(), match.end())[0]
    return text[:at], text[at:]


def _with_effect(approval: Approval, effect_text: str) -> Approval:
    if not effect_text:
        return approval
    folded, _ = fold_with_offsets(effect_text)
    if _FROM_ITS_DATE.search(folded):
        effective = _day(approval)
    else:
        effective = _day(
            Approval(hijri=find_hijri(effect_text), gregorian=find_gregorian(effect_text))
        )
    return replace(approval, effective_from=effective)


def _day(approval: Approval) -> date | None:
    if approval.gregorian and approval.gregorian.read:
        return approval.gregorian.read
    if approval.hijri and approval.hijri.read:
        return approval.hijri.read.to_gregorian()
    return None


def _meeting(text: str) -> str:
    """Which meeting it was; the bare word for one, as in "in its meeting", names none."""
    folded, offsets = fold_with_offsets(text)
    match = _MEETING.search(folded)
    if match is None:
        return ""
    start, end = original_span(text, offsets, *match.span("meeting"))
    named = " ".join(text[start:end].split()).strip(" (:-")
    return named if " " in named else ""


def _doubts(approval: Approval, prose: Sequence[Row], text: str) -> list[Warning]:
    if not prose:
        return []
    found: list[Warning] = []
    hijri, gregorian, weekday = approval.hijri, approval.gregorian, approval.weekday
    printed = [one for one in (hijri, gregorian) if one]
    for one in printed:
        if one.read is None:
            found.append(_warning("unreadable-date", prose, one.printed))
    conflict = contradictions(
        hijri.read if hijri else None,
        gregorian.read if gregorian else None,
        weekday.read if weekday else None,
    )
    if conflict:
        words_of_it = [one.printed for one in (hijri, gregorian, weekday) if one]
        found.append(_warning("date-conflict", prose, " – ".join(words_of_it)))
    unread = [row for row in prose if _DATE_WORDS.search(fold_with_offsets(row.body)[0])]
    if not printed and any("/" in row.body for row in unread):
        found.append(_warning("unreadable-date", unread, excerpt(unread[0].body)))
    elif not printed:
        found.append(_warning("no-approval-date", prose, excerpt(prose[0].body)))
    session = _unreadable_session(text)
    if session:
        found.append(_warning("unreadable-session", prose, session))
    return found


def _unreadable_session(text: str) -> str:
    """Return the number of the session as printed where it is none, "" where it is fine."""
    folded, offsets = fold_with_offsets(text)
    meeting = _MEETING.search(folded)
    if meeting is None:
        return ""
    start, end = meeting.span("meeting")
    blank = _BLANK_SESSION.search(folded, start, end)
    if blank:
        first, last = original_span(text, offsets, *blank.span())
        return text[first:last]
    for match in _SESSION.finditer(folded, start, end):
        first, last = original_span(text, offsets, *match.span("said"))
        said = match["said"].rstrip(".,،")
        if not _CLEAN_SESSION.fullmatch(said) and not find_hijri(said):
            return text[first:last]
    return ""


def _warning(code: str, rows: Sequence[Row], text: str) -> Warning:
    """Return a warning at the row that holds the first words of `text`."""
    first = words(text)[:1]
    at = next((row for row in rows if first and first[0] in row.words), rows[0])
    return Warning(code, at.number, _SECTION, text)


def _table_doubts(signed: Signed) -> list[Warning]:
    found = [
        Warning("signature-table", row.number, _SECTION, excerpt(row.line.text))
        for row in signed.tables
    ]
    if signed.reversed_at:
        row = signed.reversed_at
        found.append(Warning("columns-reversed", row.number, _SECTION, excerpt(row.line.text)))
    found += [
        Warning("signature-noise", row.number, _SECTION, excerpt(row.line.text))
        for row in signed.noise
    ]
    return found
