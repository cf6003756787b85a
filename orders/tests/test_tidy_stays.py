"""`tidy --every 60` keeps running, whatever happens to one of its rounds."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import InterfaceError, OperationalError, connection

from orders.housekeeping import tidy
from orders.models import Order
from orders.tests.factories import place

# Between rounds it may close its connection, and with it the transaction of a test.
pytestmark = pytest.mark.django_db(transaction=True)


def stay():
    """What a staying `tidy` has said, and what it has complained of, until it was interrupted."""
    output, complaints = StringIO(), StringIO()
    with pytest.raises(KeyboardInterrupt):
        call_command("tidy", every=60, stdout=output, stderr=complaints)
    return output.getvalue(), complaints.getvalue()


def test_it_stays_and_tidies_again(asleep):
    output, complaints = stay()
    assert output.count("cancelled 0 orders") == 3
    assert complaints == ""


@pytest.mark.parametrize("error", [OperationalError, InterfaceError, RuntimeError, MemoryError, BrokenPipeError])
@pytest.mark.parametrize("failing", [{1}, {1, 2}])
def test_it_outlives_whatever_a_round_ends_with(error, failing, asleep, monkeypatch, caplog):
    rounds = []

    def may_fail():
        rounds.append(None)
        if len(rounds) in failing:
            raise error("bad luck")
        return tidy()

    monkeypatch.setattr("orders.management.commands.tidy.tidy", may_fail)
    output, complaints = stay()
    assert output.count("cancelled 0 orders") == 3 - len(failing)
    assert (caplog.text + complaints).count(f"{error.__name__}") >= len(failing)


def test_an_order_that_somebody_holds_locked_does_not_stop_the_others(caplog):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite locks the whole file, and never for long")
    with time_machine.travel(timedelta(hours=-1)):
        held, other = place(), place()
    holder = connection.copy()
    holder.set_autocommit(False)
    with holder.cursor() as cursor:
        cursor.execute("SELECT 1 FROM orders WHERE id = %s FOR UPDATE", [held.pk])
    try:
        assert tidy().orders == 1
    finally:
        holder.close()
    assert Order.objects.get(pk=other.pk).is_cancelled
    assert f"order {held.number}" in caplog.text
    assert tidy().orders == 1


def test_a_connection_that_the_database_has_closed_is_opened_anew(asleep):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server that could close it")

    def end():
        other = connection.copy()
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
        other.close()

    asleep |= {1: end}
    output, complaints = stay()
    assert output.count("cancelled 0 orders") == 3
    assert complaints == ""
