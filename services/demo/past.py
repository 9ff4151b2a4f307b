"""A past for the demo: what is done within happens on another day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta, tzinfo
from unittest import mock

from django.utils import timezone


@contextmanager
def days_ago(days: int) -> Iterator[None]:
    """Let Django's clock stand so many days back: every row written within has that date."""
    shift = timedelta(days=days)

    class Past(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.now(tz) - shift

    with mock.patch.object(timezone, "datetime", Past):
        yield
