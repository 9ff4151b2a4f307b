"""References of requests (رقم الطلب), made to be read out over the telephone.

Nine digits: eight at random, so that neither the number of requests nor their order shows, and a
Damm check digit, which finds every single wrong digit and every two neighbours that changed places.
"""

import secrets
from collections.abc import Callable

from stdnum import damm

from saudi.text import ascii_digits

LENGTH = 9
_GROUP = 3
_BODIES = range(10_000_000, 100_000_000)
_TRIES = 20


class InvalidReference(ValueError):  # noqa: N818 - the field's term, and callers read it as one
    """Not a reference: another length, or a digit was misheard."""


def new_reference(is_taken: Callable[[str], bool]) -> str:
    """Return a reference for which `is_taken` is false; RuntimeError when none is found."""
    for _ in range(_TRIES):
        body = str(_BODIES.start + secrets.randbelow(len(_BODIES)))
        reference = f"{body}{damm.calc_check_digit(body)}"
        if not is_taken(reference):
            return reference
    raise RuntimeError("no free reference found")


def read_reference(text: str) -> str:
    """Return the nine digits that someone typed or read out, in any digits and grouping.

    Raises InvalidReference where it can't be one.
    """
    digits = "".join(char for char in ascii_digits(text) if char.isdigit())
    if len(digits) != LENGTH or not digits.isascii() or not damm.is_valid(digits):
        raise InvalidReference(text)
    return digits


def show_reference(reference: str) -> str:
    """Return the reference in groups of three.

    No-break spaces between them: unlike others they leave the groups in order in an Arabic line.
    """
    return "\u00a0".join(reference[at : at + _GROUP] for at in range(0, len(reference), _GROUP))
