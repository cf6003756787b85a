"""For a command that reads all rows of large tables: how the database is to do that."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

# Until the transaction ends. Nested loops seem right to the planner where most shades were sold once, and take minutes
# for the few that were sold thousands of times; and it would plan for the first tenth of the rows alone.
OF_POSTGRESQL = {
    "cursor_tuple_fraction": "1",
    "enable_nestloop": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
    "work_mem": "64MB",
}
# SQLite keeps 64 MB of its file (KiB, if negative) and maps the rest (bytes), instead of reading it page by page.
OF_SQLITE = {"cache_size": -65536, "mmap_size": 2**31}


@contextmanager
def reading_whole_tables() -> Iterator[None]:
    """On PostgreSQL this is a transaction; on SQLite it is none, which would keep others from writing."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                for name, value in OF_POSTGRESQL.items():
                    cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
            yield
        return
    before = _pragmas(OF_SQLITE)
    try:
        yield
    finally:
        _pragmas(before)


def _pragmas(values: dict[str, int]) -> dict[str, int]:
    """Sets them, and returns what they were. A database in memory does not have all of them."""
    before = {}
    with connection.cursor() as cursor:
        for name, value in values.items():
            if found := cursor.execute(f"PRAGMA {name}").fetchone():
                before[name] = found[0]
                cursor.execute(f"PRAGMA {name} = {value:d}")
    return before
