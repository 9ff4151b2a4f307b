"""Days as people read them: in both calendars, the active language and the association's digits.

Each may also be a filter of templates (`{% load sila %}`). None gives "".
"""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import get_language, ngettext

from home.digits import digits, digits_of
from home.models import Association
from saudi import dates


def as_day(value: date | datetime) -> date:
    """The day in Saudi Arabia of a date, or of a moment."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def gregorian(value: date | datetime | None, association: Association | None = None) -> str:
    """`{{ day|gregorian }}` or `{{ day|gregorian:association }}`: 5 October 2024."""
    if not value:
        return ""
    return dates.gregorian_text(as_day(value), get_language() or "ar", digits_of(association))


def hijri(value: date | datetime | None, association: Association | None = None) -> str:
    """`{{ day|hijri }}`: 2 Rabi al-Akhir 1446 AH, "" also outside 1343-1500 AH."""
    if not value:
        return ""
    return dates.hijri_text(as_day(value), get_language() or "ar", digits_of(association))


def both_days(
    value: date | datetime | None,
    association: Association | None = None,
    *,
    with_weekday: bool = False,
) -> str:
    """One day in a sentence: 5 October 2024 (2 Rabi al-Akhir 1446 AH), or Saturday before it."""
    text, other = gregorian(value, association), hijri(value, association)
    if text and with_weekday:
        text = f"{weekday(value)} {text}"
    return f"{text} ({other})" if other else text


def weekday(value: date | datetime | None) -> str:
    """`{{ day|weekday }}`: Saturday."""
    return dates.weekday_name(as_day(value), get_language() or "ar") if value else ""


def iso(value: date | datetime | None) -> str:
    """`{{ day|iso }}`: 2024-10-05, for `datetime` attributes."""
    return as_day(value).isoformat() if value else ""


def working_days(count: int | None, association: Association | None = None) -> str:
    """`{{ 5|working_days }}`: "5 working days" in the language's own plural form."""
    if count is None:
        return ""
    text = ngettext("%(count)s working day", "%(count)s working days", count) % {"count": count}
    return digits(text, association)
