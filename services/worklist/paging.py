"""Reading lists a page at a time, by key (keyset pagination): as fast for a million as for ten.

A page begins after, or ends before, a request that the reader had in front of them, so that new
requests neither push what they read to the next page nor hide anything from them.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Any, NamedTuple

from django.db.models import IntegerField, Q, QuerySet, Subquery

from services.models import ServiceRequest

Requests = QuerySet[ServiceRequest]
# The due day of what has none: it comes after all days.
UNDATED = date.max
_ONE_DAY = timedelta(days=1)
_SEPARATOR = "~"
# Between which an address may name a due day; others are not reckoned with.
_FIRST_YEAR, _LAST_YEAR = 1990, 2190


class Key(NamedTuple):
    """By which a list is sorted: the due day, then the value that its window is read by, then
    the key of the request."""

    due: date
    value: Any
    pk: int


@dataclass(frozen=True)
class Order:
    """In which order a list is read, and whether by the values of days or of moments."""

    descending: bool
    kind: type[date]


# What is due first; closed ones have no urgency.
URGENT = Order(descending=False, kind=date)
NEWEST = Order(descending=True, kind=datetime)


@dataclass(frozen=True)
class Window:
    """Requests that one index gives in the order of `field`, and what days that makes them due.

    `due_on` tells the due day of a value; with a larger value it is the same or a later one.
    `not_before` tells the first value whose due day is not before a day. Both None: nothing in
    the window is due, and it comes after all that is.
    """

    requests: Requests
    field: str
    due_on: Callable[[Any], date] | None = None
    not_before: Callable[[date], Any] | None = None

    def keys(self, after: Key | None, *, backward: bool, many: int) -> list[Key]:
        """The first `many` keys that come after that one in ascending order; `backward`, the
        last that come before it."""
        found = self.requests if after is None else self._beyond(after, backward=backward)
        sign = "-" if backward else ""
        ordered = found.order_by(f"{sign}{self.field}", f"{sign}pk")
        rows = ordered.values_list(self.field, "pk")[:many]
        if self.due_on is None:
            return [Key(UNDATED, value, pk) for value, pk in rows]
        return [Key(self.due_on(value), value, pk) for value, pk in rows]

    def _beyond(self, key: Key, *, backward: bool) -> Requests:
        value, pk = key.value, key.pk
        if self.not_before is None:
            if key.due != UNDATED:  # all that is here comes after it
                return self.requests.none() if backward else self.requests
        elif key.due == UNDATED:
            return self.requests if backward else self.requests.none()
        else:
            first, next_day = self.not_before(key.due), self.not_before(key.due + _ONE_DAY)
            if not first <= value < next_day:
                value, pk = (first if value < first else next_day), 0
        sense = "lt" if backward else "gt"
        further = Q(**{f"{self.field}__{sense}": value}) | Q(**{f"pk__{sense}": pk})
        return self.requests.filter(Q(**{f"{self.field}__{sense}e": value}) & further)


def newest_first(requests: Requests) -> Window:
    """The window of a list in the order NEWEST."""
    return Window(requests, "submitted_at")


@dataclass(frozen=True)
class Place:
    """A place in a list, as an address has it: behind or before a request.

    It names the days or the moment by which the list is sorted, as they were, and the reference
    of the request rather than its key, which would tell how many requests there are.
    """

    due: date
    value: date
    reference: str
    backward: bool

    @classmethod
    def read(cls, text: str, order: Order) -> "Place | None":
        """The place, or None for what is none."""
        way, *days = text.split(_SEPARATOR)
        if way not in ("after", "before") or len(days) != (3 if order is URGENT else 2):
            return None
        *dues, written, reference = days
        try:
            value = order.kind.fromisoformat(written)
            due = date.fromisoformat(dues[0]) if any(dues) else UNDATED
        except ValueError:
            return None
        aware = isinstance(value, datetime) and value.tzinfo is not None
        is_reckoned = due == UNDATED or _FIRST_YEAR <= due.year <= _LAST_YEAR
        if (order.kind is datetime) != aware or not is_reckoned:
            return None
        return cls(due, value, reference, way == "before")

    @staticmethod
    def write(key: Key, request: ServiceRequest, order: Order, *, backward: bool) -> str:
        due = "" if key.due == UNDATED else key.due.isoformat()
        days = [due, key.value.isoformat()] if order is URGENT else [key.value.isoformat()]
        return _SEPARATOR.join(["before" if backward else "after", *days, request.reference])


@dataclass(frozen=True)
class Page:
    """One page; `previous` and `next` are places in the list, "" where there is nothing."""

    requests: list[ServiceRequest]
    previous: str
    next: str


def page_at(
    place: str, windows: Sequence[Window], *, order: Order, size: int, rows: Requests
) -> Page:
    """The page at `place` ("" for the first) of all that is in any of `windows`.

    At most one query for each window, one for the place and one for what the page shows, which is
    taken from `rows`.
    """
    at = Place.read(place, order)
    after = None if at is None else _key_of(at, rows)
    backward = at is not None and at.backward
    keys = _keys(windows, order, after, backward=backward, many=size + 1)
    if backward and len(keys) <= size:  # the beginning of the list: read on from there
        return page_at("", windows, order=order, size=size, rows=rows)
    more, keys = len(keys) > size, keys[:size]
    if backward:
        keys.reverse()
    found = _read(keys, rows)
    if not found:
        return Page([], "", "")
    first = Place.write(*found[0], order, backward=True)
    last = Place.write(*found[-1], order, backward=False)
    has_previous = more if backward else at is not None
    requests = [request for _key, request in found]
    return Page(requests, first if has_previous else "", last if backward or more else "")


def batches(
    windows: Sequence[Window], *, order: Order, size: int, rows: Requests
) -> Iterator[list[ServiceRequest]]:
    """All that is in any of `windows`, so many at a time."""
    key: Key | None = None
    while keys := _keys(windows, order, key, backward=False, many=size):
        yield [request for _key, request in _read(keys, rows)]
        key = keys[-1]


class _Count(Subquery):
    """How many rows a query finds, which should be cut off."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


def at_most(lists: Sequence[Sequence[Requests]], limit: int) -> list[int]:
    """How many are in each list of parts, and no more than `limit`: so nothing large is counted.

    One query for all. What is in two parts of a list counts twice.
    """
    sizes = [len(parts) for parts in lists]
    counts = [_Count(one.order_by().values("pk")[:limit]) for parts in lists for one in parts]
    if not counts:
        return [0] * len(lists)
    # Any row does, as what it is asked for does not depend on it; without one there is nothing.
    found = ServiceRequest.objects.order_by().values_list(*counts).first()
    many = iter(found or [0] * len(counts))
    return [min(limit, sum(islice(many, size))) for size in sizes]


def _keys(
    windows: Sequence[Window], order: Order, after: Key | None, *, backward: bool, many: int
) -> list[Key]:
    backward = backward != order.descending
    found = {key for one in windows for key in one.keys(after, backward=backward, many=many)}
    return sorted(found, reverse=backward)[:many]


def _key_of(place: Place, rows: Requests) -> Key:
    """The key at a place; a request that is gone from `rows` is taken to stand before all that
    have the same value."""
    pk = rows.order_by().filter(reference=place.reference).values_list("pk", flat=True).first()
    return Key(place.due, place.value, pk or 0)


def _read(keys: list[Key], rows: Requests) -> list[tuple[Key, ServiceRequest]]:
    found = {one.pk: one for one in rows.order_by().filter(pk__in=[key.pk for key in keys])}
    return [(key, found[key.pk]) for key in keys if key.pk in found]
