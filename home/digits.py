"""Numbers in the digits of an association (الأرقام): ٠-٩ or 0-9, as it chose for its Arabic."""

from django.utils.translation import get_language

from home.models import Association
from saudi.text import DigitStyle, show_digits


def digits_of(association: Association | None) -> DigitStyle:
    """The association's digits; 0-9 without one, and in every language but Arabic."""
    arabic = get_language() == "ar" and association is not None
    return "arab" if arabic and association and association.digit_style == "arab" else "latn"


def digits(value: object, association: Association | None = None) -> str:
    """`{{ number|digits:association }}`: the number or text in the association's digits."""
    return "" if value is None else show_digits(str(value), digits_of(association))
