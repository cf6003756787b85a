"""A database that says nothing at all is asked by a thread of its own, until it does."""

from threading import Event

import psycopg
import pytest

from shop.postgresql.silence import Silence


def times_out():
    raise psycopg.errors.ConnectionTimeout("connection timeout expired")


def refuses():
    raise psycopg.OperationalError("connection refused")


def silent(ask):
    """One that has just been found out."""
    silence = Silence()
    with pytest.raises(psycopg.errors.ConnectionTimeout):
        silence.connect(times_out, ask)
    return silence


@pytest.mark.parametrize("says", [list, refuses])
def test_while_one_asks_a_silent_database_nobody_waits(says):
    asks, may_say = Event(), Event()

    def ask():
        asks.set()
        assert may_say.wait(5)
        return says()

    silence = silent(ask)
    assert asks.wait(5)
    with pytest.raises(psycopg.OperationalError, match="asked until it does"):
        silence.connect(list, ask)
    may_say.set()
    silence.asker.join(5)
    assert silence.connect(list, ask) == []


def test_it_is_asked_again_and_again():
    times = iter([times_out, times_out, list])
    silence = silent(lambda: next(times)())
    silence.asker.join(5)
    assert (silence.is_silent, next(times, None)) == (False, None)


def test_whoever_has_no_thread_that_asks_starts_one():
    """As a process that was forked meanwhile."""
    silence = Silence()
    silence.is_silent = True
    with pytest.raises(psycopg.OperationalError):
        silence.connect(list, list)
    silence.asker.join(5)
    assert not silence.is_silent


def test_a_database_that_refuses_at_once_is_not_silent():
    silence = Silence()
    with pytest.raises(psycopg.OperationalError, match="refused"):
        silence.connect(refuses, list)
    assert not silence.is_silent
