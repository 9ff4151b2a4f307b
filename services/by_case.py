"""Reading rows of many cases, a case at a time, in memory that does not grow."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

AT_ONCE = 2000
Row = dict[str, Any]


class ByCase:
    """Rows that come in the order of their case, handed out a case at a time.

    `case` is the name under which a row has the key of its case.
    """

    def __init__(self, rows: Iterator[Row], case: str = "request_id") -> None:
        self._groups = groupby(rows, key=itemgetter(case))
        self._next: tuple[int, list[Row]] | None = None

    def of(self, request_id: int) -> list[Row]:
        """Those of a case; called with rising keys. Those of the cases between are left out."""
        while self._next is None or self._next[0] < request_id:
            found = next(self._groups, None)
            if found is None:
                return []
            self._next = found[0], list(found[1])
        return self._next[1] if self._next[0] == request_id else []
