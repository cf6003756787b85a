"""The shop while PostgreSQL is down: it says so at once, and needs no restart afterwards."""

import time
from functools import partial
from http.client import HTTPConnection

import psycopg
import pytest
from django.conf import settings

from orders.tests.whole_shop.race.cluster import Cluster, binaries
from orders.tests.whole_shop.race.databases import PostgreSQL
from orders.tests.whole_shop.race.shop import Shop
from orders.tests.whole_shop.race.visitors import together
from shop.health import HOLDS

pytestmark = pytest.mark.race

PAGES = ["/", "/ru/products/", "/products/no-such-shade/", "/cart/", "/orders/", "/admin/", "/sitemap.xml"]


@pytest.fixture
def cluster(databases):
    if settings.DATABASES["default"]["ENGINE"] != PostgreSQL.engine:
        pytest.skip("SQLite has no server")
    if not binaries():
        pytest.skip("PostgreSQL is not installed here")
    made = Cluster(databases.url("empty"))
    yield made
    made.remove()


@pytest.fixture
def shop(cluster, tmp_path):
    started = Shop(cluster.url, tmp_path / "gunicorn.log")
    yield started
    started.close()


def asked(shop, path, method="GET"):
    """Status, headers, text and seconds of an answer."""
    # An admin's session and a cart: their pages then need the database, too.
    headers = {"Cookie": "session=" + "x" * 32, "Sec-Fetch-Site": "same-origin"}
    connection = HTTPConnection("127.0.0.1", shop.port, timeout=30)
    began = time.monotonic()
    try:
        connection.request(method, path, "product_id=1&quantity=1" if method == "POST" else None, headers)
        response = connection.getresponse()
        return response.status, response.headers, response.read().decode(), time.monotonic() - began
    finally:
        connection.close()


def test_without_its_database_the_shop_says_so_and_goes_on_afterwards(cluster, shop, measured):
    # Open connections in some processes, as in service.
    assert {asked(shop, "/")[0] for _ in range(8)} == {200}
    cluster.stop()
    seconds = []
    for method, path in [*(("GET", page) for page in PAGES), ("POST", "/cart/items/")]:
        status, headers, text, took = asked(shop, path, method)
        assert (path, status, headers["Retry-After"]) == (path, 503, "10")
        assert "Магазин сейчас недоступен" in text or "The shop is not available right now" in text
        seconds.append(took)
    assert max(seconds) < 3
    assert asked(shop, "/healthz")[0] == 200
    # What it answered before the database stopped holds for a moment.
    time.sleep(HOLDS)
    status, _headers, text, _took = asked(shop, "/readyz")
    assert (status, text) == (503, "not ready: the database does not answer (OperationalError)")
    assert not shop.errors()
    # One line a request, that of /readyz too.
    assert shop.log.read_text().count("Service Unavailable: ") == len(seconds) + 1
    cluster.start()
    began = time.monotonic()
    assert asked(shop, "/")[0] == 200
    time.sleep(1)
    assert asked(shop, "/readyz")[2] == "ready"
    measured(f"database down: 503 in {max(seconds):.2f} s at most; back {time.monotonic() - began:.1f} s after it")


def test_a_database_that_is_frozen_is_given_up_after_seconds(cluster, tmp_path, measured):
    shop = Shop(cluster.url, tmp_path / "frozen.log", processes=1, threads=2)
    try:
        assert {asked(shop, "/products/")[0] for _ in range(4)} == {200}
        cluster.freeze()
        # Many more than threads: who comes while these wait does not wait after them.
        answers, _seconds = together(partial(asked, shop, "/products/") for _ in range(16))
        answers += [asked(shop, "/products/") for _ in range(2)]
        assert [answer[0] for answer in answers] == [503] * 18
        seconds = [answer[3] for answer in answers]
        # Half a second for the open connection, two to make another.
        assert max(seconds) < 3
        assert asked(shop, "/healthz")[3] < 1
        cluster.thaw()
        # The thread that asks it has found out.
        time.sleep(0.5)
        assert asked(shop, "/products/")[0] == 200
        assert not shop.errors()
        measured(f"database frozen: 503 in {max(seconds):.1f} s at most")
    finally:
        shop.close()


def test_connections_that_the_database_has_ended_are_noticed_before_a_page_needs_them(database, open_shop):
    if settings.DATABASES["default"]["ENGINE"] != PostgreSQL.engine:
        pytest.skip("SQLite has no server")
    shop = open_shop(processes=1, threads=2)
    for _ in range(4):
        assert asked(shop, "/products/")[0] == 200
        with psycopg.connect(database, autocommit=True) as connection:
            others = "datname = current_database() AND pid <> pg_backend_pid()"
            connection.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {others}")
    assert asked(shop, "/products/")[0] == 200
