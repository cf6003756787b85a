"""What counts as an outage, worth trying again: the database does not answer, or not in time, a disk is full, or the
bucket of photographs is down.
"""

import errno
import sqlite3
import time
from collections.abc import Callable

from django.db import InterfaceError, OperationalError, connection

# SQLite raises OperationalError for a fault in our own SQL as well, with this code.
FAULT_IN_SQL = sqlite3.SQLITE_ERROR
# Where a request says what the front of Django has met (shop/kept): no header of a request has this name.
OUTAGE = "shop.outage"
# Of /tmp, where uploads lie while they are received, and of the folder of photographs.
DISK_FULL = (errno.ENOSPC, errno.EDQUOT)
# The disk of the database, as PostgreSQL (Appendix A of its manual) and SQLite say.
DATABASE_FULL = ("53100", sqlite3.SQLITE_FULL)
# As the bucket of photographs says it (catalog/photographs/bucket.py).
STORAGE_DOWN = errno.EHOSTDOWN


def is_outage(error: BaseException | None) -> bool:
    """Whether the database is down, full, locked, too slow or was restarted meanwhile, or photographs find no place."""
    if isinstance(error, OSError):
        return error.errno in (*DISK_FULL, STORAGE_DOWN)
    if not isinstance(error, (OperationalError, InterfaceError)):
        return False
    return getattr(error.__cause__, "sqlite_errorcode", None) != FAULT_IN_SQL


def cause_of(outage: BaseException | None) -> str:
    """What has to be mended: the `disk`, that of the database too, or the `database`."""
    said = outage and outage.__cause__
    codes = (getattr(said, "sqlstate", None), getattr(said, "sqlite_errorcode", None))
    is_disk = isinstance(outage, OSError) or any(code in DATABASE_FULL for code in codes)
    return "disk" if is_disk else "database"


def told(error: BaseException) -> str:
    """An exception in one line for the log, such as `OperationalError: database is locked`."""
    return f"{type(error).__name__}: {' '.join(str(error).split())[:200]}"


def wait_for_database(seconds: float, say: Callable[[str], object]) -> None:
    """Returns when the database answers. Raises OperationalError or InterfaceError if it does not in time."""
    end = time.monotonic() + seconds
    has_said = False
    while True:
        try:
            connection.ensure_connection()
            return
        except (OperationalError, InterfaceError):
            if time.monotonic() >= end:
                raise
        if not has_said:
            say(f"Waiting up to {seconds:g} seconds for the database")
            has_said = True
        time.sleep(0.5)
