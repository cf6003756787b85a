"""What counts as an outage: the database does not answer, or not in time. The visitor may try again soon."""

import sqlite3

from django.db import InterfaceError, OperationalError

# SQLite raises OperationalError for a fault in our own SQL as well, with this code.
FAULT_IN_SQL = sqlite3.SQLITE_ERROR


def is_outage(error: BaseException | None) -> bool:
    """Whether an exception means that the database is down, full, locked, too slow or was restarted meanwhile."""
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    return getattr(error.__cause__, "sqlite_errorcode", None) != FAULT_IN_SQL


def told(error: BaseException) -> str:
    """An exception in one line for the log, such as `OperationalError: database is locked`."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"
