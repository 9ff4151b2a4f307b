"""Names of months and weekdays in the spellings that documents use, folded for reading."""

import re
from collections.abc import Iterable, Mapping

from saudi.dates import GREGORIAN_MONTHS, HIJRI_MONTHS, WEEKDAYS
from saudi.text import fold

# Beside the names that `saudi.dates` writes: other transcriptions, then the Levantine months.
_GREGORIAN_VARIANTS = {
    "إبريل": 4,
    "نيسان": 4,
    "يونية": 6,
    "حزيران": 6,
    "يولية": 7,
    "تموز": 7,
    "آب": 8,
    "أيلول": 9,
    "تشرين الأول": 10,
    "تشرين الثاني": 11,
    "كانون الأول": 12,
    "كانون الثاني": 1,
    "شباط": 2,
    "آذار": 3,
    "أيار": 5,
}

_HIJRI_VARIANTS = {
    "المحرم": 1,
    "محرم الحرام": 1,
    "صفر الخير": 2,
    "ربيع أول": 3,
    "ربيع ثاني": 4,
    "ربيع ثان": 4,
    "ربيع الثاني": 4,
    "ربيع آخر": 4,
    "جمادى الأول": 5,
    "جمادى أول": 5,
    "جماد الأول": 5,
    "جماد أول": 5,
    "جماد الأولى": 5,
    "جمادى الآخر": 6,
    "جمادى الثاني": 6,
    "جمادى الثانية": 6,
    "جماد الثاني": 6,
    "جماد ثاني": 6,
    "جماد الآخر": 6,
    "جماد الآخرة": 6,
    "رجب الفرد": 7,
    "شعبان المعظم": 8,
    "رمضان المبارك": 9,
    "ذي القعدة": 11,
    "القعدة": 11,
    "ذي الحجة": 12,
    "الحجة": 12,
}

# In the order of `date.weekday()`, as in `WEEKDAYS`; the article is the reader's concern.
_WEEKDAY_VARIANTS = {"الثلاثا": 1, "الثلثاء": 1, "الأربعا": 2}


def _folded(
    listed: Mapping[str, Iterable[str]], variants: Mapping[str, int], first: int
) -> dict[str, int]:
    names = {fold(name): number for name, number in variants.items()}
    for language_names in listed.values():
        names |= {fold(name): number for number, name in enumerate(language_names, first)}
    return names


GREGORIAN_NAMES = _folded(GREGORIAN_MONTHS, _GREGORIAN_VARIANTS, 1)
HIJRI_NAMES = _folded(HIJRI_MONTHS, _HIJRI_VARIANTS, 1)
WEEKDAY_NAMES = {
    name.removeprefix("ال"): number
    for name, number in _folded(WEEKDAYS, _WEEKDAY_VARIANTS, 0).items()
}


def pattern(names: Iterable[str]) -> str:
    """Return a regular expression for any of `names`, longest first, however they are spaced."""
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(r"\s*".join(map(re.escape, name.split())) for name in longest_first)


def number_of(name: str, names: Mapping[str, int]) -> int | None:
    """Return the number of a folded `name` that `pattern` found, or None if it is not there."""
    wanted = "".join(name.split())
    return next(
        (number for known, number in names.items() if "".join(known.split()) == wanted), None
    )
