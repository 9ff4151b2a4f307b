from collections.abc import Callable

import pytest

from saudi.identity import (
    InvalidNumber,
    NationalId,
    mask_national_id,
    read_iban,
    read_mobile,
    read_national_id,
    show_iban,
    show_mobile,
)

# Made up to satisfy the check digits and nothing else.
CITIZEN = "1000000008"
RESIDENT = "2345678904"
IBAN = "SA0380000000608010167519"


def code_of(read: Callable[[str], str], text: str) -> str:
    with pytest.raises(InvalidNumber) as caught:
        read(text)
    assert isinstance(caught.value, ValueError)
    return caught.value.code


@pytest.mark.parametrize(
    "text", [CITIZEN, "١٠٠٠٠٠٠٠٠٨", "۱۰۰۰۰۰۰۰۰۸", " 1000 000 008 ", "\u200f1000-000008\u200e"]
)
def test_a_national_number_is_read_however_it_is_typed(text: str) -> None:
    assert read_national_id(text) == CITIZEN


def test_of_a_number_the_last_digits_may_be_kept() -> None:
    assert NationalId.parse(RESIDENT).last_digits == "8904"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \u200f-", "empty"),
        ("10000000O8", "characters"),
        ("100000008", "length"),
        ("10000000080", "length"),
        ("3000000004", "prefix"),
        ("1000000009", "check_digit"),
        ("1000000080", "check_digit"),
    ],
)
def test_a_wrong_national_number_says_what_is_wrong(text: str, code: str) -> None:
    assert code_of(read_national_id, text) == code


def test_a_masked_number_shows_its_last_four_digits() -> None:
    assert mask_national_id(CITIZEN) == "••••••0008"
    assert mask_national_id("0008") == "••••••0008"


@pytest.mark.parametrize(
    "text",
    [
        "0512345678",
        "٠٥١٢٣٤٥٦٧٨",
        "۰۵۱۲۳۴۵۶۷۸",
        "512345678",
        "966512345678",
        "00966512345678",
        "00966 051 234 5678",
        "+966 51 234 5678",
        "\u202a+966\u00a051-234-5678\u202c",
        "(051) 234.5678",
        "＋966512345678",
    ],
)
def test_a_mobile_number_is_read_however_it_is_typed(text: str) -> None:
    assert read_mobile(text) == "+966512345678"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("05ABCDEFGH", "characters"),
        ("+", "characters"),
        ("05123", "length"),
        ("05123456789", "length"),
        ("5", "length"),
        ("+971501234567", "not_saudi"),
        ("+999123456", "not_saudi"),
        ("0112345678", "not_mobile"),
        ("920012345", "not_mobile"),
        ("8001234567", "not_mobile"),
    ],
)
def test_a_wrong_mobile_number_says_what_is_wrong(text: str, code: str) -> None:
    assert code_of(read_mobile, text) == code


def test_a_mobile_number_is_shown_in_groups() -> None:
    assert show_mobile("+966512345678") == "+966 51 234 5678"
    assert show_mobile("unknown") == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        IBAN,
        "sa03 8000 0000 6080 1016 7519",
        "SA٠٣٨٠٠٠٠٠٠٠٦٠٨٠١٠١٦٧٥١٩",
        "0380000000608010167519",
        "\u2066SA03-8000-0000-6080-1016-7519\u2069",
    ],
)
def test_an_iban_is_read_however_it_is_typed(text: str) -> None:
    assert read_iban(text) == IBAN


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        ("SA03", "length"),
        (IBAN + "0", "length"),
        ("GB82WEST12345698765432", "not_saudi"),
        ("SA0380000000608010167518", "check_digit"),
        ("SAXX80000000608010167519", "characters"),
        ("SA03800000006080101675س9", "characters"),
    ],
)
def test_a_wrong_iban_says_what_is_wrong(text: str, code: str) -> None:
    assert code_of(read_iban, text) == code


def test_an_iban_is_shown_in_groups_of_four() -> None:
    assert show_iban(IBAN) == "SA03 8000 0000 6080 1016 7519"
