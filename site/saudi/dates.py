"""The two calendars: Gregorian days and Umm al-Qura days, converted and written out.

Days are stored Gregorian. Hijri days follow the Umm al-Qura tables (library `hijridate`), which
cover 1343-1500 AH, that is 1 August 1924 to 16 November 2077.
"""

import re
from dataclasses import dataclass
from datetime import date

from hijridate import Gregorian, Hijri

from saudi.text import DigitStyle, show_digits

GREGORIAN_MONTHS = {
    "ar": (
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ),
}

HIJRI_MONTHS = {
    "ar": (
        "محرم",
        "صفر",
        "ربيع الأول",
        "ربيع الآخر",
        "جمادى الأولى",
        "جمادى الآخرة",
        "رجب",
        "شعبان",
        "رمضان",
        "شوال",
        "ذو القعدة",
        "ذو الحجة",
    ),
    "en": (
        "Muharram",
        "Safar",
        "Rabi al-Awwal",
        "Rabi al-Akhir",
        "Jumada al-Ula",
        "Jumada al-Akhirah",
        "Rajab",
        "Shaban",
        "Ramadan",
        "Shawwal",
        "Dhu al-Qadah",
        "Dhu al-Hijjah",
    ),
}

# In the order of `date.weekday()`: Monday is 0.
WEEKDAYS = {
    "ar": ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, order=True, slots=True)
class HijriDay:
    """A day of the Umm al-Qura calendar (تقويم أم القرى); its parts are not checked here."""

    year: int
    month: int
    day: int

    def isoformat(self) -> str:
        """Return the day as "YYYY-MM-DD" in Hijri years and months."""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def to_gregorian(self) -> date:
        """Return the Gregorian day; ValueError where `from_hijri` raises it."""
        return from_hijri(self.year, self.month, self.day)

    @classmethod
    def fromisoformat(cls, text: str) -> "HijriDay":
        """Return the day that `isoformat` wrote; ValueError for anything else or no such day."""
        match = _ISO.fullmatch(text)
        if match is None:
            raise ValueError(f"not a Hijri day: {text!r}")
        year, month, day = map(int, match.groups())
        from_hijri(year, month, day)
        return cls(year, month, day)


def to_hijri(day: date) -> HijriDay | None:
    """Return the Umm al-Qura day that `day` is, or None outside 1343-1500 AH."""
    try:
        hijri = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return None
    return HijriDay(hijri.year, hijri.month, hijri.day)


def from_hijri(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of an Umm al-Qura day.

    ValueError when there is no such day: outside 1343-1500 AH, or a thirtieth in a month that
    the tables give 29 days.
    """
    try:
        gregorian = Hijri(year, month, day).to_gregorian()
    except OverflowError as error:
        raise ValueError(str(error)) from error
    return date(gregorian.year, gregorian.month, gregorian.day)


def _is_english(language: str) -> bool:
    return language.lower().startswith("en")


def gregorian_text(day: date, language: str, digits: DigitStyle = "latn") -> str:
    """Return "5 أكتوبر 2024م", or "5 October 2024" where `language` is English.

    `digits` is the association's style for Arabic text; English text always has 0-9.
    """
    if _is_english(language):
        return f"{day.day} {GREGORIAN_MONTHS['en'][day.month - 1]} {day.year}"
    text = f"{day.day} {GREGORIAN_MONTHS['ar'][day.month - 1]} {day.year}م"
    return show_digits(text, digits)


def hijri_text(day: date | HijriDay, language: str, digits: DigitStyle = "latn") -> str:
    """Return "12 رجب 1445هـ", or "12 Rajab 1445 AH" where `language` is English.

    `day` is a Gregorian day to convert or a Hijri day as it is. A Gregorian day that the
    Umm al-Qura tables do not cover gives "". `digits` as in `gregorian_text`.
    """
    hijri = day if isinstance(day, HijriDay) else to_hijri(day)
    if hijri is None:
        return ""
    if _is_english(language):
        return f"{hijri.day} {HIJRI_MONTHS['en'][hijri.month - 1]} {hijri.year} AH"
    text = f"{hijri.day} {HIJRI_MONTHS['ar'][hijri.month - 1]} {hijri.year}هـ"
    return show_digits(text, digits)


def weekday_name(day: date | int, language: str) -> str:
    """Return the name of a day's weekday, or of a number of `date.weekday()` (Monday is 0)."""
    number = day if isinstance(day, int) else day.weekday()
    return WEEKDAYS["en" if _is_english(language) else "ar"][number]
