"""Who changed the calendar of closed days, when, and what stood there before (سجل التقويم).

Kept in Wagtail's log, which outlives the closure; days are told as they were at the time.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts.models import User
from home.models import Association
from services.models import Closure

MADE, CHANGED, DELETED = (f"services.closure_{deed}" for deed in ("made", "changed", "deleted"))
EVERYBODYS = 0  # in the place of an association's key


@dataclass(frozen=True)
class Days:
    """A closure as it stood."""

    association: int
    name: str
    first_day: date
    last_day: date
    is_open: bool

    @classmethod
    def of(cls, closure: Closure) -> "Days":
        return cls(
            association=closure.association_id or EVERYBODYS,
            name=closure.name,
            first_day=closure.first_day,
            last_day=closure.last_day,
            is_open=closure.is_open,
        )

    @classmethod
    def read(cls, written: dict[str, Any]) -> "Days":
        days = {name: date.fromisoformat(written[name]) for name in ("first_day", "last_day")}
        return cls(**(written | days))

    @property
    def written(self) -> dict[str, Any]:
        days = {name: getattr(self, name).isoformat() for name in ("first_day", "last_day")}
        return vars(self) | days


@dataclass(frozen=True)
class Change:
    """One change; `before` is None where days were added, `after` where they were taken away."""

    at: datetime
    by: User | None
    before: Days | None
    after: Days | None


def record(closure: Closure, *, before: Days | None, after: Days | None, by: User) -> None:
    """Write a change down, within its transaction; nothing where nothing is another."""
    if before == after:
        return
    action = MADE if before is None else DELETED if after is None else CHANGED
    data = {"before": before and before.written, "after": after and after.written}
    log(closure, action, user=by, data=data, deleted=after is None)


def changes_of(association: Association | None, *, most: int) -> list[Change]:
    """The newest changes of an association's own days and of everybody's, at most so many.

    Without an association: of everybody's alone. Two queries.
    """
    keys = [EVERYBODYS, *([association.pk] if association else [])]
    entries = ModelLogEntry.objects.filter(
        Q(data__before__association__in=keys) | Q(data__after__association__in=keys),
        content_type=ContentType.objects.get_for_model(Closure),
    )
    return [
        Change(
            at=entry.timestamp,
            by=entry.user,
            before=_read(entry.data["before"]),
            after=_read(entry.data["after"]),
        )
        for entry in entries.select_related("user").order_by("-timestamp", "-pk")[:most]
    ]


def _read(written: dict[str, Any] | None) -> Days | None:
    return Days.read(written) if written else None
