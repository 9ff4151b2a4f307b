"""By what a request's due day is reckoned, kept where indexes can reach it.

The day itself is never stored: closures and promises change it. Among requests that are alike in
`due_by` it comes in the order of one stored day, and so an index gives them by urgency.
"""

from typing import Any

from django.db import models

from services.models.states import CLOCK_RUNS, DAY_STATED

# What `due_by` holds beside numbers of working days.
STATED_DAY = -1
NO_DAY_STATED = -2
NOTHING_DUE = -3


def due_by_field() -> models.GeneratedField:
    """A column that the database keeps: the promised working days where an answer is owed or the
    registration after it, to be counted from `counts_from`; STATED_DAY where `expected_on` is the
    day, NO_DAY_STATED where an officer may state one; else NOTHING_DUE."""
    return models.GeneratedField(
        expression=models.Case(
            models.When(waiting_since__isnull=False, then=models.Value(NOTHING_DUE)),
            models.When(state__in=CLOCK_RUNS, then=models.F("promised_days")),
            models.When(
                state__in=DAY_STATED, expected_on__isnull=False, then=models.Value(STATED_DAY)
            ),
            models.When(state__in=DAY_STATED, then=models.Value(NO_DAY_STATED)),
            default=models.Value(NOTHING_DUE),
            output_field=models.SmallIntegerField(),
        ),
        output_field=models.SmallIntegerField(),
        db_persist=True,
    )


def by_urgency(name: str, *fields: str, **condition: Any) -> list[models.Index]:
    """Indexes by which what is alike in `fields` and `due_by` is read in the order of due days."""
    stated = condition | {"expected_on__isnull": False}
    return [
        _index(f"{name}_by_urgency", [*fields, "due_by", "counts_from", "id"], condition),
        _index(f"{name}_by_stated", [*fields, "due_by", "expected_on", "id"], stated),
    ]


def of_those(name: str) -> list[models.Index]:
    """Indexes of those requests of an association that have `is_<name>`, open and all."""
    those = {f"is_{name}": True}
    newest = models.Index(
        fields=["association", "-submitted_at", "-id"],
        condition=models.Q(**those),
        name=f"newest_{name}",
    )
    return [*by_urgency(name, "association", closed_at=None, **those), newest]


def _index(name: str, fields: list[str], condition: dict[str, Any]) -> models.Index:
    return models.Index(fields=fields, condition=models.Q(**condition), name=name)
