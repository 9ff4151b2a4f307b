"""Days that tests travel to: noon in Saudi Arabia."""

from collections.abc import Callable
from datetime import UTC, date, datetime, tzinfo
from typing import Any
from unittest.mock import patch

import pytest
from django.utils import timezone

ToDay = Callable[[date], None]


def travel(monkeypatch: pytest.MonkeyPatch) -> ToDay:
    """`today(day)` makes it noon of that day."""

    def set_to(day: date) -> None:
        moment = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
        monkeypatch.setattr(timezone, "now", lambda: moment)

    return set_to


class _AsDatetime(type):
    """So that what asks whether it has a datetime before it is told as ever."""

    def __instancecheck__(cls, one: object) -> bool:
        return isinstance(one, datetime)


def time_told_by(now: Callable[[], datetime]) -> Any:
    """A patch under which it is everywhere the moment that `now` tells.

    Models' fields hold `timezone.now` itself as their default, and nothing put in its place
    reaches them: so what it asks for the time is replaced.
    """

    class Clock(metaclass=_AsDatetime):
        @staticmethod
        def now(tz: tzinfo | None = None) -> datetime:
            return now().astimezone(tz)

    return patch("django.utils.timezone.datetime", Clock)
