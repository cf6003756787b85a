"""The time of orders, by the database's clock: deadlines must not depend on which computer looks at its own."""

import time
from datetime import datetime

from django.db import connection
from django.utils import timezone


def now() -> datetime:
    """SQLite has no clock of its own: its database is a file of this computer."""
    if connection.vendor != "postgresql":
        return timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        return cursor.fetchone()[0]


def steady() -> float:
    """Seconds of a clock that nobody sets: only differences mean something."""
    return time.monotonic()
