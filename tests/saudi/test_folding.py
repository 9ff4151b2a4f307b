import pytest
from hypothesis import given
from hypothesis import strategies as st

from saudi.text import (
    ascii_digits,
    fold,
    fold_with_offsets,
    original_span,
    show_digits,
    stems,
)

ARABIC = st.text(
    st.sampled_from("اأإآٱبتةثىيیئؤوھہهکكءمسئولـ\u064b\u0651\u0654\u200f\u200c٣۳3 .ﷺﻻABİßé\u0301")
)
ANY = st.one_of(st.text(), ARABIC)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الأعضاء", "الاعضاء"),
        ("الإلكتروني", "الالكترونى"),
        ("آراء", "أراء"),
        ("ٱلله", "الله"),
        ("سیاسة", "سياسه"),
        ("ھذه", "هذه"),
        ("ہذه", "هذه"),
        ("کتاب", "كتاب"),
        ("مسئول", "مسؤول"),
        ("المسئولية", "المسؤولية"),
        ("مُؤَسَّسَة", "موسسه"),
        ("1443هـ", "1443ه"),
        ("الجمعيـــة", "الجمعية"),
        ("٢٠٢٤", "2024"),
        ("۲۰۲۴", "2024"),
        ("\u202bعضو\u202c", "عضو"),
        ("ﻋﻀﻮ", "عضو"),
        ("IBAN", "iban"),
        ("é", "e\u0301"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("عضو", "عضوه"), ("سئل", "سؤل"), ("قران", "قرءان"), ("ماء", "ما")]
)
def test_different_words_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_whitespace_and_punctuation_are_left_alone() -> None:
    assert fold("نعم،  لا\n\t؟") == "نعم،  لا\n\t؟"


@given(ANY)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ANY, ANY)
def test_offsets_lead_from_each_folded_character_to_its_origin(text: str, more: str) -> None:
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)
    assert fold_with_offsets(text + more)[1][: len(offsets)] == offsets


@given(ANY)
def test_what_an_offset_points_at_folds_to_the_character(text: str) -> None:
    folded, offsets = fold_with_offsets(text)
    for char, offset in zip(folded, offsets, strict=True):
        # The hamza of مسئول changes its seat by the word it is in, not by the letter alone.
        assert char in fold(text[offset]) or (char == "و" and fold(text[offset]) == "ي")


@pytest.mark.parametrize(
    ("text", "found", "highlighted"),
    [
        ("قال: الأعضــاءُ معنا", "الاعضاء", "الأعضــاءُ"),
        ("في ٢٠٢٤م", "2024", "٢٠٢٤"),
        ("الإلكتروني", "الكترون", "إلكترون"),
        ("ﻻ شيء", "لا", "ﻻ"),
    ],
)
def test_a_highlight_covers_the_original_letters_and_their_marks(
    text: str, found: str, highlighted: str
) -> None:
    folded, offsets = fold_with_offsets(text)
    at = folded.index(found)
    start, end = original_span(text, offsets, at, at + len(found))
    assert text[start:end] == highlighted


def test_an_empty_highlight_covers_nothing() -> None:
    text = "ـعضو"
    _, offsets = fold_with_offsets(text)
    assert original_span(text, offsets, 0, 0) == (1, 1)
    assert original_span(text, offsets, 3, 3) == (4, 4)


def test_digits_of_every_kind_are_read_and_shown() -> None:
    assert ascii_digits("٠٩ ۰۹ 09 س") == "09 09 09 س"
    assert show_digits("طلب 2024 ۳", "arab") == "طلب ٢٠٢٤ ٣"
    assert show_digits("طلب ٢٠٢٤ ۳", "latn") == "طلب 2024 3"


@pytest.mark.parametrize(
    ("word", "stem"),
    [("والعضو", "عضو"), ("للعضو", "عضو"), ("وبالعضو", "عضو"), ("بسياسه", "سياسه")],
)
def test_a_word_is_indexed_without_its_particles(word: str, stem: str) -> None:
    assert stem in stems(word)


def test_a_short_word_is_not_cut_and_no_word_is_its_own_stem() -> None:
    assert stems("ولد") == set()
    assert stems("الم") == set()
    assert "والعضو" not in stems("والعضو")
