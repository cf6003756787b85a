"""One process at a time, for commands that may be started twice at the same moment, on several computers."""

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from zlib import crc32

from django.db import connection
from django.db.backends.utils import CursorWrapper


@contextmanager
def one_at_a_time(name: str) -> Iterator[None]:
    """Waits until no other process with this database is in a block of the same name. A dead one holds nobody up."""
    hold = hold_on_server if connection.vendor == "postgresql" else hold_file
    with hold(name):
        yield


@contextmanager
def hold_on_server(name: str) -> Iterator[None]:
    """An advisory lock of a transaction on a connection of its own, so that PgBouncer gives it to nobody else."""
    holder = connection.copy()
    try:
        holder.set_autocommit(False)
        with holder.cursor() as cursor:
            # Asked again and again: a statement that waits would keep CREATE INDEX CONCURRENTLY from ending.
            while not is_locked(cursor, name):
                time.sleep(0.2)
            # The last answer holds a snapshot until something else is asked: it would wait for that, too.
            cursor.execute("SELECT 1")
            yield
    finally:
        holder.close()


def is_locked(cursor: CursorWrapper, name: str) -> bool:
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [crc32(name.encode())])
    return bool(cursor.fetchone()[0])


@contextmanager
def hold_file(name: str) -> Iterator[None]:
    """A lock on a file beside the database. One in memory has no other process."""
    database = str(connection.settings_dict["NAME"])
    if is_in_memory(database):
        yield
        return
    with open(f"{database}.{name}-lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def is_in_memory(database: str) -> bool:
    """Whether the name of an SQLite database is no file's, as in tests."""
    return ":memory:" in database or "mode=memory" in database
