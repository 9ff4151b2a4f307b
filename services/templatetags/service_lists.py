"""Lists of services for an association's home, which doesn't know them, and for their index."""

from typing import Any

from django import template
from django.template import Context

from home.models import AssociationPage
from services import cards
from services.models import ServiceIndexPage

register = template.Library()


@register.inclusion_tag("services/includes/service_cards.html", takes_context=True)
def service_cards(
    context: Context, home: AssociationPage, title: str, limit: int | None = None
) -> dict[str, Any]:
    """`{% service_cards page title="Services" limit=6 %}`: services, with a link to all."""
    request = context["request"]
    index = cards.service_index_of(home)
    return {
        "title": title,
        "cards": cards.service_cards(home, home.association, request, limit),
        "index_url": index.get_url(request) if index else "",
    }


@register.simple_tag(takes_context=True)
def services_below(context: Context, page: ServiceIndexPage) -> list[dict[str, Any]]:
    """`{% services_below page as cards %}`: a card for each service of the index."""
    return cards.service_cards(page, page.association, context["request"])
