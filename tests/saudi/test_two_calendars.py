from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saudi.dates import (
    HijriDay,
    from_hijri,
    gregorian_text,
    hijri_text,
    to_hijri,
    weekday_name,
)

FIRST, LAST = date(1924, 8, 1), date(2077, 11, 16)


def test_known_days_convert_both_ways() -> None:
    assert to_hijri(date(2022, 2, 12)) == HijriDay(1443, 7, 11)
    assert from_hijri(1444, 7, 17) == date(2023, 2, 8)


@given(st.dates(FIRST, LAST))
def test_a_day_survives_the_way_there_and_back(day: date) -> None:
    hijri = to_hijri(day)
    assert hijri is not None
    assert hijri.to_gregorian() == day
    assert HijriDay.fromisoformat(hijri.isoformat()) == hijri


def test_outside_the_tables_there_is_no_hijri_day() -> None:
    assert to_hijri(FIRST - timedelta(days=1)) is None
    assert to_hijri(LAST + timedelta(days=1)) is None
    assert hijri_text(date(1900, 1, 1), "ar") == ""


@pytest.mark.parametrize(
    "parts", [(1342, 1, 1), (1501, 1, 1), (1443, 13, 1), (1443, 2, 30), (1443, 1, 0)]
)
def test_a_day_that_does_not_exist_is_refused(parts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="must be in"):
        from_hijri(*parts)


@pytest.mark.parametrize("text", ["1443-7-11", "1443-07-31", "2023-02-08", "", "١٤٤٣-٠٧-١١"])
def test_only_its_own_iso_form_is_taken_back(text: str) -> None:
    with pytest.raises(ValueError, match=r"must be in|not a Hijri day"):
        HijriDay.fromisoformat(text)


def test_hijri_days_are_ordered_by_time() -> None:
    assert HijriDay(1443, 12, 29) < HijriDay(1444, 1, 1)


def test_days_are_written_in_either_language() -> None:
    day = date(2024, 10, 5)
    assert gregorian_text(day, "ar") == "5 أكتوبر 2024م"
    assert gregorian_text(day, "en") == "5 October 2024"
    assert hijri_text(day, "ar") == "2 ربيع الآخر 1446هـ"
    assert hijri_text(day, "en-gb") == "2 Rabi al-Akhir 1446 AH"
    assert hijri_text(HijriDay(1443, 7, 11), "ar") == "11 رجب 1443هـ"


def test_arabic_digits_are_for_arabic_text_only() -> None:
    day = date(2024, 10, 5)
    assert gregorian_text(day, "ar", "arab") == "٥ أكتوبر ٢٠٢٤م"
    assert hijri_text(day, "ar", digits="arab") == "٢ ربيع الآخر ١٤٤٦هـ"
    assert gregorian_text(day, "en", "arab") == "5 October 2024"
    assert hijri_text(day, "en", "arab") == "2 Rabi al-Akhir 1446 AH"


def test_weekdays_are_named_from_a_day_or_its_number() -> None:
    assert weekday_name(date(2023, 2, 8), "ar") == "الأربعاء"
    assert weekday_name(date(2024, 10, 5), "en") == "Saturday"
    assert weekday_name(6, "ar") == "الأحد"
