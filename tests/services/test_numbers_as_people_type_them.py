"""Numbers and days are taken as people type them, and errors are said in plain words."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from accounts.fields import SaudiMobileField
from services import fields
from services.national_ids import keep_id

RIGHT_MARK = "\u200f"


@pytest.mark.parametrize(
    "typed",
    ["0512345678", "٠٥١٢٣٤٥٦٧٨", "۰۵۱۲۳۴۵۶۷۸", "+966 51 234 5678", "00966-512345678",
     f"{RIGHT_MARK}051 234 5678{RIGHT_MARK}"],
)  # fmt: skip
def test_a_mobile_is_read_in_any_digits_and_grouping(typed: str) -> None:
    assert SaudiMobileField().clean(typed) == "+966512345678"


@pytest.mark.parametrize(
    "typed", ["SA0380000000608010167519", "sa03 8000 0000 6080 1016 7519", "٠٣٨٠٠٠٠٠٠٠٦٠٨٠١٠١٦٧٥١٩"]
)
def test_an_iban_is_read_in_groups_in_small_letters_and_without_its_country(typed: str) -> None:
    assert fields.IbanField().clean(typed) == "SA0380000000608010167519"


def test_a_national_id_becomes_what_may_be_kept() -> None:
    assert fields.NationalIdField().clean("١٠٠٠٠٠٠٠٠٨") == keep_id("1000000008")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-03-01", date(2025, 3, 1)),
        ("٢٠٢٥-٠٣-٠١", date(2025, 3, 1)),
        ("1/3/2025", date(2025, 3, 1)),
        ("1446-9-1", date(2025, 3, 1)),
        ("١/٩/١٤٤٦", date(2025, 3, 1)),
    ],
)
def test_a_day_is_read_in_either_calendar_and_order(typed: str, day: date) -> None:
    assert fields.DayField().clean(typed) == day


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1250.5", "1250.5"), ("١٢٥٠٫٥", "1250.5"), ("١٬٢٥٠٫٥", "1250.5"), ("1,250", "1250"),
     ("1،250", "1250"), (f"{RIGHT_MARK}12", "12"), ("-3", "-3")],
)  # fmt: skip
def test_a_number_is_read_with_the_separators_of_both_languages(typed: str, number: str) -> None:
    assert fields.DecimalField().clean(typed) == Decimal(number)


def test_a_comma_that_parts_no_thousands_is_not_guessed_at() -> None:
    with pytest.raises(ValidationError):
        fields.DecimalField().clean("12,5")


def test_an_address_loses_the_marks_it_was_copied_with() -> None:
    assert fields.EmailField().clean(f"{RIGHT_MARK}a@example.org\u2069") == "a@example.org"


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        (SaudiMobileField, "05123", "length"),
        (SaudiMobileField, "+201001234567", "not_saudi"),
        (SaudiMobileField, "0112345678", "not_mobile"),
        (SaudiMobileField, "الجوال", "characters"),
        (fields.NationalIdField, "1000000009", "check_digit"),
        (fields.NationalIdField, "3000000008", "prefix"),
        (fields.NationalIdField, "100", "length"),
        (fields.IbanField, "SA0380000000608010167518", "check_digit"),
        (fields.IbanField, "GB33BUKB20201555555555", "not_saudi"),
        (fields.DayField, "2025-02-30", "day"),
        (fields.DayField, "1446-9-31", "day"),
        (fields.DayField, "2025-3", "invalid"),
        (fields.DayField, "--1446", "invalid"),
        (fields.DayField, "قريبا", "invalid"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(
    field: type[forms.Field], typed: str, code: str
) -> None:
    with translation.override("en"), pytest.raises(ValidationError) as refused:
        field().clean(typed)
    assert refused.value.code == code
    assert refused.value.messages[0].endswith(".")


@pytest.mark.parametrize(
    "field",
    [SaudiMobileField, fields.NationalIdField, fields.IbanField, fields.DayField],
)
def test_nothing_but_marks_and_spaces_is_no_answer(field: type[forms.Field]) -> None:
    for nothing in ("", " ", f" {RIGHT_MARK} "):
        assert field(required=False).clean(nothing) in ("", None)
        with pytest.raises(ValidationError):
            field().clean(nothing)


def test_numbers_are_typed_from_left_to_right_with_the_keyboard_that_fits() -> None:
    class Form(forms.Form):
        mobile = SaudiMobileField()
        id_number = fields.NationalIdField()
        amount = fields.DecimalField()

    drawn = str(Form())
    assert drawn.count('dir="ltr"') == 3
    assert 'inputmode="tel"' in drawn
    assert 'autocomplete="tel"' in drawn
    assert 'inputmode="numeric"' in drawn
    assert 'inputmode="decimal"' in drawn


def test_a_kept_id_is_shown_masked_in_its_field() -> None:
    class Form(forms.Form):
        id_number = fields.NationalIdField()

    drawn = str(Form(initial={"id_number": keep_id("1000000008")}))
    assert 'value="••••••0008"' in drawn


def test_a_day_stands_in_three_boxes_with_their_names() -> None:
    class Form(forms.Form):
        since = fields.DayField()

    sent = Form({"since_day": "١", "since_month": "9", "since_year": "1446"})
    assert sent.is_valid()
    assert sent.cleaned_data["since"] == date(2025, 3, 1)
    half = str(Form({"since_day": "", "since_month": "9", "since_year": "1446"}))
    assert 'value="1446"' in half
    assert 'value="9"' in half
