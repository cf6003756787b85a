"""How the database reads whole tables for check_shop, and that it is as before afterwards."""

import pytest
from django.db import connection

from shop.whole_tables import OF_POSTGRESQL, OF_SQLITE, reading_whole_tables

pytestmark = [pytest.mark.each_database, pytest.mark.django_db(transaction=True)]


def asked(names):
    with connection.cursor() as cursor:
        word = "SHOW" if connection.vendor == "postgresql" else "PRAGMA"
        rows = {name: cursor.execute(f"{word} {name}").fetchone() for name in names}
    return {name: str(row[0]) for name, row in rows.items() if row}


def test_it_reads_for_all_rows_inside_and_as_a_page_outside():
    if connection.vendor == "postgresql":
        wanted = OF_POSTGRESQL
    else:
        # One in memory is not mapped.
        wanted = {name: str(value) for name, value in OF_SQLITE.items() if name != "mmap_size"}
    before = asked(wanted)
    assert before != wanted
    with reading_whole_tables():
        assert asked(wanted) == wanted
    assert asked(wanted) == before


def test_on_sqlite_others_can_write_meanwhile():
    if connection.vendor == "postgresql":
        pytest.skip("PostgreSQL: its readers never keep writers waiting")
    with reading_whole_tables():
        assert not connection.in_atomic_block
        assert not connection.connection.in_transaction
