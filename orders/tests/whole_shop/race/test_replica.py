"""A streaming replica answers for the catalogue, and no page is too old: it follows, lags, is down, is back."""

import time

import psycopg
import pytest
from django.conf import settings

from catalog.tests.factories import ProductFactory
from orders.tests.whole_shop.race.cluster import Cluster, Replica, binaries
from orders.tests.whole_shop.race.databases import PostgreSQL
from orders.tests.whole_shop.race.shop import Shop
from shop.kept.ages import OLDEST
from shop.replica import REST

# Two clusters take seconds to make, and the replica rests for ten; shop/tests/test_replica.py has the rules.
pytestmark = [pytest.mark.race, pytest.mark.long]

# A page of the shop's own kept pages, and a second for a busy machine.
SOON = OLDEST + 1


@pytest.fixture
def pair(database):
    if settings.DATABASES["default"]["ENGINE"] != PostgreSQL.engine:
        pytest.skip("SQLite has no replica")
    if not binaries():
        pytest.skip("PostgreSQL is not installed here")
    ProductFactory(slug="drum")
    primary = Cluster(database)
    replica = Replica(primary)
    yield primary, replica
    replica.remove()
    primary.remove()


@pytest.fixture
def shop(pair, tmp_path):
    primary, replica = pair
    started = Shop(primary.url, tmp_path / "gunicorn.log", processes=2, REPLICA_URL=replica.url)
    yield started
    started.close()


def execute(server, statement, *values):
    with psycopg.connect(server.url, autocommit=True) as connection:
        found = connection.execute(statement, values)
        return found.fetchall() if found.description else None


def looks(replica):
    """How often it has looked into the table of shades."""
    asked = "SELECT seq_scan + coalesce(idx_scan, 0) FROM pg_stat_user_tables WHERE relname = 'products'"
    return execute(replica, asked)[0][0]


def seconds_until(shop, price):
    """How long pages of the shade show another price; both processes are asked, again and again."""
    began = last = time.monotonic()
    while time.monotonic() - began < 2 * SOON:
        answers = [shop.visitor().get("/products/drum/") for _ in range(4)]
        assert {answer.status for answer in answers} == {200}
        if not all(price in answer.text for answer in answers):
            last = time.monotonic()
    return last - began


def set_price(primary, price):
    execute(primary, "UPDATE products SET price = %s", price)


def test_pages_come_from_a_replica_and_are_never_too_old(pair, shop, measured):
    primary, replica = pair
    took = {"at first": seconds_until(shop, "€69.00")}
    assert looks(replica) > 0
    set_price(primary, 70)
    took["it follows"] = seconds_until(shop, "€70.00")
    execute(replica, "SELECT pg_wal_replay_pause()")
    set_price(primary, 71)
    took["it lags"] = seconds_until(shop, "€71.00")
    execute(replica, "SELECT pg_wal_replay_resume()")
    replica.stop()
    set_price(primary, 72)
    took["it is down"] = seconds_until(shop, "€72.00")
    replica.start()
    time.sleep(REST)
    before = looks(replica)
    set_price(primary, 73)
    took["it is back"] = seconds_until(shop, "€73.00")
    assert looks(replica) > before
    measured(", ".join(f"{state}: {seconds:.1f} s" for state, seconds in took.items()))
    assert max(took.values()) <= SOON
    assert not shop.errors()
