"""Who did what with a sitting, and when (سجل الجلسة)."""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.models import User
from services.models import AgendaItem, Sitting, SittingEvent

What = SittingEvent.What


def write_down(
    what: str, *, sitting: Sitting, by: User, items: Iterable[AgendaItem] = ()
) -> SittingEvent:
    """Write one event of a sitting, in the transaction of what it tells of.

    Of agenda items it keeps their numbers alone, so that who may not see a case may read it.
    """
    note = ", ".join(str(item.position) for item in items)
    event: SittingEvent = SittingEvent.objects.create(
        sitting=sitting, actor=by, what=what, note=note
    )
    return event


def history_of(sitting: Sitting) -> QuerySet[SittingEvent]:
    """All that was done with a sitting, in order; one query."""
    return sitting.events.select_related("actor")
