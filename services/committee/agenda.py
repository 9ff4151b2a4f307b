"""The agenda of a sitting as a person may read it (جدول الأعمال)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from services.committee.sittings import heard_in
from services.models import AgendaItem, Decision, Recusal, ServiceRequest, Sitting
from services.queries import casework_of
from services.references import show_reference
from services.summaries import titles_of

Outcome = AgendaItem.Outcome


@dataclass(frozen=True)
class AgendaRow:
    """One item for one reader; `case` is None where it does not open to them, with `why_hidden`."""

    item: AgendaItem
    number: int
    case: ServiceRequest | None = None
    why_hidden: str = ""
    reference: str = ""
    service: str = ""
    outcome: str = ""
    decision: Decision | None = None
    recused: tuple[str, ...] = ()


def agenda(sitting: Sitting, *, reader: User) -> list[AgendaRow]:
    """The items in their order; of cases that do not open to the reader only that there is one.

    A constant number of queries.
    """
    items = list(sitting.items.order_by("position", "pk"))
    keys = [item.request_id for item in items]
    seen = casework_of(reader).filter(pk__in=keys).select_related("association", "service")
    cases = {case.pk: case for case in seen}
    titles = titles_of(case.service for case in cases.values())
    decisions = {one.item_id: one for one in Decision.objects.filter(item__in=items)}
    recused: dict[int, list[str]] = {}
    own = set()
    for recusal in Recusal.objects.filter(request__in=keys).select_related("person"):
        recused.setdefault(recusal.request_id, []).append(recusal.person.get_full_name())
        if recusal.person_id == reader.pk:
            own.add(recusal.request_id)
    rows = []
    for number, item in enumerate(items, start=1):
        case = cases.get(item.request_id)
        if case is None:
            why = _("A case you are recused from.")
            if item.request_id not in own:
                why = _("A case that does not open to you.")
            rows.append(AgendaRow(item, number, why_hidden=why))
            continue
        decision = decisions.get(item.pk)
        rows.append(
            AgendaRow(
                item=item,
                number=number,
                case=case,
                reference=show_reference(case.reference),
                service=titles[case.service_id],
                outcome=outcome_of(item, decision, case, sitting),
                decision=decision,
                recused=tuple(recused.get(case.pk, ())),
            )
        )
    return rows


def outcome_of(
    item: AgendaItem, decision: Decision | None, case: ServiceRequest, sitting: Sitting
) -> str:
    """What became of an item, in words."""
    if decision is not None:
        return _("Accepted") if decision.accepts else _("Not accepted")
    gone = item.outcome == Outcome.WAITING and not is_heard_by(case, sitting)
    return str(Outcome.DROPPED.label if gone else item.get_outcome_display())


def is_heard_by(case: ServiceRequest, sitting: Sitting) -> bool:
    """Whether the case stands where the sitting can hear it."""
    return bool(case.state == heard_in(hears_appeals=sitting.hears_appeals))
