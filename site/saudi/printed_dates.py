"""Days as Arabic documents print them: the words are kept, and read where they can be.

Everything is looked for in the folded text (`saudi.text.fold`), so digits of all three kinds,
Farsi letters and stray marks need no patterns of their own. What is ambiguous or impossible is
found but not read. Which order the three numbers of a day stand in follows from the year:

- year first, 1443/7/11: year, month, day;
- year last, 05/10/2024: day, month, year, as is usual in the country;
- year in the middle, 8/ 2023/2: day, year, month. The page shows 2023/2/8, and taking the text
  out of it moved the day to the front, as it stood apart in a right-to-left line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from saudi.dates import HijriDay, from_hijri
from saudi.month_names import GREGORIAN_NAMES, HIJRI_NAMES, WEEKDAY_NAMES, number_of, pattern
from saudi.text import fold_with_offsets, original_span

T = TypeVar("T")
Calendar = Literal["hijri", "gregorian"]
Contradiction = Literal["hijri_gregorian", "hijri_weekday", "gregorian_weekday"]

_LETTER = r"[^\W\d_]"
_MARK = (
    r"(?:[ \t]*(?:(?P<hijri>هجريه|هجري|ه|ah)|(?P<gregorian>ميلاديه|ميلادي|م|ad|ce))"
    rf"(?!{_LETTER}))?"
)
_NOT_INSIDE_A_NUMBER = r"(?<!\d)(?<!\d[/\\.-])"
_NUMBERS = re.compile(
    _NOT_INSIDE_A_NUMBER
    + r"(?P<a>\d{1,4})[ \t]{0,2}(?P<separator>[/.-])[ \t]{0,2}(?P<b>\d{1,4})"
    + r"[ \t]{0,2}(?P=separator)[ \t]{0,2}(?P<c>\d{1,4})(?![/\\.-]?\d)"
    + _MARK
)
_WORDS = re.compile(
    _NOT_INSIDE_A_NUMBER
    + r"(?P<day>\d{1,2})\s*[/.-]?\s*(?:من\s+)?(?:شهر\s+)?"
    + rf"(?P<month>{pattern(HIJRI_NAMES | GREGORIAN_NAMES)})"
    + r"\s*[/.,،-]?\s*(?:(?:من|ل?عام|سنه)\s+){0,2}(?P<year>\d{2,4})(?!\d)"
    + _MARK
)
_WEEKDAY_NAME = rf"(?P<name>{pattern(WEEKDAY_NAMES)})(?:(?!{_LETTER})|(?=الموافق|بتاريخ))"
# After «يوم», which may be glued to it, the name can do without the article. Elsewhere it
# cannot: أحد also means "someone".
_WEEKDAY_AFTER_DAY = re.compile(rf"يوم\s*(?P<printed>(?:ال)?{_WEEKDAY_NAME})")
_WEEKDAY = re.compile(rf"(?<!{_LETTER})[وفبك]?(?P<printed>(?:ال|لل|(?=[a-z])){_WEEKDAY_NAME})")
# The tatweel of «هـ» is often all that parts the mark from the next word, and folding drops it.
# A space in its place keeps every offset.
_MARK_TATWEEL = re.compile(r"(?<=\d)([ \t]*[هھہ])ـ")

_HIJRI_YEARS = range(1300, 1501)
_GREGORIAN_YEARS = range(1900, 2101)


@dataclass(frozen=True, slots=True)
class Printed(Generic[T]):
    """A day in a document: its words, what they were read as (None: not readable), its place.

    `printed` is `text[span[0]:span[1]]` of the text searched, character for character.
    """

    printed: str
    read: T | None
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Candidate:
    calendar: Calendar
    parts: tuple[int, int, int] | None
    printed: str
    span: tuple[int, int]


def _marked(match: re.Match[str]) -> Calendar | None:
    if match["hijri"]:
        return "hijri"
    return "gregorian" if match["gregorian"] else None


def _from_numbers(match: re.Match[str]) -> tuple[Calendar | None, tuple[int, int, int] | None]:
    a, b, c = match["a"], match["b"], match["c"]
    calendar = _marked(match)
    match [len(a), len(b), len(c)]:
        case [4, 1 | 2, 1 | 2]:
            year, month, day = a, b, c
        case [1 | 2, 1 | 2, 4]:
            day, month, year = a, b, c
        case [1 | 2, 4, 1 | 2]:
            day, year, month = a, b, c
        case _:
            return calendar, None
    if calendar is None and int(year) in _HIJRI_YEARS:
        calendar = "hijri"
    elif calendar is None and int(year) in _GREGORIAN_YEARS:
        calendar = "gregorian"
    return calendar, (int(year), int(month), int(day))


def _from_words(match: re.Match[str]) -> tuple[Calendar | None, tuple[int, int, int] | None]:
    calendar: Calendar = "hijri"
    month = number_of(match["month"], HIJRI_NAMES)
    if month is None:
        calendar = "gregorian"
        month = number_of(match["month"], GREGORIAN_NAMES)
    if month is None or _marked(match) not in {None, calendar}:
        return calendar, None
    return calendar, (int(match["year"]), month, int(match["day"]))


def _candidates(text: str) -> Iterator[_Candidate]:
    """Yield what looks like a day of either calendar, in the order of the text."""
    folded, offsets = fold_with_offsets(_MARK_TATWEEL.sub(r"\1 ", text))
    found = [(match, _from_numbers(match)) for match in _NUMBERS.finditer(folded)]
    found += [(match, _from_words(match)) for match in _WORDS.finditer(folded)]
    for match, (calendar, parts) in sorted(found, key=lambda pair: pair[0].start()):
        if calendar is not None:
            start, end = original_span(text, offsets, match.start(), match.end())
            yield _Candidate(calendar, parts, text[start:end], (start, end))


def _hijri_days(text: str) -> Iterator[Printed[HijriDay]]:
    for candidate in _candidates(text):
        if candidate.calendar == "hijri":
            read = None
            if candidate.parts is not None:
                read = _checked_hijri(*candidate.parts)
            yield Printed(candidate.printed, read, candidate.span)


def _checked_hijri(year: int, month: int, day: int) -> HijriDay | None:
    try:
        from_hijri(year, month, day)
    except ValueError:
        return None
    return HijriDay(year, month, day)


def _gregorian_days(text: str) -> Iterator[Printed[date]]:
    for candidate in _candidates(text):
        if candidate.calendar == "gregorian":
            read = None
            if candidate.parts is not None:
                read = _checked_gregorian(*candidate.parts)
            yield Printed(candidate.printed, read, candidate.span)


def _checked_gregorian(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _GREGORIAN_YEARS else None
    except ValueError:
        return None


def _weekdays(text: str) -> Iterator[Printed[int]]:
    folded, offsets = fold_with_offsets(text)
    for expression in (_WEEKDAY_AFTER_DAY, _WEEKDAY):
        for match in expression.finditer(folded):
            start, end = original_span(text, offsets, *match.span("printed"))
            yield Printed(text[start:end], number_of(match["name"], WEEKDAY_NAMES), (start, end))


def _best(found: Iterable[Printed[T]]) -> Printed[T] | None:
    """Return the first that was read, or else the first."""
    listed = list(found)
    return next((one for one in listed if one.read is not None), listed[0] if listed else None)


def find_hijri(text: str) -> Printed[HijriDay] | None:
    """Return the first readable Hijri day in `text`, else the first unreadable one, else None."""
    return _best(_hijri_days(text))


def find_gregorian(text: str) -> Printed[date] | None:
    """Return the first readable Gregorian day in `text`, else the first unreadable, else None."""
    return _best(_gregorian_days(text))


def find_weekday(text: str) -> Printed[int] | None:
    """Return the weekday named in `text`, read as `date.weekday()` has it (Monday is 0), or None.

    A name after «يوم» is preferred; among equals the first counts.
    """
    return _best(_weekdays(text))


def read_weekday(text: str) -> Printed[int]:
    """Return all of `text` as one printed weekday, whatever words stand around the name.

    Read is a number of `date.weekday()`, None unless all the names found in it say the same day.
    """
    values = {one.read for one in _weekdays(text)}
    printed = text.strip()
    start = text.index(printed)
    read = values.pop() if len(values) == 1 else None
    return Printed(printed, read, (start, start + len(printed)))


def contradictions(
    hijri: HijriDay | None, gregorian: date | None, weekday: int | None
) -> list[Contradiction]:
    """Return which of the three do not belong to one day; what is None contradicts nothing.

    A Hijri day may be one day off: Umm al-Qura is calculated, months announced by sighting the
    moon can begin a day apart from it, and the Hijri day begins at sunset. A Gregorian day and
    its weekday must agree exactly. `weekday` is a number of `date.weekday()`. ValueError for
    a Hijri day that does not exist.
    """
    found: list[Contradiction] = []
    day = hijri.to_gregorian() if hijri else None
    if day and gregorian and abs((day - gregorian).days) > 1:
        found.append("hijri_gregorian")
    if day and weekday is not None and (day.weekday() - weekday) % 7 not in {0, 1, 6}:
        found.append("hijri_weekday")
    if gregorian and weekday is not None and gregorian.weekday() != weekday:
        found.append("gregorian_weekday")
    return found
