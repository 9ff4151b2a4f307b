"""The code with which a person claims a request that was taken in for them (رمز الاستلام).

Twelve digits: eleven that nobody can guess and a Damm check digit, so that a misheard digit is
told from a wrong code. Kept are a keyed digest and a random number, from which alone the code
can't be had: with SECRET_KEY it is reckoned again while it is sent. As with national IDs, another
key voids it.
"""

import secrets
from datetime import timedelta

from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from stdnum import damm

from saudi.text import ascii_digits
from services.models import Intake

LENGTH = 12
VALID_FOR = timedelta(days=90)
MOST_TRIES = 5
# Stands for a code wherever words with one are kept or shown.
HIDDEN = "••••\u00a0••••\u00a0••••"
_GROUP = 4
_SALT = "services.intake.codes"
_SALT_OF_CODES = "services.intake.codes.made"


class MistypedCode(ValueError):  # noqa: N818 - a state of what was typed
    """Not a code at all: another length, or a digit is wrong."""


def give_code(written: Intake) -> str:
    """Give the intake a new code, which voids the one before; not saved. The code."""
    written.code_nonce = secrets.token_hex(16)
    code = _made(written)
    written.code_digest = code_digest(reference=written.request.reference, code=code)
    written.code_made_at = timezone.now()
    written.failed_tries = 0
    return code


def code_in_force(written: Intake) -> str:
    """The code of an intake once more, to be sent.

    "" where none opens the request: it was claimed, or the code is too old or was tried too often;
    and for intakes from before codes could be reckoned again.
    """
    if not written.code_nonce or not may_open(written):
        return ""
    code = _made(written)
    digest = code_digest(reference=written.request.reference, code=code)
    return code if constant_time_compare(digest, written.code_digest) else ""


def may_open(written: Intake) -> bool:
    """Whether a code of the intake still holds: it is young enough and was not tried too often."""
    return (
        written.code_made_at is not None
        and timezone.now() < written.code_made_at + VALID_FOR
        and written.failed_tries < MOST_TRIES
    )


def _made(written: Intake) -> str:
    value = f"{written.request.reference}:{written.code_nonce}"
    number = int(salted_hmac(_SALT_OF_CODES, value, algorithm="sha256").hexdigest(), 16)
    body = f"{number % 10 ** (LENGTH - 1):0{LENGTH - 1}}"
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
