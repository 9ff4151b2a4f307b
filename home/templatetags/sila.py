"""What every template may need: dates in both calendars, and the association's own words."""

from datetime import date, datetime
from typing import Any

from django import template
from django.template import Context

from home.days import gregorian, hijri, iso, weekday, working_days
from home.digits import digits
from home.models import Association
from home.wording import people_word as word_of

register = template.Library()


for shown in (gregorian, hijri, weekday, iso, digits, working_days):
    register.filter(shown)


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


@register.simple_tag
def action_list(*texts_and_urls: str) -> list[dict[str, str]]:
    """`{% action_list text url text url as actions %}`: buttons for `page_header`.

    The first is the main one, the others are secondary; one without an address is left out.
    """
    pairs = zip(texts_and_urls[::2], texts_and_urls[1::2], strict=True)
    shown = [{"text": text, "url": url} for text, url in pairs if url]
    return [{**action, "variant": "secondary"} if i else action for i, action in enumerate(shown)]


@register.simple_tag(takes_context=True)
def tab_list(context: Context, *titles_and_urls: str) -> list[dict[str, Any]]:
    """`{% tab_list title url title url as tabs %}`: sections for `tabs_nav`.

    The current one is that at whose address, or below it, the page is; one whose address holds
    other sections is so at its own alone.
    """
    path, urls = context["request"].path, titles_and_urls[1::2]

    def is_current(url: str) -> bool:
        holds_others = any(other.startswith(url) for other in urls if other != url)
        return path == url or (path.startswith(url) and not holds_others)

    pairs = zip(titles_and_urls[::2], urls, strict=True)
    return [{"title": title, "url": url, "current": is_current(url)} for title, url in pairs]
