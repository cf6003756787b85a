"""Indexes of PostgreSQL that find any part of a text: a condition LIKE '%part%' of three letters or more asks them.

They need the extension pg_trgm. Where it may not be had, and on SQLite, the same conditions read the texts.
"""

import logging
from typing import Any

from django.db import Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

logger = logging.getLogger(__name__)

EXTENSION = "pg_trgm"
# It is not installed on that computer (as each version says it), or our role may not make it.
NOT_TO_BE_HAD = {"0A000", "58P01", "42501"}


def compact_of_2026(*columns: str) -> str:
    """The expression that `shop.compact_text.Compact` made of columns when migrations began to have it in indexes."""
    left_out = " \u00a0-\u2010\u2011\u2013_+()./,''\u2019"
    capitals, small = "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЁё", "абвгдежзийклмнопрстуфхцчшщъыьэюяее"
    joined = " || '|' || ".join(columns)
    return f"translate(lower({joined}), '{capitals}{left_out}', '{small}')"


class TrigramIndex(Operation):
    """Makes the index while others write the table, so the migration must not be `atomic`."""

    reversible = True
    reduces_to_sql = False

    def __init__(self, name: str, table: str, expression: str) -> None:
        self.name, self.table, self.expression = name, table, expression

    def state_forwards(self, app_label: str, state: Any) -> None:
        """Nothing: no model has it, because it is there on PostgreSQL alone."""

    def database_forwards(self, app_label: str, editor: BaseDatabaseSchemaEditor, before: Any, after: Any) -> None:
        connection = connections[editor.connection.alias]
        if connection.vendor != "postgresql" or not has_trigrams(connection):
            return
        # One that was being made when its migration was ended stays, and is not used.
        editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {self.name}")
        what = f"({self.expression}) {operators(connection)}"
        editor.execute(f"CREATE INDEX CONCURRENTLY {self.name} ON {self.table} USING gin ({what})", params=None)

    def database_backwards(self, app_label: str, editor: BaseDatabaseSchemaEditor, before: Any, after: Any) -> None:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {self.name}")

    def describe(self) -> str:
        return f"Index {self.name} of the parts of {self.table}"


class NoTrigramIndex(TrigramIndex):
    """Drops one that is asked no more; backwards it is made again."""

    def database_forwards(self, app_label: str, editor: BaseDatabaseSchemaEditor, before: Any, after: Any) -> None:
        super().database_backwards(app_label, editor, before, after)

    def database_backwards(self, app_label: str, editor: BaseDatabaseSchemaEditor, before: Any, after: Any) -> None:
        super().database_forwards(app_label, editor, before, after)

    def describe(self) -> str:
        return f"No index {self.name} of the parts of {self.table}"


def has_trigrams(connection: BaseDatabaseWrapper) -> bool:
    """Makes the extension, if our role may: it is a trusted one, so whoever owns the database may."""
    try:
        with transaction.atomic(connection.alias), connection.cursor() as cursor:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {EXTENSION}")
    except Error as why:
        # Whoever waited too long for a lock may have it the next time.
        if getattr(why.__cause__, "sqlstate", "") not in NOT_TO_BE_HAD:
            raise
        logger.warning("no %s, so searches of staff read whole tables: %s", EXTENSION, str(why).strip())
        return False
    return True


def operators(connection: BaseDatabaseWrapper) -> str:
    """Its operators for an index, by the schema in which it is: some hosts have one for extensions."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = %s", [EXTENSION])
        return f"{cursor.fetchone()[0]}.gin_trgm_ops"
