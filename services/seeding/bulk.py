"""Writing many rows fast: prepared statements on SQLite, COPY on PostgreSQL, indexes afterwards."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models

Row = dict[str, Any]


def write_rows(model: type[models.Model], rows: Sequence[Row]) -> None:
    """Insert rows, each a value by the field's column; no signals, no `save`.

    What a row leaves out has the field's default, the same for all rows.
    """
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    defaults = {field.attname: field.get_default() for field in fields}
    makers = [(field.attname, _maker(field)) for field in fields]
    values = [
        [make(row[name] if name in row else defaults[name]) for name, make in makers]
        for row in rows
    ]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for one in values:
                    copy.write_row(one)
        else:
            marks = ", ".join(["%s"] * len(fields))
            statement = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - our own names
            cursor.executemany(statement, values)


def _maker(field: Any) -> Callable[[Any], Any]:
    """What makes a value of the field one of the database's; cheap where nothing is to be done."""
    if isinstance(field, models.JSONField):
        return _json(field)
    if isinstance(field, models.DateTimeField):
        return connection.ops.adapt_datetimefield_value
    if isinstance(field, models.DateField):
        return connection.ops.adapt_datefield_value
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _json(field: Any) -> Callable[[Any], Any]:
    """The same few objects come again and again: each is written out once."""
    made: dict[int, Any] = {}

    def make(value: Any) -> Any:
        if id(value) not in made:
            made[id(value)] = field.get_db_prep_save(value, connection)
        return made[id(value)]

    return make


@contextmanager
def without_indexes(*changed: type[models.Model]) -> Iterator[None]:
    """Take the indexes of the models away while rows are written, and build them afterwards."""
    indexes = [(model, index) for model in changed for index in model._meta.indexes]
    with connection.schema_editor() as editor:
        for model, index in indexes:
            editor.remove_index(model, index)
    yield
    with connection.schema_editor() as editor:
        for model, index in indexes:
            editor.add_index(model, index)


def let_keys_go_on(*changed: type[models.Model]) -> None:
    """After rows whose keys were given, keys that the database gives come behind them."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(changed)):
            cursor.execute(statement)


def gather_statistics() -> None:
    """Let the planner of the database know what is there."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
