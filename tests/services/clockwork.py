"""Days that tests travel to: noon in Saudi Arabia."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

ToDay = Callable[[date], None]


def travel(monkeypatch: pytest.MonkeyPatch) -> ToDay:
    """`today(day)` makes it noon of that day."""

    def set_to(day: date) -> None:
        moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to
