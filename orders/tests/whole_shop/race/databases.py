"""Databases of a race: real ones, in a file or on the server, that several processes open at once.

The schema is migrated once, into an empty database; every test gets a copy of it, and drops it.
"""

import os
import secrets
import shutil
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg
import pytest
from django.conf import settings
from psycopg import sql

from shop.tests.long import LONG

BASE_DIR = settings.BASE_DIR


def environment(url, **more):
    """What a process of the shop is started with. Key and site are those of the tests: their sessions are valid."""
    return os.environ | {"DATABASE_URL": url} | more


def migrate(url):
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, cwd=BASE_DIR, env=environment(url), check=True)


def on_postgresql():
    """Whether the tests run on PostgreSQL, and not on SQLite."""
    return settings.DATABASES["default"]["ENGINE"] == PostgreSQL.engine


class SQLite:
    """Files in a folder."""

    engine = "django.db.backends.sqlite3"
    label = "SQLite file"

    def __init__(self, folder):
        self.folder = folder

    def url(self, name):
        return f"sqlite:///{self.folder / name}.sqlite3"

    def create(self, name, copy_of=None):
        if copy_of:
            # Nobody has the source open, so all of it is in its one file.
            shutil.copy(self.folder / f"{copy_of}.sqlite3", self.folder / f"{name}.sqlite3")

    def copy_of_migrated(self, name):
        """Whether there is a database that `make test` has migrated; then this one is its copy."""
        if file := os.environ.get("MIGRATED_SQLITE"):
            shutil.copy(file, self.folder / f"{name}.sqlite3")
        return bool(file)

    def drop(self, name):
        for path in self.folder.glob(f"{name}.sqlite3*"):
            path.unlink()


class PostgreSQL:
    """Databases beside the one that DATABASE_URL names, on its server."""

    engine = "shop.postgresql"
    label = "PostgreSQL"

    def __init__(self, folder):
        self.prefix = f"abajur_race_{secrets.token_hex(4)}_"

    def url(self, name):
        return self._on_server(self.prefix + name)

    def create(self, name, copy_of=None):
        template = self.prefix + copy_of if copy_of else "template1"
        self._execute("CREATE DATABASE {} TEMPLATE {}", self.prefix + name, template)

    def copy_of_migrated(self, name):
        if source := os.environ.get("MIGRATED_POSTGRESQL"):
            self._execute("CREATE DATABASE {} TEMPLATE {}", self.prefix + name, source)
        return bool(source)

    def drop(self, name):
        self._execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.prefix + name)

    def _on_server(self, database):
        return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}").geturl()

    def _execute(self, statement, *names):
        with psycopg.connect(self._on_server("postgres"), autocommit=True) as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


# A mark of what no database has a part in: one of them is enough for the short run.
once = pytest.mark.skipif(on_postgresql() and not LONG, reason="the same on each database: SQLite's run has it")
