"""Migrates once for all processes of `make test`, each of which takes a copy (conftest.py): to migrate takes them 8 s.

migrated.py make FILE [URL]: a file of SQLite, and beside the database of URL, if given, one on PostgreSQL.
migrated.py drop URL: removes that of PostgreSQL.
"""

import os
import subprocess
import sys
from typing import LiteralString
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier


def beside(url: str) -> str:
    """The address of the migrated database, whose name has `_migrated` behind that of `url`."""
    return urlsplit(url)._replace(path=f"{urlsplit(url).path}_migrated").geturl()


def execute(url: str, *statements: LiteralString) -> None:
    """Executes statements about the database of `url`, named as {}, from outside of it."""
    server = urlsplit(url)
    with psycopg.connect(server._replace(path="/postgres").geturl(), autocommit=True) as connection:
        for statement in statements:
            connection.execute(SQL(statement).format(Identifier(server.path[1:])))


def start_migrating(url: str) -> subprocess.Popen[bytes]:
    environment = os.environ | {"DATABASE_URL": url, "SECRET_KEY": "of nobody", "ENV_FILE": os.devnull}
    return subprocess.Popen((sys.executable, "manage.py", "migrate", "--verbosity=0"), env=environment)


def main(task: str, *arguments: str) -> int:
    if task == "drop":
        execute(beside(arguments[0]), "DROP DATABASE IF EXISTS {} WITH (FORCE)")
        return 0
    file, *urls = arguments
    for url in urls:
        execute(beside(url), "DROP DATABASE IF EXISTS {} WITH (FORCE)", "CREATE DATABASE {}")
    migrating = [start_migrating(url) for url in (f"sqlite:///{file}", *map(beside, urls))]
    return max(process.wait() for process in migrating)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
