"""Texts as staff's searches compare them: without case, «ё», spaces, dashes and points, on both databases."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Func
from django.dispatch import receiver

RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
# PostgreSQL's lower() changes letters other than a to z only if the database's locale does.
FROM, TO = f"{RUSSIAN.upper()}Ёё", f"{RUSSIAN}ее"
LEFT_OUT = " \u00a0-\u2010\u2011\u2013_+()./,'’"
NOTHING = str.maketrans(dict.fromkeys(LEFT_OUT))


def compact(text: str | None) -> str:
    """A text as it is compared."""
    return (text or "").lower().replace("ё", "е").translate(NOTHING)


class Compact(Func):
    """`compact` as a database expression; of several columns, with a sign between them.

    Of columns nothing in it is a parameter, so that an index is found.
    """

    function = "compact"
    arg_joiner = " || '|' || "
    output_field = models.TextField()

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        letters = (f"{FROM}{LEFT_OUT}".replace("'", "''"), TO)
        template = f"translate(lower(%(expressions)s), '{letters[0]}', '{letters[1]}')"
        return super().as_sql(compiler, connection, template=template, **context)


@receiver(connection_created)
def add_compact(sender: Any, connection: BaseDatabaseWrapper, **_options: Any) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function("compact", 1, compact, deterministic=True)


class CompactCodes(Func):
    """`compact` of codes of plain letters and digits, as numbers of orders are, by functions that both databases have:
    SQLite calls Python for the other. All is in the template and nothing a parameter, so that an index is found.
    """

    arg_joiner = " || '|' || "
    template = "replace(replace(lower(%(expressions)s), '-', ''), '/', '')"
    output_field = models.TextField()


class CompactSlug(Func):
    """`compact` of a slug, which has small plain letters, digits and dashes: a tenth of the work for each row."""

    template = "replace(replace(%(expressions)s, '-', ''), '_', '')"
    output_field = models.TextField()


class OneOf(Func):
    """Whether a column is one of those that a subquery finds.

    Beside an OR, PostgreSQL asks the index of the column for an array, and reads all rows for IN.
    """

    template = "%(expressions)s"
    arg_joiner = " IN "
    output_field = models.BooleanField()

    def as_postgresql(self, compiler: Any, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return super().as_sql(compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY(ARRAY", **context)
