"""Whether a connection still lives is asked by a statement only if it has rested, or says something by itself."""

import time

import pytest
from django.db import OperationalError, connection, connections

from shop.asked_again import rows_of
from shop.tests.test_asked_again import lose_the_connection

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connection that may be lost"),
]


@pytest.fixture
def asked(monkeypatch):
    """How often it was asked by a statement; a request has just ended that used the connection."""
    found, is_usable = [], connection.is_usable
    connection.close()
    rows_of("SELECT 1")
    # `connection` itself only stands for it.
    monkeypatch.setattr(connections["default"], "health_check_enabled", True)
    monkeypatch.setattr(connections["default"], "is_usable", lambda: found.append(True) or is_usable())
    connection.close_if_unusable_or_obsolete()
    return found


def next_request():
    connection.close_if_unusable_or_obsolete()
    found = rows_of("SELECT pg_backend_pid()")
    connection.close_if_unusable_or_obsolete()
    return found


def test_one_that_answered_a_moment_ago_is_not_asked(asked):
    assert next_request() == next_request()
    assert asked == []


def test_one_that_rested_is_asked_once(asked, monkeypatch):
    before = next_request()
    monkeypatch.setattr("shop.postgresql.base.RECENT", 0)
    assert next_request() == before
    assert asked == [True]


def test_a_request_that_asks_nothing_is_no_sign_of_life(asked, monkeypatch):
    now = connection.answered_at + 4
    monkeypatch.setattr("time.monotonic", lambda: now)
    for _ in range(3):
        connection.close_if_unusable_or_obsolete()
    now += 2
    rows_of("SELECT 1")
    assert asked == [True]


def test_one_that_the_server_closed_a_moment_ago_is_opened_anew(asked):
    before = next_request()
    lose_the_connection()
    assert next_request() != before
    assert asked == [True]


def test_one_with_an_error_is_asked_however_recent_it_is(asked):
    connection.errors_occurred = True
    next_request()
    assert asked == [True]


def test_a_first_statement_that_takes_longer_than_a_check_is_waited_for(asked, monkeypatch):
    """For one that waits for a lock, say, on a server that answers others."""
    before = next_request()
    monkeypatch.setattr("shop.waiting.LONGEST_CHECK", 0.05)
    connection.close_if_unusable_or_obsolete()
    assert rows_of("SELECT pg_backend_pid(), pg_sleep(0.2)::text") == [(*before[0], "")]
    assert asked == []


def test_one_whose_server_answers_nobody_any_more_is_given_up(asked, monkeypatch):
    next_request()
    monkeypatch.setattr("shop.waiting.LONGEST_CHECK", 0.05)
    monkeypatch.setattr("shop.waiting.answers_others", lambda connection: False)
    with pytest.raises(OperationalError, match="no answer"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(0.2)")
    connection.close()


def test_what_the_front_asked_long_ago_is_no_sign_of_life(asked, monkeypatch):
    rows_of("SELECT 1")
    now = time.monotonic() + 60
    monkeypatch.setattr("time.monotonic", lambda: now)
    next_request()
    assert asked == [True]


def test_no_statement_of_the_front_waits_long_for_a_server_that_answers_nobody(asked, monkeypatch):
    """However many pages it has answered since Django last had a request."""
    monkeypatch.setattr("shop.waiting.LONGEST_CHECK", 0.05)
    monkeypatch.setattr("shop.waiting.answers_others", lambda connection: False)
    for _ in range(2):
        rows_of("SELECT 1")
    with pytest.raises(OperationalError, match="no answer"):
        rows_of("SELECT pg_sleep(0.2)")
