"""What a procedure's page shows: its steps, each with the clause it rests on."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from home.days import working_days
from home.digits import digits
from policies.content import body_data
from policies.sections import clause_names

if TYPE_CHECKING:
    from policies.models import ProcedurePage


def procedure_context(page: "ProcedurePage", request: HttpRequest) -> dict[str, Any]:
    """Steps for `components/steps.html`, where to start, and the working days in all."""
    association = page.association
    policy = _in_tree_of(page, page.policy)
    policy_url = _url(policy, request)
    names = clause_names(body_data(policy)) if policy else {}
    steps = []
    total = 0
    for number, step in enumerate(page.steps.all(), start=1):
        named = names.get(step.clause_anchor)
        total += step.working_days or 0
        steps.append(
            {
                "number": digits(number, association),
                "anchor": f"step-{number}",
                "title": step.title,
                "text": step.description,
                "actor": step.get_actor_display(),
                "days": working_days(step.working_days, association),
                "clause_url": f"{policy_url}#{step.clause_anchor}" if policy_url and named else "",
                "clause_text": _("In the policy: %(clause)s") % {"clause": named},
            }
        )
    expected = _("Expected in all: %(days)s") % {"days": working_days(total, association)}
    return {
        "steps": steps,
        "policy_url": policy_url,
        "start_url": _url(_in_tree_of(page, page.start_page), request),
        "meta": [expected] if total else [],
    }


def _in_tree_of(page: Page, target: Any) -> Any:
    """The live translation of `target` beside `page`, or itself; None where there is none."""
    if target is None or target.locale_id == page.locale_id:
        return target
    return target.get_translations().live().filter(locale_id=page.locale_id).first() or target


def _url(page: Any, request: HttpRequest) -> str:
    return (page.get_url(request) or "") if page is not None and page.live else ""
