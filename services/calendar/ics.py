"""Calendars as files and feeds (RFC 5545), written by the `icalendar` library."""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from icalendar import Calendar, Event

from services.calendar.entries import SITTING_LASTS, Entry

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH_EVERY = timedelta(hours=1)


def as_ics(entries: Sequence[Entry], *, name: str) -> bytes:
    """A calendar of that name: days without a time for what is due, moments in Saudi time.

    All properties come from the entries, but for DTSTAMP, the moment of writing.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{_host()}//Sila//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", settings.TIME_ZONE)
    calendar.add("refresh-interval", REFRESH_EVERY, parameters={"VALUE": "DURATION"})
    now = timezone.now()
    for entry in entries:
        calendar.add_component(_event(entry, now))
    day = timezone.localdate()
    calendar.add_missing_timezones(day - timedelta(days=366), day + timedelta(days=366))
    written: bytes = calendar.to_ical()
    return written


def etag_of(entries: Sequence[Entry], *, name: str) -> str:
    """A tag that changes with what a reader would see, and not with the moment of writing.

    There is no moment of last change beside it: what is due also changes as days go by.
    """
    content = repr((name, list(entries))).encode()
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def as_file(content: bytes, name: str) -> HttpResponse:
    """A calendar to be saved and opened by a calendar program."""
    response = HttpResponse(content, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return kept_private(response)


def kept_private(response: HttpResponse) -> HttpResponse:
    """The response, kept by nobody but who asked, found by no search engine."""
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _event(entry: Entry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.uid}@{_host()}")
    event.add("dtstamp", now)
    event.add("summary", entry.summary)
    if isinstance(entry.start, datetime):
        start = entry.start.astimezone(ZoneInfo(settings.TIME_ZONE))
        event.add("dtstart", start)
        event.add("dtend", start + SITTING_LASTS)
    else:
        event.add("dtstart", entry.start)
        event.add("dtend", _after(entry.start))
        event.add("transp", "TRANSPARENT")
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    for name in ("description", "location", "url"):
        if value := getattr(entry, name):
            event.add(name, value)
    return event


def _after(day: date) -> date:
    """The day on which an event of one day has ended: DTEND is not part of it."""
    return day + timedelta(days=1)


def _host() -> str:
    return urlsplit(settings.BASE_URL).hostname or "localhost"
