"""What is read from the database at each scrape: exact, from indexes, and bounded in time."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.db import OperationalError, connection
from django.utils import timezone

from accounts.models import PasswordResetRequest
from orders.housekeeping import tidy
from orders.models import OrderItem
from orders.tests.check_shop.test_command import check
from orders.tests.factories import place
from shop.metrics import readings
from shop.models import TaskRun

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def _connection(monkeypatch):
    """It stays open: the test has its rows in a transaction."""
    monkeypatch.setattr(connection, "close", lambda: None)


def gauges():
    """The numbers by their names and labels."""
    samples = [sample for gauge in readings.Readings().collect() for sample in gauge.samples]
    return {(sample.name, *sample.labels.values()): sample.value for sample in samples}


def test_orders_are_counted_by_what_they_wait_for():
    with time_machine.travel(timedelta(hours=-1)):
        place()
        paid, sent = place(), place()
        for order in (paid, sent):
            order.pay(by=order.user)
        sent.dispatch(by=sent.user)
    place()
    found = gauges()
    assert found["shop_orders", "payment"] == 2
    assert found["shop_orders", "cancellation"] == 1
    assert found["shop_orders", "dispatch"] == 1
    assert found["shop_database_answers",] == 1


def test_mails_that_nobody_takes_are_told_from_those_that_were_just_asked_for():
    now = timezone.now()
    for number, minutes in enumerate((0, 1, 10)):
        PasswordResetRequest.objects.create(email=f"{number}@example.org", created_at=now - timedelta(minutes=minutes))
    found = gauges()
    assert (found["shop_reset_mails", "recent"], found["shop_reset_mails", "late"]) == (2, 1)


def test_a_task_that_never_ended_did_so_long_ago():
    found = gauges()
    assert [found["shop_task_finished_timestamp_seconds", task] for task in ("tidy", "check_shop", "backup")] == [0] * 3


def test_the_last_run_of_a_task_and_what_failed_in_it_are_told(monkeypatch):
    began = time.time()
    tidy()
    check()
    found = gauges()
    for task in ("tidy", "check_shop"):
        assert began - 1 < found["shop_task_finished_timestamp_seconds", task] <= time.time()
        assert found["shop_task_failures", task] == 0
    with time_machine.travel(timedelta(hours=-1)):
        order = place()
    OrderItem.objects.filter(order=order).delete()
    monkeypatch.setattr("orders.housekeeping.sweep", lambda: 1 / 0)
    tidy()
    check()
    found = gauges()
    assert found["shop_task_failures", "tidy"] == 1
    assert found["shop_task_failures", "check_shop"] > 0
    assert TaskRun.objects.count() == 2


def test_a_database_that_fails_is_told_and_is_no_error():
    def fails(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(fails):
        assert gauges() == {("shop_database_answers",): 0}


def test_all_readings_together_take_no_longer_than_their_limit(monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no limit of time: reading waits for nobody")

    def slow():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.2)")
        return {}

    monkeypatch.setattr(readings, "LONGEST", 0.5)
    monkeypatch.setattr(readings, "registered", [readings.Reading(str(n), "", "", slow) for n in range(20)])
    began = time.monotonic()
    assert gauges() == {("shop_database_answers",): 0}
    assert 0.4 < time.monotonic() - began < 1.5


def test_no_reading_scans_a_table_that_grows(django_assert_num_queries):
    plans = []

    def explain(execute, sql, params, many, context):
        if sql.startswith("SELECT") and "set_config" not in sql and "statement_timestamp" not in sql:
            with connection.cursor() as cursor:
                cursor.cursor.execute(
                    ("EXPLAIN " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN ") + sql, params
                )
                plans.append((sql, " ".join(str(part) for row in cursor.fetchall() for part in row)))
        return execute(sql, params, many, context)

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Of tables this small it would read all.
            cursor.execute("SET LOCAL enable_seqscan = off")
    with connection.execute_wrapper(explain):
        gauges()
    plans = [plan for sql, plan in plans if "task_runs" not in sql]
    assert len(plans) == 4
    for plan in plans:
        assert "INDEX" in plan.upper()
        assert "Seq Scan" not in plan
