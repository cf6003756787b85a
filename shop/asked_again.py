"""Statements of the front (shop/kept), which are asked before any request of Django begins.

Django looks with the first statement of a request whether the connection of a thread still lives. Here each statement
is a first one, for nothing tells when a kept page was answered. Who finds the connection lost all the same, since the
database was restarted, asks once more on a new one. Who cannot connect waits for that once, which takes seconds where
the database says nothing.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper


def rows_of(statement: str, values: tuple[Any, ...] = (), alias: str = DEFAULT_DB_ALIAS) -> list[tuple]:
    """The rows of a statement that only reads."""
    connection: Any = connections[alias]
    # Otherwise it would wait as long as for the second of a request.
    if not connection.in_atomic_block:
        connection.health_check_done = False
    try:
        return _rows(connection, statement, values)
    except (InterfaceError, OperationalError):
        could_connect = connection.connection is not None
        if not could_connect or connection.in_atomic_block or connection.is_usable():
            raise
    connection.close()
    return _rows(connection, statement, values)


def _rows(connection: BaseDatabaseWrapper, statement: str, values: tuple[Any, ...]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
