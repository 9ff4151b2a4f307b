"""Reading lists a page at a time, by key (keyset pagination): as fast for a million as for ten.

A page begins after, or ends before, a request that the reader had in front of them, so that new
requests neither push what they read to the next page nor hide anything from them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Subquery

from services.models import ServiceRequest

Requests = QuerySet[ServiceRequest]
Key = tuple[Any, int]
_SEPARATOR = "~"


@dataclass(frozen=True)
class Order:
    """In which order a list is read; ties by the key of the request, in the same direction."""

    field: str
    descending: bool
    kind: type[date]

    def by(self, *, backward: bool) -> list[str]:
        sign = "-" if self.descending != backward else ""
        return [f"{sign}{self.field}", f"{sign}pk"]

    def beyond(self, key: Key, *, backward: bool) -> Q:
        """What comes after `key`, or before it."""
        value, pk = key
        sense = "lt" if self.descending != backward else "gt"
        further = Q(**{f"{self.field}__{sense}": value}) | Q(**{f"pk__{sense}": pk})
        return Q(**{f"{self.field}__{sense}e": value}) & further

    def sort(self, keys: Iterable[Key], *, backward: bool) -> list[Key]:
        return sorted(set(keys), reverse=self.descending != backward)


# The one whose clock counts longest first; closed ones have no urgency.
URGENT = Order("counts_from", descending=False, kind=date)
NEWEST = Order("submitted_at", descending=True, kind=datetime)


@dataclass(frozen=True)
class Place:
    """A place in a list, as an address has it: behind or before a request.

    It names the value by which the list is sorted, as it was, and the reference of the request
    rather than its key, which would tell how many requests there are.
    """

    value: date
    reference: str
    backward: bool

    @classmethod
    def read(cls, text: str, order: Order) -> "Place | None":
        """The place, or None for what is none."""
        way, _, rest = text.partition(_SEPARATOR)
        value, _, reference = rest.partition(_SEPARATOR)
        try:
            moment = order.kind.fromisoformat(value)
        except ValueError:
            return None
        aware = isinstance(moment, datetime) and moment.tzinfo is not None
        if (order.kind is datetime) != aware or way not in ("after", "before"):
            return None
        return cls(moment, reference, way == "before")

    @staticmethod
    def write(request: ServiceRequest, order: Order, *, backward: bool) -> str:
        value = getattr(request, order.field).isoformat()
        return _SEPARATOR.join(["before" if backward else "after", value, request.reference])


@dataclass(frozen=True)
class Page:
    """One page; `previous` and `next` are places in the list, "" where there is nothing."""

    requests: list[ServiceRequest]
    previous: str
    next: str


def page_at(
    place: str, windows: Sequence[Requests], *, order: Order, size: int, rows: Requests
) -> Page:
    """The page at `place` ("" for the first) of all that is in any of `windows`.

    One query for each window, one for the place and one for what the page shows, which is taken
    from `rows`.
    """
    at = Place.read(place, order)
    key = None if at is None else _key_of(at, rows)
    backward = at is not None and at.backward
    keys = _keys(windows, order, key, backward=backward, many=size + 1)
    if backward and len(keys) <= size:  # the beginning of the list: read on from there
        return page_at("", windows, order=order, size=size, rows=rows)
    more, keys = len(keys) > size, keys[:size]
    if backward:
        keys.reverse()
    requests = _read([pk for _value, pk in keys], rows)
    if not requests:
        return Page([], "", "")
    first = Place.write(requests[0], order, backward=True)
    last = Place.write(requests[-1], order, backward=False)
    has_previous = more if backward else at is not None
    return Page(requests, first if has_previous else "", last if backward or more else "")


def batches(
    windows: Sequence[Requests], *, order: Order, size: int, rows: Requests
) -> Iterator[list[ServiceRequest]]:
    """All that is in any of `windows`, so many at a time."""
    key: Key | None = None
    while keys := _keys(windows, order, key, backward=False, many=size):
        yield _read([pk for _value, pk in keys], rows)
        key = keys[-1]


class _Count(Subquery):
    """How many rows a query finds, which should be cut off."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


def at_most(lists: Sequence[Sequence[Requests]], limit: int) -> list[int]:
    """How many are in each list of windows, and no more than `limit`: so nothing large is counted.

    One query for all. What is in two windows of a list counts twice.
    """
    sizes = [len(windows) for windows in lists]
    counts = [_Count(one.order_by().values("pk")[:limit]) for windows in lists for one in windows]
    if not counts:
        return [0] * len(lists)
    # Any row does, as what it is asked for does not depend on it; without one there is nothing.
    found = ServiceRequest.objects.order_by().values_list(*counts).first()
    many = iter(found or [0] * len(counts))
    return [min(limit, sum(islice(many, size))) for size in sizes]


def _keys(
    windows: Sequence[Requests], order: Order, after: Key | None, *, backward: bool, many: int
) -> list[Key]:
    found: list[Key] = []
    for window in windows:
        beyond = window if after is None else window.filter(order.beyond(after, backward=backward))
        ordered = beyond.order_by(*order.by(backward=backward))
        found += ordered.values_list(order.field, "pk")[:many]
    return order.sort(found, backward=backward)[:many]


def _key_of(place: Place, rows: Requests) -> Key:
    """The key at a place; a request that is gone from `rows` is taken to stand before all that
    have the same value."""
    pk = rows.order_by().filter(reference=place.reference).values_list("pk", flat=True).first()
    return place.value, pk or 0


def _read(keys: list[int], rows: Requests) -> list[ServiceRequest]:
    found = {one.pk: one for one in rows.order_by().filter(pk__in=keys)}
    return [found[pk] for pk in keys if pk in found]
