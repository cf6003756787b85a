"""Fixtures of races: a database of their own, a running shop, and a file for the numbers."""

import itertools

import pytest
from django.conf import settings
from django.db import connections
from django.db.utils import load_backend

from orders.tests.whole_shop.race.databases import PostgreSQL, SQLite, migrate
from orders.tests.whole_shop.race.shop import Shop
from shop.environment import database as database_settings

serial = itertools.count(1)


@pytest.fixture(scope="session")
def databases(tmp_path_factory):
    """Makes and drops databases; the one called `empty` is migrated.

    `make test` runs the races twice: on SQLite they open files (many processes share no database in memory), on
    PostgreSQL databases of their own on the server that TEST_DATABASE_URL names.
    """
    kind = PostgreSQL if settings.DATABASES["default"]["ENGINE"] == PostgreSQL.engine else SQLite
    made = kind(tmp_path_factory.mktemp("race"))
    try:
        if not made.copy_of_migrated("empty"):
            made.create("empty")
            migrate(made.url("empty"))
        yield made
    finally:
        made.drop("empty")


@pytest.fixture
def database(databases, django_db_blocker):
    """A fresh database that this process and gunicorn share: models and factories of the test write into it."""
    name = f"race{next(serial)}"
    databases.create(name, copy_of="empty")
    url = databases.url(name)
    config = connections.settings["default"] | database_settings(url) | {"CONN_MAX_AGE": 0}
    config["OPTIONS"] = settings.DATABASES["default"].get("OPTIONS", {})
    before = connections["default"]
    connections["default"] = load_backend(config["ENGINE"]).DatabaseWrapper(config, "default")
    with django_db_blocker.unblock():
        try:
            yield url
        finally:
            connections["default"].close()
            connections["default"] = before
            databases.drop(name)


@pytest.fixture
def open_shop(database, tmp_path):
    """Starts the shop. One that lacks nothing must not have had a single error when the test ends."""
    shops = []

    def start(without="", **size):
        shops.append(Shop(database, tmp_path / f"gunicorn{len(shops)}.log", without, **size))
        return shops[-1]

    yield start
    for shop in shops:
        shop.close()
    for shop in shops:
        assert shop.without or not shop.errors(), shop.errors()


@pytest.fixture
def measured(databases, record_property):
    """Notes numbers that the end of the run shows."""
    return lambda text: record_property("race", f"{databases.label}: {text}")


def pytest_terminal_summary(terminalreporter):
    ran = (report for outcome in ("passed", "failed") for report in terminalreporter.stats.get(outcome, []))
    calls = sorted((report for report in ran if report.when == "call"), key=lambda report: report.location)
    lines = [text for report in calls for name, text in report.user_properties if name == "race"]
    if lines:
        terminalreporter.section("races")
        for line in lines:
            terminalreporter.write_line(line)
