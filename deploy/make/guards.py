"""Switches off every guard of the shop, one by one, and prints which of them a test misses.

guards.py [NAME…]: those guards alone, all without a name. Each guard of guards.toml is a text in a file of the shop
and what is put there instead, in a copy of the shop; then the test that is named beside it must fail. The tests are run
once unchanged before, and must pass. Exits with 1 if a guard is not caught, or if its text does not stand in its file
exactly once. To migrate takes longer than most of the tests: it is done once for each database, and each test gets a
copy; guards that are in a migration apart.
Guards of `database = "postgresql"` need TEST_DATABASE_URL; without it they count as not caught.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple
from urllib.parse import urlsplit

import psycopg
from psycopg.sql import SQL, Identifier

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = (".venv", ".git", "node_modules", "var", "shots", "__pycache__", ".*_cache", ".hypothesis")
# In seconds, for one test. A shop without a guard may wait for ever, and a busy machine takes long.
LONGEST = 600


class Guard(NamedTuple):
    """One guard: `old` in `file` becomes `new`, and `test` must fail on `database`."""

    name: str
    file: str
    old: str
    new: str
    test: str
    database: str = "sqlite"

    def without(self, text: str) -> str:
        """The text of the file without the guard. Raises ValueError unless it has it exactly once."""
        if (count := text.count(self.old)) != 1:
            raise ValueError(f"{self.name}: its text stands {count} times in {self.file}, and must stand there once")
        return text.replace(self.old, self.new)


def all_guards() -> list[Guard]:
    return [Guard(**entry) for entry in tomllib.loads(Path(__file__).with_suffix(".toml").read_text())["guard"]]


class Migrated:
    """A database of the unchanged shop in the folder `copy`, migrated once; `options` has tests use a copy of it."""

    def __init__(self, copy: Path, database: str) -> None:
        self.is_postgresql = database == "postgresql"
        self.server = urlsplit(os.environ.get("TEST_DATABASE_URL", ""))
        self.can_be_asked = not self.is_postgresql or self.server.scheme in ("postgres", "postgresql")
        # A name of its own beside the database that is named there; Django puts `test_` in front of it for its tests.
        self.name = f"guards_{token_hex(4)}"
        self.file, self.test_file = copy / "migrated.sqlite3", copy / "test.sqlite3"
        self.url = self.server._replace(path=f"/{self.name}").geturl() if self.is_postgresql else "sqlite://:memory:"
        if not self.can_be_asked:
            return
        if self.is_postgresql:
            self.execute(("CREATE DATABASE {}", self.name))
        url = self.url if self.is_postgresql else f"sqlite:///{self.file}"
        environment = os.environ | {"DATABASE_URL": url, "SECRET_KEY": "of nobody", "ENV_FILE": os.devnull}
        command = (sys.executable, "manage.py", "migrate", "--verbosity=0")
        subprocess.run(command, cwd=copy, env=environment, check=True)

    def options(self) -> tuple[str, ...]:
        """Arguments of pytest, after a fresh copy was made."""
        if self.is_postgresql:
            test = f"test_{self.name}"
            self.execute(
                ("DROP DATABASE IF EXISTS {} WITH (FORCE)", test), ("CREATE DATABASE {} TEMPLATE {}", test, self.name)
            )
            return ("--reuse-db",)
        shutil.copy(self.file, self.test_file)
        return ("--reuse-db", "-p", "deploy.make.migrated_database")

    def remove(self) -> None:
        if self.is_postgresql and self.can_be_asked:
            self.execute(
                *(("DROP DATABASE IF EXISTS {} WITH (FORCE)", name) for name in (f"test_{self.name}", self.name))
            )

    def execute(self, *statements: tuple[str, ...]) -> None:
        with psycopg.connect(self.server._replace(path="/postgres").geturl(), autocommit=True) as connection:
            for statement, *names in statements:
                connection.execute(SQL(statement).format(*map(Identifier, names)))


def run(copy: Path, migrated: Migrated, *tests: str, is_reused: bool) -> int:
    """The exit code of pytest: 0 passed, 1 failed; what is higher is no answer."""
    if not migrated.can_be_asked:
        return 5
    options = migrated.options() if is_reused else ("--create-db",)
    command = (sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *options, *tests)
    environment = os.environ | {"TEST_DATABASE_URL": migrated.url, "PYTHONDONTWRITEBYTECODE": "1"}
    environment |= {"MIGRATED_FILE": str(migrated.test_file)}
    with (copy / "pytest.log").open("w") as log:
        try:
            return subprocess.run(
                command, cwd=copy, env=environment, stdout=log, stderr=log, timeout=LONGEST * len(tests)
            ).returncode
        except subprocess.TimeoutExpired:
            return 5


def passes_with_all_guards(copy: Path, databases: dict[str, Migrated], guards: list[Guard]) -> bool:
    for database, migrated in databases.items():
        tests = dict.fromkeys(guard.test for guard in guards if guard.database == database)
        if code := run(copy, migrated, *tests, is_reused=True):
            print(f"With every guard in place the tests on {database} do not pass (pytest ended with {code}):")
            print((copy / "pytest.log").read_text()[-3000:])
            return False
    return True


def is_caught(copy: Path, migrated: Migrated, guard: Guard) -> bool:
    """Prints the line of the table."""
    began = time.monotonic()
    file = copy / guard.file
    text = file.read_text()
    try:
        file.write_text(guard.without(text))
        code = run(copy, migrated, guard.test, is_reused="migrations" not in file.parts)
        said = {0: "NOT CAUGHT", 1: "caught"}.get(code, f"NO ANSWER: pytest ended with {code}")
    except ValueError as error:
        code, said = -1, f"NO LONGER APPLIES: {error}"
    finally:
        file.write_text(text)
    test = guard.test.rpartition("/")[2]
    print(f"{guard.name:<45} {guard.database:<10} {said} in {time.monotonic() - began:4.1f} s  {test}", flush=True)
    if code > 1:
        print((copy / "pytest.log").read_text()[-2000:])
    return code == 1


def main(names: list[str]) -> int:
    guards = [guard for guard in all_guards() if not names or guard.name in names]
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        copy = Path(folder) / "shop"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*NOT_COPIED))
        databases = {name: Migrated(copy, name) for name in sorted({guard.database for guard in guards})}
        try:
            if not passes_with_all_guards(copy, databases, guards):
                return 1
            caught = [is_caught(copy, databases[guard.database], guard) for guard in guards]
        finally:
            for migrated in databases.values():
                migrated.remove()
    print(f"guards: {sum(caught)} of {len(guards)} caught")
    return int(not all(caught))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
