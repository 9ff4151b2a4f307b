import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saudi.dates import HijriDay, gregorian_text, hijri_text, to_hijri, weekday_name
from saudi.month_names import pattern
from saudi.printed_dates import (
    contradictions,
    find_gregorian,
    find_hijri,
    find_weekday,
    read_weekday,
)

DOCUMENTS = Path(__file__).parents[2].parent / "shared" / "policy-documents"


def hijri_in(text: str) -> HijriDay | None:
    found = find_hijri(text)
    return found.read if found else None


def gregorian_in(text: str) -> date | None:
    found = find_gregorian(text)
    return found.read if found else None


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("1443/7/11هـ", (1443, 7, 11)),
        ("١٤٤٣/٧/١١هـ", (1443, 7, 11)),
        ("۱۴۴۳/۷/۱۱ھ", (1443, 7, 11)),
        ("1443-07-11", (1443, 7, 11)),
        ("11/ 7/ 1443 هـ", (1443, 7, 11)),
        ("\u200f1443\u200f/\u200f7\u200f/\u200f11 هـ", (1443, 7, 11)),
        ("12 رجب 1445هـ", (1445, 7, 12)),
        ("الموافق 12 رجب 1445هـ", (1445, 7, 12)),
        ("12 من شهر ربيع الثانى لعام 1445", (1445, 4, 12)),
        ("1 جمادى الاخره ١٤٤٥ هجرية", (1445, 6, 1)),
        ("10ذوالحجة1445هـ", (1445, 12, 10)),
        ("10 ذي القعده 1445", (1445, 11, 10)),
        ("12 Rajab 1445 AH", (1445, 7, 12)),
    ],
)
def test_a_printed_hijri_day_is_read(printed: str, read: tuple[int, int, int]) -> None:
    assert hijri_in(printed) == HijriDay(*read)
    assert gregorian_in(printed) is None


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("8/ 2023/2م", date(2023, 2, 8)),
        ("8/2/2023م", date(2023, 2, 8)),
        ("2023/2/8", date(2023, 2, 8)),
        ("05/10/2024 م", date(2024, 10, 5)),
        ("٠٥/١٠/٢٠٢٤", date(2024, 10, 5)),
        ("5.10.2024", date(2024, 10, 5)),
        ("5 أكتوبر 2024م", date(2024, 10, 5)),
        ("5 اکتوبر ۲۰۲۴", date(2024, 10, 5)),
        ("5 تشرين الأول 2024", date(2024, 10, 5)),
        ("5 كانون الثاني 2024", date(2024, 1, 5)),
        ("5 حزيران 2024", date(2024, 6, 5)),
        ("5 يونيه، 2024 ميلادي", date(2024, 6, 5)),
        ("5 October 2024", date(2024, 10, 5)),
    ],
)
def test_a_printed_gregorian_day_is_read(printed: str, read: date) -> None:
    assert gregorian_in(printed) == read
    assert hijri_in(printed) is None


@pytest.mark.parametrize(
    "printed",
    ["1443/2/30هـ", "143/7/11هـ", "1443/13/1هـ", "2023/7/11هـ", "12 رجب 1445م", "1600/1/1هـ"],
)
def test_a_hijri_day_that_cannot_be_is_found_but_not_read(printed: str) -> None:
    found = find_hijri(f"في {printed} كان")
    assert found is not None
    assert found.printed == printed
    assert found.read is None


@pytest.mark.parametrize(
    "printed",
    ["31/2/2023", "05/13/2024", "5/10/24م", "1443/7/11م", "5 أكتوبر 2024هـ", "2024/2023/5م"],
)
def test_a_gregorian_day_that_cannot_be_is_found_but_not_read(printed: str) -> None:
    found = find_gregorian(f"في {printed} كان")
    assert found is not None
    assert found.printed == printed
    assert found.read is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "5/10/24",
        "1/2/3/2024",
        "5/10/2024/7",
        "0500-123-4567",
        "14\\143/7/11",
        "المادة 12",
    ],
)
def test_what_is_no_day_is_not_found(text: str) -> None:
    assert find_hijri(text) is None
    assert find_gregorian(text) is None


def test_of_several_days_the_first_is_read() -> None:
    assert gregorian_in("من 1/1/2024 إلى 5/10/2024") == date(2024, 1, 1)


def test_days_are_found_inside_a_sentence_with_the_words_of_the_source() -> None:
    text = "اجتمعوا 14\\143/7/11بتاريخ 1443/7/11هـالموافق يوم الاربعاء 8/ 2023/2م وانصرفوا"
    hijri, gregorian, weekday = find_hijri(text), find_gregorian(text), find_weekday(text)
    assert hijri is not None
    assert gregorian is not None
    assert weekday is not None
    assert (hijri.printed, hijri.read) == ("1443/7/11هـ", HijriDay(1443, 7, 11))
    assert (gregorian.printed, gregorian.read) == ("8/ 2023/2م", date(2023, 2, 8))
    assert (weekday.printed, weekday.read) == ("الاربعاء", 2)
    for found in (hijri, gregorian, weekday):
        assert text[slice(*found.span)] == found.printed


def test_a_readable_day_is_preferred_to_an_earlier_unreadable_one() -> None:
    found = find_gregorian("في 31/2/2023 ثم 1/3/2023")
    assert found is not None
    assert found.read == date(2023, 3, 1)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("الأحد", 6),
        ("يوم الإثنين", 0),
        ("الثلثاء", 1),
        ("الاربعاء", 2),
        ("الأربعَاء", 2),
        ("بالخميس", 3),
        ("الجمعه", 4),
        ("یوم السبت", 5),
        ("يومالسبت", 5),
        ("Saturday", 5),
    ],
)
def test_a_weekday_is_read_in_any_spelling(printed: str, read: int) -> None:
    assert read_weekday(printed).read == read


@pytest.mark.parametrize("text", ["أحد الأعضاء", "الأحداث", "الجمعية", "خميسي", "يوم جديد"])
def test_a_word_like_a_weekday_is_none(text: str) -> None:
    assert find_weekday(text) is None


def test_a_weekday_after_the_word_day_is_preferred() -> None:
    found = find_weekday("حضر الاثنين معا يوم السبت")
    assert found is not None
    assert (found.printed, found.read) == ("السبت", 5)


def test_a_name_is_matched_to_its_end() -> None:
    found = re.match(pattern(["محرم", "محرم الحرام"]), "محرمالحرام")
    assert found is not None
    assert found.group() == "محرمالحرام"


@given(st.dates(date(1924, 8, 1), date(2077, 11, 16)), st.sampled_from(["ar", "en"]))
def test_what_the_site_writes_it_can_read(day: date, language: str) -> None:
    assert gregorian_in(gregorian_text(day, language)) == day
    assert gregorian_in(gregorian_text(day, language, "arab")) == day
    assert hijri_in(hijri_text(day, language, "arab")) == to_hijri(day)
    assert read_weekday(weekday_name(day, language)).read == day.weekday()


def test_two_dates_of_one_document_can_contradict_each_other() -> None:
    found = contradictions(HijriDay(1443, 7, 11), date(2023, 2, 8), 2)
    assert found == ["hijri_gregorian", "hijri_weekday"]
    assert contradictions(None, date(2023, 2, 8), 3) == ["gregorian_weekday"]


@pytest.mark.parametrize("day", [15, 16, 17, 18, 19])
def test_a_hijri_day_may_be_one_day_off(day: int) -> None:
    expected = [] if abs(day - 17) <= 1 else ["hijri_gregorian", "hijri_weekday"]
    assert contradictions(HijriDay(1444, 7, day), date(2023, 2, 8), 2) == expected


def test_what_is_missing_contradicts_nothing() -> None:
    assert contradictions(None, None, None) == []
    assert contradictions(HijriDay(1444, 7, 17), None, 2) == []
    assert contradictions(None, date(2023, 2, 8), 2) == []


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the policy documents are not at hand")
@pytest.mark.parametrize(
    ("name", "hijri", "gregorian", "weekday"),
    [
        ("quwwat-watan", HijriDay(1443, 7, 11), date(2023, 2, 8), 2),
        ("awasir", None, date(2024, 10, 5), 5),
        ("awqaf", None, None, None),
        ("tsmsa", None, None, None),
        ("sidr", None, None, None),
    ],
)
def test_the_days_of_the_real_documents_are_found(
    name: str, hijri: HijriDay | None, gregorian: date | None, weekday: int | None
) -> None:
    text = (DOCUMENTS / f"{name}.txt").read_text(encoding="utf-8")
    days = (find_hijri(text), find_gregorian(text), find_weekday(text))
    assert [day and day.read for day in days] == [hijri, gregorian, weekday]
