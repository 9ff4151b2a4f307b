"""Requests and services as their pages show them."""

from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from home.days import gregorian, hijri, iso, weekday
from home.digits import digits
from home.models import Association
from policies.queries import version_on
from services.drafts import draft_of
from services.eligibility import may_request
from services.models import Route, ServicePage
from services.references import show_reference
from services.route_steps import STEPS, clause_behind
from services.timeline import Entry

register = template.Library()


@register.filter
def reference(value: str, association: Association | None = None) -> str:
    """`{{ request.reference|reference:association }}`: in groups, in the association's digits."""
    return digits(show_reference(value), association)


@register.simple_tag(takes_context=True)
def timeline_events(context: Context, entries: list[Entry]) -> list[dict[str, Any]]:
    """`{% timeline_events entries as events %}`: as `components/timeline.html` draws them."""
    association = context.get("association")
    return [
        {
            "status": entry.status,
            "title": entry.title,
            "text": entry.words,
            "actor": entry.actor,
            "gregorian_text": f"{weekday(entry.at)} {gregorian(entry.at, association)}".strip(),
            "hijri_text": hijri(entry.at, association),
            "time_text": _time(entry, association),
            "iso": iso(entry.at),
            "clause_url": entry.behind.url,
            "clause_text": entry.behind.name,
            "clause_words": entry.behind.words,
            "clause_language": entry.behind.language,
            "link_url": entry.letter_url,
            "link_text": _("The letter of the decision (PDF)"),
        }
        for entry in entries
    ]


def _time(entry: Entry, association: Association | None) -> str:
    if entry.at is None:
        return ""
    return digits(f"{timezone.localtime(entry.at):%H:%M}", association)


@register.simple_tag
def route_of(service: ServicePage) -> list[dict[str, Any]]:
    """`{% route_of page as steps %}`: the service's route as `components/steps.html` draws it,
    each step with its clause in the policy in force."""
    association = service.association
    version = version_on(association.pk, timezone.localdate())
    steps = []
    for step in STEPS[Route(service.request_route)]:
        clause = clause_behind(version, step.anchor)
        steps.append(
            {
                "number": digits(step.number, association),
                "title": step.title,
                "actor": step.actor_in(association),
                "clause_url": clause.url,
                "clause_text": clause.name,
            }
        )
    return steps


@register.simple_tag(takes_context=True)
def standing_of(context: Context, service: ServicePage) -> dict[str, Any]:
    """`{% standing_of page as standing %}`: what the person at the page may do with the service.

    `reason` of `services.eligibility`, `has_draft`, and `signed_in`. No query without signing in.
    """
    user = context["request"].user
    if not isinstance(user, User):
        return {"signed_in": False, "reason": "", "has_draft": False}
    eligibility = may_request(user, service)
    return {
        "signed_in": True,
        "reason": eligibility.reason.value,
        "has_draft": eligibility.allowed and draft_of(user, service) is not None,
    }


@register.simple_tag
def flow_stages(number: int, form_url: str) -> list[dict[str, str]]:
    """`{% flow_stages 2 form_url as stages %}`: the stages of sending, for `progress.html`."""
    titles = [_("Your request"), _("Review and sign")]
    urls = [form_url, ""]
    return [
        {
            "title": title,
            "status": "done" if at < number else "current" if at == number else "future",
            "url": url if at < number else "",
        }
        for at, (title, url) in enumerate(zip(titles, urls, strict=True), start=1)
    ]


@register.simple_tag
def crumbs(*titles_and_urls: str) -> list[dict[str, str]]:
    """`{% crumbs title url title as items %}`: the path to a page; the last has no address."""
    titles, urls = titles_and_urls[::2], [*titles_and_urls[1::2], ""]
    return [{"title": title, "url": url} for title, url in zip(titles, urls, strict=True)]
