"""Which rows a verb locks, in which order: those it selects to update, and those it updates.

SQLite locks the whole file and takes no FOR UPDATE; there it is written as a comment, so that the
order is seen on every database.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

SELECTED = re.compile(r'FROM "(\w+)".*FOR (?:NO KEY )?UPDATE', re.DOTALL)
UPDATED = re.compile(r'UPDATE "(\w+)"')


class Locks:
    """The tables in the order in which rows of them were locked; `before` runs just before one."""

    def __init__(self) -> None:
        self.tables: list[str] = []
        self.before: dict[str, Callable[[], object]] = {}

    def see(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if found := SELECTED.match(sql[sql.find("FROM") :]) or UPDATED.match(sql):
            table = found[1].removeprefix("services_")
            if meanwhile := self.before.pop(table, None):
                meanwhile()
            self.tables.append(table)
        return execute(sql, params, many, context)


@contextmanager
def locks_seen(monkeypatch: Any) -> Iterator[Locks]:
    locks = Locks()
    if not connection.features.has_select_for_update:
        monkeypatch.setattr(connection.features, "has_select_for_update", True)
        monkeypatch.setattr(connection.features, "has_select_for_update_of", True)
        monkeypatch.setattr(connection.features, "has_select_for_no_key_update", True)
        monkeypatch.setattr(connection.ops, "for_update_sql", lambda **how: "/* FOR UPDATE */")
    with connection.execute_wrapper(locks.see):
        yield locks
