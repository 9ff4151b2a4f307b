"""Checking what moves wrote beside their events (التحقق من الوقائع)."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import F, Model, QuerySet

from services.by_case import AT_ONCE, ByCase, Row
from services.facts import FACTS, WRITTEN_BY, Fact, Facts
from services.models import ServiceRequest

# The number of an event, 0 where there is none, and what was found.
Found = tuple[int, str]
_CASE = "case_of_fact"
_MODELS: tuple[type[Model], ...] = tuple(dict.fromkeys(one.model for one in FACTS.values()))


class FactsCheck:
    """Compares the facts of cases with what their events say; one query for each model.

    Of `cases`, or of all for None; asked for one case after the other, with rising keys.
    """

    def __init__(self, cases: QuerySet[ServiceRequest] | None = None) -> None:
        self._rows = {model: ByCase(_rows_of(model, cases), _CASE) for model in _MODELS}

    def faults_of(self, request_id: int, events: Sequence[Row]) -> Iterator[Found]:
        """What is wrong with the facts of a case, given its events, at least one, in order.

        Facts that are gone or another, at the event that wrote them last, and those of which no
        event speaks. Of these nothing can be said where events are missing, nor of a kind that a
        move of the case writes which is from before events spoke of it.
        """
        rows = {
            model: {str(row["pk"]): row for row in by_case.of(request_id)}
            for model, by_case in self._rows.items()
        }
        spoken: dict[tuple[str, str], tuple[int, str]] = {}
        untold: set[str] = set()
        for event in events:
            facts = _facts_in(event)
            untold |= set(WRITTEN_BY.get(event["move"], ())) - facts.keys()
            for kind, digests in facts.items():
                spoken |= {(kind, key): (event["sequence"], one) for key, one in digests.items()}
        for (kind, key), (sequence, digest) in spoken.items():
            row = rows[FACTS[kind].model].get(key)
            if row is None:
                yield sequence, f"{kind} {key} is gone"
            elif FACTS[kind].digest(row) != digest:
                yield sequence, f"{kind} {key} is not what was written"
        if len(events) < events[-1]["request__event_count"]:
            return
        for kind, fact in FACTS.items():
            if kind in untold:
                continue
            for key, row in rows[fact.model].items():
                if (kind, key) not in spoken and fact.is_in(row):
                    yield 0, f"{kind} {key} is not one that an event of the case speaks of"


def _facts_in(event: Row) -> Facts:
    """What an event says, by kind; one written by hand, told as changed, may hold anything."""
    facts = event["facts"] if isinstance(event["facts"], dict) else {}
    return {
        kind: digests
        for kind, digests in facts.items()
        if kind in FACTS and isinstance(digests, dict)
    }


def _rows_of(model: type[Model], cases: QuerySet[ServiceRequest] | None) -> Iterator[Row]:
    """The rows of a model with all fields that are facts, those of a case one after the other."""
    facts: list[Fact] = [one for one in FACTS.values() if one.model is model]
    case, fields = facts[0].case, {name for one in facts for name in one.fields}
    rows: QuerySet[Any] = model._base_manager.order_by(case, "pk")
    if cases is None:
        rows = rows.filter(**{f"{case}__isnull": False})
    else:
        rows = rows.filter(**{f"{case}__in": cases.values("pk")})
    return rows.values("pk", *fields, **{_CASE: F(case)}).iterator(chunk_size=AT_ONCE)
