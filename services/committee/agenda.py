"""The agenda of a sitting as a person may read it (جدول الأعمال)."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import User
from services.models import AgendaItem, Decision, Recusal, ServiceRequest, Sitting, State
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

    @property
    def is_told(self) -> bool:
        """Whether it tells more of the case than lists of cases do."""
        return bool(self.decision or self.item.note or self.recused)


def agenda(sitting: Sitting, *, reader: User) -> list[AgendaRow]:
    """The items in their order; of cases that do not open to the reader only that there is one.

    A constant number of queries.
    """
    return agenda_without(sitting, hidden_from(sitting, reader=reader))


def hidden_from(sitting: Sitting, *, reader: User) -> dict[int, str]:
    """The numbers of the items whose cases do not open to the reader, and why they do not."""
    keys = [item.request_id for item in _items(sitting)]
    seen = set(casework_of(reader).filter(pk__in=keys).values_list("pk", flat=True))
    recused = Recusal.objects.filter(request__in=keys, person=reader)
    own = set(recused.values_list("request_id", flat=True))
    return {
        number: _("A case you are recused from.")
        if key in own
        else _("A case that is not open to you.")
        for number, key in enumerate(keys, start=1)
        if key not in seen
    }


def agenda_without(sitting: Sitting, hidden: Mapping[int, str]) -> list[AgendaRow]:
    """The items in their order; of those `hidden`, by number, nothing but why they are."""
    items = _items(sitting)
    keys = [item.request_id for at, item in enumerate(items, start=1) if at not in hidden]
    found = ServiceRequest.objects.filter(pk__in=keys).select_related("association", "service")
    cases = {case.pk: case for case in found}
    titles = titles_of(case.service for case in cases.values())
    decided = Decision.objects.filter(item__in=items).select_related("revoked_by")
    decisions = {one.item_id: one for one in decided}
    recused: dict[int, list[str]] = {}
    for recusal in Recusal.objects.filter(request__in=keys).select_related("person"):
        recused.setdefault(recusal.request_id, []).append(recusal.person.get_full_name())
    rows = []
    for number, item in enumerate(items, start=1):
        if number in hidden:
            rows.append(AgendaRow(item, number, why_hidden=hidden[number]))
            continue
        case, decision = cases[item.request_id], decisions.get(item.pk)
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


def _items(sitting: Sitting) -> list[AgendaItem]:
    return list(sitting.items.order_by("position", "pk"))


def outcome_of(
    item: AgendaItem, decision: Decision | None, case: ServiceRequest, sitting: Sitting
) -> str:
    """What became of an item in its sitting, in words.

    A decision withdrawn once the sitting was closed is what it came to there.
    """
    if decision is not None and item.outcome != Outcome.REVOKED:
        return _("Accepted") if decision.accepts else _("Not accepted")
    gone = item.outcome == Outcome.WAITING and not is_heard_by(case, sitting)
    return str(Outcome.DROPPED.label if gone else item.get_outcome_display())


def is_heard_by(case: ServiceRequest, sitting: Sitting) -> bool:
    """Whether the case stands where the sitting can hear it."""
    return bool(case.state == heard_in(hears_appeals=sitting.hears_appeals))


def heard_in(*, hears_appeals: bool) -> State:
    """Where a case stands that a sitting hears."""
    return State.APPEALED if hears_appeals else State.WITH_COMMITTEE
