"""The letter that tells a decision of the committee (خطاب القرار)."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from home.days import both_days
from home.digits import digits
from services.models import Decision
from services.pdf.paper import Paper
from services.references import show_reference
from services.route_steps import clause_behind
from services.summaries import titles_of

COMMITTEE_STEP = "step-5"


def decision_letter(decision: Decision) -> bytes:
    """The letter as PDF, in the language of whom it tells; only for an announced decision.

    Raises NoFont where no font has its letters.
    """
    with translation.override(decision.request.applicant.language or "ar"):
        return _letter(decision).data()


def _letter(decision: Decision) -> Paper:
    request, association = decision.request, decision.request.association
    reference = digits(show_reference(request.reference), association)
    title = _("Decision on your appeal") if decision.on_appeal else _("Decision on your request")
    footer = f"{association.name} · {reference}"
    paper = Paper(association, title=title, footer=footer)
    paper.facts(
        [
            (_("To"), request.applicant.get_full_name()),
            (_("Request"), reference),
            (_("Service"), titles_of([request.service])[request.service_id]),
            (_("Received on"), both_days(request.submitted_at, association, with_weekday=True)),
            (_("Decided on"), both_days(decision.decided_at, association, with_weekday=True)),
            (_("Announced on"), both_days(decision.announced_at, association, with_weekday=True)),
        ]
    )
    paper.words(_what_was_decided(decision), bold=True)
    paper.heading(_("Reason"))
    paper.words(decision.reason, typed=True)
    if decision.conditions:
        paper.heading(_("Conditions"))
        paper.words(decision.conditions, typed=True)
    if decision.early_reason:
        paper.heading(_("Why it was announced before the day the policy sets"))
        paper.words(decision.early_reason, typed=True)
    _what_it_rests_on(paper, decision)
    _how_to_appeal(paper, decision)
    paper.ln(2)
    paper.keep_room(20)
    paper.words(association.name, bold=True, gap=0)
    paper.words(_("Research committee") if not decision.on_appeal else _("Appeals committee"))
    return paper


def _what_was_decided(decision: Decision) -> str:
    if decision.on_appeal:
        accepted = _("Your appeal was accepted, and with it your request.")
        refused = _("Your appeal was not accepted. The first decision holds.")
    else:
        accepted = _("The committee accepted your request.")
        refused = _("The committee did not accept your request.")
    return accepted if decision.accepts else refused


def _what_it_rests_on(paper: Paper, decision: Decision) -> None:
    version = decision.request.policy_version
    clause = clause_behind(version, COMMITTEE_STEP)
    if version is None or not clause.words:
        return
    association = decision.request.association
    where = _("%(title)s, version %(number)s: %(clause)s") % {
        "title": version.title_in(get_language() or "ar"),
        "number": digits(version.number, association),
        "clause": clause.name,
    }
    paper.heading(_("What the procedure rests on"))
    paper.words(where, soft=True, gap=0)
    paper.words(clause.words, typed=True)


def _how_to_appeal(paper: Paper, decision: Decision) -> None:
    request = decision.request
    if decision.accepts or decision.on_appeal or request.appeal_until is None:
        return
    told = _(
        "You may appeal once, until %(day)s, on the page of your request on "
        "this site. People other than those who decided will hear it."
    )
    paper.heading(_("If you do not agree"))
    paper.words(
        told % {"day": both_days(request.appeal_until, request.association, with_weekday=True)},
        gap=0,
    )
    path = reverse("services:request", args=[request.reference])
    paper.words(settings.BASE_URL + path, typed=True, at_start=True)
