"""Saudi working days: Sunday to Thursday, less the days on which an association is closed.

Closures are whatever answers `day in closures`: each association keeps its own, seeded with
`official_holidays`, since Eid days are only announced shortly before.
"""

from collections.abc import Container
from datetime import date, timedelta
from functools import lru_cache

import holidays

_WEEKEND = frozenset({4, 5})  # Friday and Saturday, as `date.weekday()` numbers them
_ONE_DAY = timedelta(days=1)
_LONGEST_CLOSURE = 366


@lru_cache(maxsize=32)
def _predicted(year: int, language: str) -> tuple[tuple[date, str], ...]:
    found = holidays.country_holidays("SA", years=year, language=language)
    return tuple(sorted((day, str(name)) for day, name in found.items()))


def official_holidays(year: int, language: str = "ar") -> dict[date, str]:
    """Return the official holidays of a Gregorian year with their names, in order of the days.

    Days given in lieu of a weekend are included. Eid days of years to come are predictions of
    the library `holidays` and may be off by a day or two: they are a start for editing.
    `language` is "ar" or "en".
    """
    return dict(_predicted(year, "en_US" if language.lower().startswith("en") else "ar"))


def is_working_day(day: date, closures: Container[date]) -> bool:
    """Return whether `day` is from Sunday to Thursday and not in `closures`."""
    return day.weekday() not in _WEEKEND and day not in closures


def add_working_days(start: date, days: int, closures: Container[date]) -> date:
    """Return the day that comes `days` working days after `start`, or before it if negative.

    `start` itself is not counted, whether or not it is a working day; 0 gives `start`. Any
    other number ends on a working day. ValueError when a year passes without a working day.
    """
    step = _ONE_DAY if days > 0 else -_ONE_DAY
    day = start
    for _ in range(abs(days)):
        day = _next_working_day(day, step, closures)
    return day


def _next_working_day(day: date, step: timedelta, closures: Container[date]) -> date:
    for _ in range(_LONGEST_CLOSURE):
        day += step
        if is_working_day(day, closures):
            return day
    raise ValueError(f"no working day within {_LONGEST_CLOSURE} days of {day - step}")


def working_days_between(start: date, end: date, closures: Container[date]) -> int:
    """Return how many working days `end` lies after `start`; negative if it lies before.

    `start` is not counted and `end` is, so this undoes `add_working_days`.
    """
    step = _ONE_DAY if end >= start else -_ONE_DAY
    count, day = 0, start
    while day != end:
        day += step
        count += is_working_day(day, closures)
    return count if end >= start else -count
