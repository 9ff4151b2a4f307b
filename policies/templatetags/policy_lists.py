"""Lists of policies and channels for an association's home, which knows neither."""

from typing import Any

from django import template
from django.template import Context

from home.models import AssociationPage
from policies import cards
from policies.models import PolicyIndexPage

register = template.Library()


@register.inclusion_tag("policies/includes/policy_cards.html", takes_context=True)
def policy_cards(
    context: Context, home: AssociationPage, limit: int | None = None
) -> dict[str, Any]:
    """`{% policy_cards page limit=3 %}`: the association's policies, with a link to all."""
    request = context["request"]
    index = cards.policy_index_of(home)
    return {
        "cards": cards.policy_cards(home, home.association, request, limit),
        "index_url": index.get_url(request) if index else "",
    }


@register.inclusion_tag("policies/includes/channel_section.html", takes_context=True)
def channel_list(
    context: Context, home: AssociationPage, limit: int | None = None
) -> dict[str, Any]:
    """`{% channel_list page limit=4 %}`: how to reach the association, with a link to all."""
    page, channels = cards.channels_of(home)
    url = page.get_url(context["request"]) if page else ""
    return {"channels": channels[:limit], "page_url": url}


@register.simple_tag(takes_context=True)
def policies_below(context: Context, page: PolicyIndexPage) -> list[dict[str, Any]]:
    """`{% policies_below page as cards %}`: a card for each policy of the index."""
    return cards.policy_cards(page, page.association, context["request"])
