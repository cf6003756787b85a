"""Fixtures of all tests. The environment is set before Django reads it: tests never see a developer's `.env`."""

import gc
import math
import os
import re
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing
from functools import partial
from pathlib import Path

SET_HERE = {
    "DJANGO_SETTINGS_MODULE": "shop.settings",
    "ENV_FILE": "/dev/null",
    "SECRET_KEY": "only for tests, and public: nobody need guess it",
    "SITE_URL": "http://testserver",
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL", "sqlite://:memory:"),
    "DEBUG": "0",
    # Playwright's synchronous interface runs an event loop in the thread of the test.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
}
os.environ.update(SET_HERE)
# All other settings are those of a fresh clone, whatever the shell has.
for name in re.findall(r"^#([A-Z_]+)=", Path(__file__).with_name(".env.example").read_text(), re.MULTILINE):
    if name not in SET_HERE:
        os.environ.pop(name, None)

import django
import pytest
from django.conf import settings as shop_settings
from hypothesis import settings as hypothesis_settings

from shop.tests.long import LONG

# Here and not in a plugin, which is loaded after the conftest.py of a folder named on the command line.
django.setup()

from django.db import connections
from django.db.backends.postgresql.operations import DatabaseOperations as PostgreSQL
from django.db.backends.signals import connection_created

from pages import current
from pages.models import Business
from shop import for_a_minute

# An example may take any time: a machine that does much else at once is slow, not wrong.
hypothesis_settings.register_profile("shop", deadline=None)
hypothesis_settings.load_profile("shop")


def pytest_configure():
    # No manifest and no slow hashes in tests; the real settings have tests of their own.
    shop_settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    shop_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    shop_settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")
    # A list is counted anew for each request; a test of its own lets the counts be kept.
    for_a_minute.SECONDS = 0
    shop_settings.MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="shop-media-"))
    PostgreSQL.sql_flush = deleted_or_truncated
    take_a_copy(connections["default"])


def take_a_copy(connection):
    """Where `make test` has migrated for all its processes (deploy/make/migrated.py), a test database is a copy.

    Django migrates it all the same, and finds nothing to do.
    """
    if connection.vendor == "postgresql":
        connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("MIGRATED_POSTGRESQL") or None
    elif file := os.environ.get("MIGRATED_SQLITE"):
        connection_created.connect(partial(fill, file), weak=False)


def fill(file, connection, **kwargs):
    if connection.vendor == "sqlite" and connection.is_in_memory_db() and not connection.introspection.table_names():
        with closing(sqlite3.connect(file)) as migrated:
            migrated.backup(connection.connection)


truncated = PostgreSQL.sql_flush


def deleted_or_truncated(operations, style, tables, **options):
    """Empties the database after a test with transactions of its own: all rows of all tables, in one transaction.

    PostgreSQL makes new files for each table that it truncates, 80 ms for all; to delete the rows of a test takes 3 ms.
    Triggers and foreign keys are off meanwhile, which a superuser alone may do; so tables that no model has are named.
    """
    with operations.connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        (is_superuser,) = cursor.fetchone()
        every = set(operations.connection.introspection.table_names(cursor)) - {"django_migrations"}
    if options.get("reset_sequences") or not is_superuser:
        return truncated(operations, style, tables, **options)
    return ["SET LOCAL session_replication_role = replica", *(f'DELETE FROM "{table}"' for table in sorted(every))]


def pytest_unconfigure():
    shutil.rmtree(shop_settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture(autouse=True)
def _media(request, settings, tmp_path):
    """Photographs of a test are stored in a temporary folder. A live server reads its folder once, at start."""
    if "live_server" not in request.fixturenames:
        settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def _known_business(monkeypatch):
    """What pages say of the shop is known, as in a fresh one; a test that saves another has it read anew, once."""
    monkeypatch.setattr(current, "SECONDS", math.inf)
    monkeypatch.setattr(current, "_kept", current.Current(Business(), time.monotonic()))


@pytest.fixture
def small_renditions(monkeypatch):
    """Photographs in one width only, for tests about rows, not pictures."""
    from catalog.photographs import renditions

    monkeypatch.setattr(renditions, "WIDTHS", (320,))


def uses_database(item):
    """Whether a test uses the database, by its fixtures and marks: pytest-django blocks access without them."""
    says = any(item.get_closest_marker(name) for name in ("django_db", "race"))
    return says or not {"db", "transactional_db", "live_server"}.isdisjoint(item.fixturenames)


def starts_browser(item):
    """Whatever does so is a browser test: in another suite its server would keep a connection open.

    Not "page", which is also the name of an argument of many tests that start none.
    """
    return "browser_type" in item.fixturenames


# `make test` looks for the tests with these marks here alone: elsewhere they would run in no suite.
WHOLE_SHOP = Path(__file__).parent / "orders/tests/whole_shop"
FOLDERS = {"browser": WHOLE_SHOP / "browser", "race": WHOLE_SHOP / "race"}


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    report = yield
    for item in (one for one in report.result if isinstance(one, pytest.Item)):
        for name, folder in FOLDERS.items():
            is_one = item.get_closest_marker(name) or (name == "browser" and starts_browser(item))
            if is_one and folder not in item.path.parents:
                report.outcome, report.longrepr = "failed", f"{item.nodeid}: a {name} test must stand in {folder}"
    return report


def pytest_collection_finish():
    # The shop and its tests are loaded and stay: the collector need not look through them again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


# Browser tests: pytest-playwright drives the installed Chromium -----------------------------------------------------

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
# The same engine without windows, for half the CPU. It keeps no page that one has left: tests of that take Chromium.
HEADLESS_SHELL = shutil.which("chromium-headless-shell")
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]


def empties_database(item):
    """Whether the database is empty after a test, without the rows of migrations: such tests come last."""
    marker = item.get_closest_marker("django_db")
    is_transactional = bool(marker and marker.kwargs.get("transaction"))
    return is_transactional or not {"transactional_db", "live_server"}.isdisjoint(item.fixturenames)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(config, items):
    skip = pytest.mark.skip(reason="Chromium is not installed")
    for item in items:
        if uses_database(item):
            item.add_marker("database")
        if starts_browser(item):
            item.add_marker("browser")
        if item.get_closest_marker("browser") and not CHROMIUM:
            item.add_marker(skip)
    if not LONG:
        config.hook.pytest_deselected(items=[item for item in items if item.get_closest_marker("long")])
        items[:] = [item for item in items if not item.get_closest_marker("long")]
    yield
    # pytest-django has sorted them so, and pytest has then put together those with the same parameter of a session: for
    # pytest-playwright, all with an argument `page` have one.
    items.sort(key=empties_database)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return {**browser_type_launch_args, "executable_path": HEADLESS_SHELL or CHROMIUM, "args": CHROMIUM_FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return {**browser_context_args, "viewport": {"width": 1280, "height": 900}, "locale": "en-GB"}
