"""New rows whose keys nobody needs, written by statements that are put together here.

Django's `bulk_create` makes a query, compiles it and reads the keys back, for each table anew: of an order of three
lines that took a quarter of the application's CPU. PostgreSQL writes rows of several tables in one statement, and with
them what is changed at the same time: each that is saved is 3 % of its own CPU.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

# Rows of one statement. SQLite takes 32,766 values.
AT_ONCE = 1000
# A statement of SQL and its values.
Written = tuple[str, list[Any]]


def insert(rows: Iterable[models.Model], *, beside: Written | None = None) -> None:
    """Writes rows, in the transaction of the caller, and changes others by the statement `beside` them.

    Neither reads what the other writes. No signals are sent, as in `bulk_create`.
    """
    left = list(rows)
    connection: Any = connections[DEFAULT_DB_ALIAS]
    while left or beside:
        statements = [beside] if beside else []
        statements += _inserts(left[:AT_ONCE], connection)
        left, beside = left[AT_ONCE:], None
        with connection.cursor() as cursor:
            for sql, values in [_joined(statements)] if connection.vendor == "postgresql" else statements:
                cursor.execute(sql, values)


def _inserts(rows: Sequence[models.Model], connection: Any) -> list[Written]:
    """A statement for each table, in the order in which they come."""
    tables: dict[type[models.Model], list[models.Model]] = {}
    for row in rows:
        tables.setdefault(type(row), []).append(row)
    return [_insert(model, of_table, connection) for model, of_table in tables.items()]


def _insert(model: type[models.Model], rows: Sequence[models.Model], connection: Any) -> Written:
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    table, *columns = map(connection.ops.quote_name, [model._meta.db_table, *(field.column for field in fields)])
    places = ", ".join([f"({', '.join(['%s'] * len(fields))})"] * len(rows))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for row in rows for field in fields]
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {places}", values  # noqa: S608  # names of ours


def _joined(statements: Sequence[Written]) -> Written:
    """One statement that does what these do. PostgreSQL carries out all of it, whether it is read or not."""
    *others, last = [sql for sql, _values in statements]
    beside = ", ".join(f"written_{number} AS ({sql})" for number, sql in enumerate(others))
    return f"WITH {beside} {last}" if beside else last, [value for _sql, values in statements for value in values]
