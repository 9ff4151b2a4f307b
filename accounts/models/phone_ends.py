"""The end of a mobile number, by which people are looked up who say only that."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func
from django.db.models.sql.compiler import SQLCompiler

DIGITS = 4


class LastFour(Func):
    """The last four characters of a number, written out so that an index on them is used.

    Django's own `Right` sends the length as a parameter, by which SQLite can't know the index.
    """

    arity = 1
    output_field = CharField()
    template = f"RIGHT(%(expressions)s, {DIGITS})"

    def as_sqlite(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any
    ) -> Any:
        return self.as_sql(
            compiler, connection, template=f"SUBSTR(%(expressions)s, -{DIGITS})", **extra
        )
