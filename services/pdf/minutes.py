"""The minutes of a closed sitting (محضر الجلسة)."""

from collections.abc import Collection

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.days import both_days
from home.digits import digits
from home.models import Association
from services.committee.agenda import AgendaRow, agenda_without
from services.models import AgendaItem, Decision, Sitting
from services.pdf.paper import Paper, clock_time


def minutes(sitting: Sitting, *, left_out: Collection[int] = ()) -> bytes:
    """The minutes as PDF, in the active language.

    Of the items `left_out`, by their numbers, they tell nothing but that there was one. Applicants
    are named by their reference alone. Raises NoFont where no font has its letters.
    """
    association = sitting.association
    number = digits(sitting.number, association)
    title = (
        _("Minutes of appeals sitting %(number)s")
        if sitting.hears_appeals
        else _("Minutes of sitting %(number)s")
    ) % {"number": number}
    paper = Paper(association, title=title, footer=f"{association.name} · {title}")
    _who_and_when(paper, sitting)
    paper.heading(_("Agenda and decisions"))
    rows = agenda_without(sitting, dict.fromkeys(left_out, _("A case left out of this copy.")))
    for row in rows:
        _item(paper, row, association)
    if not rows:
        paper.words(_("No case stood on the agenda."))
    if sitting.remarks:
        paper.heading(_("Remarks"))
        paper.words(sitting.remarks, typed=True)
    _signatures(paper, sitting)
    return paper.data()


def _who_and_when(paper: Paper, sitting: Sitting) -> None:
    association = sitting.association
    people: dict[bool, list[str]] = {True: [], False: []}
    for one in sitting.attendances.select_related("person"):
        people[one.was_present].append(one.person.get_full_name())
    opened, closed = (clock_time(at, association) for at in (sitting.opened_at, sitting.closed_at))
    between = _("from %(opened)s to %(closed)s") % {"opened": opened, "closed": closed}
    paper.facts(
        [
            (_("Day"), both_days(sitting.opened_at, association, with_weekday=True)),
            (_("Time"), between),
            (_("Place"), sitting.place),
            (_("Chair"), sitting.chair.get_full_name() if sitting.chair else ""),
            (_("Quorum"), digits(sitting.quorum, association)),
            (_("Present"), "\n".join(people[True])),
            (_("Absent"), "\n".join(people[False])),
        ]
    )


def _item(paper: Paper, row: AgendaRow, association: Association) -> None:
    paper.keep_room()
    number = digits(row.number, association)
    if row.case is None:
        paper.words(f"{number}. {row.why_hidden}", bold=True)
        return
    reference = digits(row.reference, association)
    paper.words(f"{number}. {reference} · {row.service}", bold=True, gap=0)
    paper.words(row.outcome, gap=0)
    if row.item.note:
        paper.words(row.item.note, typed=True, gap=0)
    if row.recused:
        paper.words(_("Recused: %(names)s") % {"names": _(", ").join(row.recused)}, gap=0)
    if row.decision:
        _decision(paper, row.decision, association)
        # Withdrawn after the sitting was closed, its minutes stay as they were.
        if row.item.outcome == AgendaItem.Outcome.REVOKED:
            _withdrawn(paper, row.decision, association)
    paper.ln(3)


def _decision(paper: Paper, decision: Decision, association: Association) -> None:
    counts = [
        ngettext("%(many)s vote for", "%(many)s votes for", decision.votes_for)
        % {"many": decision.votes_for},
        ngettext("%(many)s against", "%(many)s against", decision.votes_against)
        % {"many": decision.votes_against},
        ngettext("%(many)s abstention", "%(many)s abstentions", decision.abstentions)
        % {"many": decision.abstentions},
    ]
    if decision.by_chair:
        counts.append(_("the votes were equal, and the chair's vote decided"))
    paper.words(digits(" · ".join(counts), association), soft=True, gap=0)
    for label, text in (
        (_("Reason"), decision.reason),
        (_("Conditions"), decision.conditions),
        (_("Announced early, because"), decision.early_reason),
    ):
        if text:
            paper.words(f"{label}:", soft=True, gap=0)
            paper.words(text, typed=True, gap=0)


def _withdrawn(paper: Paper, decision: Decision, association: Association) -> None:
    told = _("Withdrawn by %(name)s at %(time)s, before it was announced, because") % {
        "name": decision.revoked_by.get_full_name() if decision.revoked_by else "",
        "time": clock_time(decision.revoked_at, association),
    }
    paper.words(f"{told}:", soft=True, gap=0)
    paper.words(decision.revoke_reason, typed=True, gap=0)


def _signatures(paper: Paper, sitting: Sitting) -> None:
    paper.heading(_("Signatures"))
    for one in sitting.attendances.filter(was_present=True).select_related("person"):
        paper.keep_room(14)
        name = one.person.get_full_name()
        if one.person_id == sitting.chair_id:
            name = _("%(name)s, chair") % {"name": name}
        paper.words(name, gap=0)
        paper.rule()
