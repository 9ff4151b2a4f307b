"""The code with which a person claims a request that was taken in for them (رمز الاستلام).

Twelve digits: eleven at random and a Damm check digit, so that a misheard digit is told from a
wrong code. Only a keyed digest is kept; as with national IDs, the key comes from SECRET_KEY.
"""

import secrets
from datetime import timedelta

from django.utils.crypto import salted_hmac
from stdnum import damm

from saudi.text import ascii_digits

LENGTH = 12
VALID_FOR = timedelta(days=90)
MOST_TRIES = 5
_GROUP = 4
_SALT = "services.intake.codes"


class MistypedCode(ValueError):  # noqa: N818 - a state of what was typed
    """Not a code at all: another length, or a digit is wrong."""


def new_code() -> str:
    body = f"{secrets.randbelow(10 ** (LENGTH - 1)):0{LENGTH - 1}}"
    return f"{body}{damm.calc_check_digit(body)}"


def read_code(text: str) -> str:
    """The twelve digits somebody typed, in any digits and grouping; MistypedCode if it is none."""
    digits = "".join(char for char in ascii_digits(text) if char.isdigit())
    if len(digits) != LENGTH or not digits.isascii() or not damm.is_valid(digits):
        raise MistypedCode(text)
    return digits


def show_code(code: str) -> str:
    """The code in groups of four, with no-break spaces as references have them."""
    return "\u00a0".join(code[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))


def code_digest(*, reference: str, code: str) -> str:
    """HMAC-SHA-256, in hexadecimal, of the code for the request of that reference."""
    return salted_hmac(_SALT, f"{reference}:{code}", algorithm="sha256").hexdigest()
