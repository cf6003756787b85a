"""What is counted, under labels that take few values."""

import errno
import sqlite3

import pytest
from django.db import OperationalError, connection
from psycopg.errors import DiskFull

from shop.metrics import counts, processes
from shop.tests.metrics.counted import count_from_now_on
from shop.tests.pages import browser


@pytest.fixture
def counted(monkeypatch):
    return count_from_now_on(monkeypatch)


def test_without_a_port_nothing_is_counted():
    assert not processes.are_counted()
    assert counts.counters is None
    counts.kept_answer()


@pytest.mark.django_db
def test_requests_are_counted_by_the_name_of_their_view_and_the_class_of_their_status(counted):
    for address in ("/cart/", "/ru/cart/", "/nothing/", "/nothing/else/?a=b", "/orders/"):
        browser().get(address)
    assert counted("shop_requests_total", view="cart:cart", status="2xx") == 2
    assert counted("shop_requests_total", view="none", status="4xx") == 2
    assert counted("shop_requests_total", view="orders:orders", status="3xx") == 1
    assert counted("shop_request_seconds_count", view="cart:cart") == 2
    assert 0 < counted("shop_request_seconds_sum", view="cart:cart") < 10


def test_answers_by_kept_pages_are_written_a_hundred_at_once_or_with_the_next_that_is_built(counted):
    for number, written in ((99, 0), (1, 100), (20, 100)):
        for _ in range(number):
            counts.kept_answer()
        assert counted("shop_kept_answers_total") == written
    counts.kept_build()
    assert (counted("shop_kept_answers_total"), counted("shop_kept_builds_total")) == (120, 1)


def test_health_checks_are_not_counted(counted):
    browser().get("/healthz")
    assert counted("shop_requests_total", view="none", status="2xx") is None


def of_the_database(said):
    """As Django raises what a library has said."""
    error = OperationalError(*said.args)
    error.__cause__ = said
    return error


def of_sqlite(code):
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = code
    return of_the_database(error)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("error", "cause"),
    [
        (OperationalError("gone"), "database"),
        (of_sqlite(sqlite3.SQLITE_BUSY), "database"),
        (OSError(errno.ENOSPC, "No space left on device"), "disk"),
        (of_the_database(DiskFull("could not extend file")), "disk"),
        (of_sqlite(sqlite3.SQLITE_FULL), "disk"),
    ],
)
def test_an_outage_is_counted_by_what_failed(counted, error, cause):
    def fails(execute, sql, params, many, context):
        raise error

    with connection.execute_wrapper(fails):
        assert browser(raise_request_exception=False).get("/products/").status_code == 503
    assert counted("shop_outages_total", cause=cause) == 1
    assert counted("shop_requests_total", view="catalog:product_list", status="5xx") == 1
    assert counted("shop_faults_total") == 0


@pytest.mark.django_db
def test_a_fault_of_ours_is_counted_and_no_outage(counted, monkeypatch):
    # Told from the start: an increase is seen of what there was before.
    assert [counted("shop_outages_total", cause=cause) for cause in ("database", "disk")] == [0, 0]
    assert counted("shop_faults_total") == 0
    monkeypatch.setattr("catalog.views.product_list.shade_list", lambda *arguments, **options: 1 / 0)
    assert browser(raise_request_exception=False).get("/products/").status_code == 500
    assert counted("shop_faults_total") == 1
    assert [counted("shop_outages_total", cause=cause) for cause in ("database", "disk")] == [0, 0]
