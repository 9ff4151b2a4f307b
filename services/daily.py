"""What the site does by itself each day (الأعمال اليومية): whatever a day that came calls for.

Safe to run twice, or at the same time twice: each deed is done on a locked row, once.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import connection

from accounts.editor_groups import refresh_all_groups
from services import escalation, unanswered
from services.casework import assigning
from services.casework.moving import MoveNotAllowed
from services.committee import announcing
from services.models import ServiceRequest
from services.papers import make_lost
from services.sending import send_overdue

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Outcome:
    """What came of one of the daily tasks: how much was done, and how much failed."""

    name: str
    done: int = 0
    failed: int = 0


def each(
    requests: Iterable[ServiceRequest], do: Callable[[ServiceRequest], object]
) -> tuple[int, int]:
    """`do` it to each request, though it fails for some; how many were done, how many failed.

    What another run did first counts as neither.
    """
    done = failed = 0
    for request in requests:
        try:
            do(request)
        except MoveNotAllowed:
            continue
        except Exception:
            log.exception("Daily work on request %s failed", request.reference)
            failed += 1
        else:
            done += 1
    return done, failed


def refresh_groups() -> tuple[int, int]:
    refresh_all_groups()
    return 0, 0


def announce() -> tuple[int, int]:
    return each(announcing.to_announce(), announcing.announce_due)


def remind() -> tuple[int, int]:
    return each(unanswered.to_remind(), unanswered.remind)


def close_unanswered() -> tuple[int, int]:
    return each(unanswered.to_close(), unanswered.close_unanswered)


def unassign() -> tuple[int, int]:
    return each(assigning.to_unassign(), assigning.unassign)


def escalate() -> tuple[int, int]:
    return each(escalation.to_escalate(), escalation.escalate)


def escalate_reports() -> tuple[int, int]:
    return each(escalation.with_overdue_report(), escalation.escalate_report)


def send_lost_notices() -> tuple[int, int]:
    return send_overdue(), 0


def measure_tables() -> tuple[int, int]:
    """Have SQLite look at how its tables have grown, by which it chooses indexes; PostgreSQL does
    so by itself."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA analysis_limit = 1000")
            cursor.execute("ANALYZE")
    return 0, 0


def make_lost_papers() -> tuple[int, int]:
    return make_lost(), 0


# In this order: what is announced today is not escalated today.
TASKS: dict[str, Callable[[], tuple[int, int]]] = {
    "refresh_groups": refresh_groups,
    "announce": announce,
    "remind": remind,
    "close_unanswered": close_unanswered,
    "unassign": unassign,
    "escalate": escalate,
    "escalate_reports": escalate_reports,
    "send_lost_notices": send_lost_notices,
    "measure_tables": measure_tables,
    "make_lost_papers": make_lost_papers,
}


def run_daily() -> list[Outcome]:
    """Do all that is due; a task that fails does not stop the others, and is logged."""
    return [_run(name, task) for name, task in TASKS.items()]


def _run(name: str, task: Callable[[], tuple[int, int]]) -> Outcome:
    try:
        done, failed = task()
    except Exception:
        log.exception("Daily task %s failed", name)
        return Outcome(name, failed=1)
    return Outcome(name, done, failed)
