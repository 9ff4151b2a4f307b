"""What every template may need: dates in both calendars, and the association's own words."""

from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.translation import get_language, ngettext

from home.models import Association
from home.wording import people_word as word_of
from saudi import dates
from saudi.text import DigitStyle, show_digits

register = template.Library()


def as_day(value: date | datetime) -> date:
    """The day in Saudi Arabia of a date, or of a moment."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


def digits_of(association: Association | None) -> DigitStyle:
    """The association's digits; 0-9 without one, and in every language but Arabic."""
    arabic = get_language() == "ar" and association is not None
    return "arab" if arabic and association and association.digit_style == "arab" else "latn"


@register.filter
def gregorian(value: date | datetime | None, association: Association | None = None) -> str:
    """`{{ day|gregorian }}` or `{{ day|gregorian:association }}`: 5 October 2024. None gives ""."""
    if not value:
        return ""
    return dates.gregorian_text(as_day(value), get_language() or "ar", digits_of(association))


@register.filter
def hijri(value: date | datetime | None, association: Association | None = None) -> str:
    """`{{ day|hijri }}`: 2 Rabi al-Akhir 1446 AH, "" for None and outside 1343-1500 AH."""
    if not value:
        return ""
    return dates.hijri_text(as_day(value), get_language() or "ar", digits_of(association))


@register.filter
def weekday(value: date | datetime | None) -> str:
    """`{{ day|weekday }}`: Saturday, in the active language. None gives ""."""
    return dates.weekday_name(as_day(value), get_language() or "ar") if value else ""


@register.filter
def iso(value: date | datetime | None) -> str:
    """`{{ day|iso }}`: 2024-10-05, for `datetime` attributes. None gives ""."""
    return as_day(value).isoformat() if value else ""


@register.filter
def digits(value: object, association: Association | None = None) -> str:
    """`{{ number|digits:association }}`: the number or text in the association's digits."""
    return "" if value is None else show_digits(str(value), digits_of(association))


@register.inclusion_tag("components/dates.html", takes_context=True)
def both_dates(context: Context, value: date | datetime | None) -> dict[str, Any]:
    """`{% both_dates day %}`: the day in both calendars, in the digits of `association`."""
    association = context.get("association")
    return {
        "gregorian_text": gregorian(value, association),
        "hijri_text": hijri(value, association),
        "iso": iso(value),
    }


@register.simple_tag(takes_context=True)
def people_word(context: Context, key: str, association: Association | None = None) -> str:
    """`{% people_word "number" %}`: the word of `home.wording` as the association has it.

    The association is the argument, or the page's own. `as word` keeps it in a variable.
    """
    return word_of(key, association or context.get("association"))


@register.filter
def working_days(count: int | None, association: Association | None = None) -> str:
    """`{{ 5|working_days }}`: "5 working days" in the language's own plural form; None gives ""."""
    if count is None:
        return ""
    text = ngettext("%(count)s working day", "%(count)s working days", count) % {"count": count}
    return show_digits(text, digits_of(association))


@register.simple_tag
def action_list(*texts_and_urls: str) -> list[dict[str, str]]:
    """`{% action_list text url text url as actions %}`: buttons for `page_header`.

    The first is the main one, the others are secondary; one without an address is left out.
    """
    pairs = zip(texts_and_urls[::2], texts_and_urls[1::2], strict=True)
    shown = [{"text": text, "url": url} for text, url in pairs if url]
    return [{**action, "variant": "secondary"} if i else action for i, action in enumerate(shown)]
