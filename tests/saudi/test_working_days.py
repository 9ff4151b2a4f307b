from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saudi.working_days import (
    add_working_days,
    is_working_day,
    official_holidays,
    working_days_between,
)

THURSDAY = date(2024, 10, 3)
SUNDAY = date(2024, 10, 6)
DAYS = st.dates(date(2000, 1, 1), date(2050, 12, 31))


class EveryDay:
    def __contains__(self, day: object) -> bool:
        return True


@st.composite
def days_and_closures(draw: st.DrawFn) -> tuple[date, frozenset[date]]:
    start = draw(DAYS)
    offsets = draw(st.sets(st.integers(-60, 60), max_size=40))
    return start, frozenset(start + timedelta(days=offset) for offset in offsets)


def test_the_week_is_from_sunday_to_thursday() -> None:
    week = [is_working_day(SUNDAY + timedelta(days=day), ()) for day in range(7)]
    assert week == [True] * 5 + [False] * 2


def test_a_closure_is_no_working_day() -> None:
    assert not is_working_day(SUNDAY, {SUNDAY})
    assert is_working_day(SUNDAY, {THURSDAY})


def test_counting_skips_the_weekend_and_closures() -> None:
    assert add_working_days(THURSDAY, 1, ()) == SUNDAY
    assert add_working_days(THURSDAY, 1, {SUNDAY}) == date(2024, 10, 7)
    assert add_working_days(THURSDAY, 10, ()) == date(2024, 10, 17)
    assert add_working_days(SUNDAY, -1, ()) == THURSDAY
    assert working_days_between(THURSDAY, date(2024, 10, 17), ()) == 10


def test_the_start_is_not_counted_even_on_a_day_off() -> None:
    friday = date(2024, 10, 4)
    assert add_working_days(friday, 0, ()) == friday
    assert add_working_days(friday, 1, ()) == SUNDAY
    assert working_days_between(THURSDAY, THURSDAY, ()) == 0
    assert working_days_between(THURSDAY, friday, ()) == 0


@given(days_and_closures(), st.integers(-60, 60))
def test_counting_back_undoes_counting_on(
    given_days: tuple[date, frozenset[date]], days: int
) -> None:
    start, closures = given_days
    end = add_working_days(start, days, closures)
    assert working_days_between(start, end, closures) == days
    assert days == 0 or is_working_day(end, closures)


@given(DAYS, st.integers(0, 90), st.integers(0, 90))
def test_counts_of_neighbouring_spans_add_up(start: date, first: int, second: int) -> None:
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)
    closures = official_holidays(start.year)
    assert working_days_between(start, end, closures) == working_days_between(
        start, middle, closures
    ) + working_days_between(middle, end, closures)


def test_an_association_that_never_opens_is_an_error() -> None:
    with pytest.raises(ValueError, match="no working day"):
        add_working_days(SUNDAY, 1, EveryDay())


def test_the_calendar_is_seeded_with_the_holidays_of_the_year() -> None:
    found = official_holidays(2024)
    assert found[date(2024, 9, 23)] == "اليوم الوطني"
    assert found[date(2024, 2, 22)] == "يوم التأسيس"
    assert list(found) == sorted(found)
    assert {day.year for day in found} == {2024}
    assert official_holidays(2024, "en")[date(2024, 9, 23)] == "National Day Holiday"


def test_a_holiday_on_a_saturday_is_made_up_for() -> None:
    assert date(2023, 9, 24) in official_holidays(2023)


def test_editing_the_seed_does_not_change_it_for_others() -> None:
    official_holidays(2024).clear()
    assert official_holidays(2024)
