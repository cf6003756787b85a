"""A thread whose connection was lost, because the database was restarted, answers its next visitor all the same."""

import psycopg
import pytest
from django.db import OperationalError, connection, connections, transaction

from shop.asked_again import rows_of

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connection that may be lost"),
]


def lose_the_connection():
    ((pid,),) = rows_of("SELECT pg_backend_pid()")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    other.close()


def test_who_finds_the_connection_lost_asks_on_a_new_one():
    lose_the_connection()
    assert rows_of("SELECT %s", (7,)) == [(7,)]


@pytest.mark.parametrize("is_open", [True, False])
def test_a_database_that_is_down_is_waited_for_once(monkeypatch, is_open):
    """Whether the thread has no connection, or one that turns out to be lost before its first statement."""
    if is_open:
        lose_the_connection()
        # `connection` itself only stands for it.
        monkeypatch.setattr(connections["default"], "health_check_enabled", True)
        monkeypatch.setattr(connections["default"], "health_check_done", False)
    else:
        connection.close()
    tries = []

    def refused(parameters):
        tries.append(parameters)
        raise psycopg.OperationalError("no answer")

    monkeypatch.setattr(connection, "get_new_connection", refused)
    with pytest.raises(OperationalError, match="no answer"):
        rows_of("SELECT 1")
    assert len(tries) == 1


@transaction.atomic
def lose_it_in_the_middle():
    lose_the_connection()
    rows_of("SELECT 1")


def test_nobody_asks_again_in_the_middle_of_a_transaction():
    with pytest.raises(OperationalError):
        lose_it_in_the_middle()


def test_what_takes_too_long_is_not_asked_again():
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '10ms'")
    ((pid,),) = rows_of("SELECT pg_backend_pid()")
    with pytest.raises(OperationalError, match="statement timeout"):
        rows_of("SELECT pg_sleep(5)")
    assert rows_of("SELECT pg_backend_pid()") == [(pid,)]
    connection.close()
