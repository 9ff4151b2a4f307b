"""Saudi national numbers, mobile numbers and bank accounts, as people type them.

Reading accepts Arabic and Farsi digits, separators and the invisible direction marks that come
along when a number is copied out of Arabic text. Errors carry a code; words for people are made
where the person is.
"""

import unicodedata
from dataclasses import dataclass
from typing import Literal

import phonenumbers
from stdnum import iban, luhn

from saudi.text import ascii_digits

Fault = Literal["empty", "characters", "length", "prefix", "check_digit", "not_saudi", "not_mobile"]

_NATIONAL_ID_LENGTH = 10
_IBAN_LENGTH = 24
_SHOWN_DIGITS = 4
# The en and em dash, the tatweel and the Arabic full stop are what phones make of a hyphen.
_SEPARATORS = frozenset("-–—‑.,()/_ـ·")


class InvalidNumber(ValueError):  # noqa: N818 - the field's term, and callers read it as one
    """A number that cannot be right; `code` says why, in no human language."""

    def __init__(self, code: Fault) -> None:
        super().__init__(code)
        self.code: Fault = code


def _bare(text: str) -> str:
    """Return `text` with 0-9, without separators, spaces and invisible characters."""
    plain = ascii_digits(unicodedata.normalize("NFKC", text))
    return "".join(
        char
        for char in plain
        if char not in _SEPARATORS
        and not char.isspace()
        and unicodedata.category(char) not in {"Cf", "Cc", "Mn"}
    )


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


@dataclass(frozen=True, slots=True)
class NationalId:
    """A national ID or residence number (رقم الهوية أو الإقامة), checked for form only.

    Ten digits with a Luhn check digit. It proves neither that the number was issued nor that
    it is in force.
    """

    number: str

    @classmethod
    def parse(cls, text: str) -> "NationalId":
        """Return the number that was typed.

        InvalidNumber: "empty", "characters", "length", "prefix" (neither 1 nor 2 in front),
        "check_digit".
        """
        bare = _bare(text)
        if not bare:
            raise InvalidNumber("empty")
        if not _is_digits(bare):
            raise InvalidNumber("characters")
        if len(bare) != _NATIONAL_ID_LENGTH:
            raise InvalidNumber("length")
        if bare[0] not in "12":
            raise InvalidNumber("prefix")
        if not luhn.is_valid(bare):
            raise InvalidNumber("check_digit")
        return cls(bare)

    @property
    def last_digits(self) -> str:
        """The last four digits, which may be kept and shown where the number may not."""
        return self.number[-_SHOWN_DIGITS:]


def read_national_id(text: str) -> str:
    """Return the ten digits of a national ID or residence number; errors of `NationalId.parse`."""
    return NationalId.parse(text).number


def mask_national_id(text: str) -> str:
    """Return dots and the last four digits; `text` is a number or only its last digits."""
    return "•" * (_NATIONAL_ID_LENGTH - _SHOWN_DIGITS) + _bare(text)[-_SHOWN_DIGITS:]


def read_mobile(text: str) -> str:
    """Return a Saudi mobile number in E.164 ("+9665" and eight digits).

    Takes 05…, 5…, 9665…, 009665… and +9665…. InvalidNumber: "empty", "characters", "length",
    "not_saudi" (another country's number), "not_mobile" (a landline, unified or free number).
    """
    bare = _bare(text)
    if not bare:
        raise InvalidNumber("empty")
    if not _is_digits(bare.removeprefix("+")):
        raise InvalidNumber("characters")
    try:
        number = phonenumbers.parse(bare, "SA")
    except phonenumbers.NumberParseException as error:
        raise InvalidNumber(_fault_of(error)) from error
    if number.country_code != phonenumbers.country_code_for_region("SA"):
        raise InvalidNumber("not_saudi")
    if not phonenumbers.is_valid_number(number):
        raise InvalidNumber("length")
    if phonenumbers.number_type(number) != phonenumbers.PhoneNumberType.MOBILE:
        raise InvalidNumber("not_mobile")
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _fault_of(error: phonenumbers.NumberParseException) -> Fault:
    if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
        return "not_saudi"
    return "length"


def show_mobile(number: str) -> str:
    """Return an E.164 number grouped for reading, "+966 51 234 5678"; anything else unchanged."""
    try:
        parsed = phonenumbers.parse(number, "SA")
    except phonenumbers.NumberParseException:
        return number
    return str(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL))


def read_iban(text: str) -> str:
    """Return a Saudi IBAN in its compact form, "SA" and 22 characters (ISO 13616, mod 97).

    The 22 characters alone are taken too: many forms print the "SA". InvalidNumber: "empty",
    "not_saudi" (another country's), "characters", "length", "check_digit".
    """
    bare = _bare(text).upper()
    if not bare:
        raise InvalidNumber("empty")
    if not (bare.isascii() and bare.isalnum()):
        raise InvalidNumber("characters")
    if bare[:2].isdigit():
        bare = "SA" + bare
    if not bare.startswith("SA"):
        raise InvalidNumber("not_saudi" if bare[:2].isalpha() else "characters")
    if len(bare) != _IBAN_LENGTH:
        raise InvalidNumber("length")
    if not bare[2:6].isdigit():  # check digits and bank
        raise InvalidNumber("characters")
    if not iban.is_valid(bare):
        raise InvalidNumber("check_digit")
    return bare


def show_iban(number: str) -> str:
    """Return an IBAN in groups of four."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
