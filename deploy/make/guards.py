"""Switches off every guard of the shop, one by one, and prints which of them a test misses.

guards.py [NAME…]: those guards alone, all without a name. Each guard of guards.toml is a text in a file of the shop
and what is put there instead, in a copy of the shop; then the test that is named beside it must fail. The tests are run
once unchanged before, and must pass. Exits with 1 if a guard is not caught, or if its text does not stand in its file
exactly once.
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
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
NOT_COPIED = (".venv", ".git", "node_modules", "var", "shots", "__pycache__", ".*_cache", ".hypothesis")
# In seconds, for one test. A shop without a guard may wait for ever.
LONGEST = 180


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


def run(copy: Path, database: str, *tests: str) -> int:
    """The exit code of pytest: 0 passed, 1 failed; what is higher is no answer."""
    url = os.environ.get("TEST_DATABASE_URL", "") if database == "postgresql" else "sqlite://:memory:"
    if database == "postgresql" and not url.startswith("postgres"):
        return 5
    command = (sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests)
    environment = os.environ | {"TEST_DATABASE_URL": url, "PYTHONDONTWRITEBYTECODE": "1"}
    with (copy / "pytest.log").open("w") as log:
        try:
            return subprocess.run(
                command, cwd=copy, env=environment, stdout=log, stderr=log, timeout=LONGEST * len(tests)
            ).returncode
        except subprocess.TimeoutExpired:
            return 5


def passes_with_all_guards(copy: Path, guards: list[Guard]) -> bool:
    for database in sorted({guard.database for guard in guards}):
        tests = dict.fromkeys(guard.test for guard in guards if guard.database == database)
        if code := run(copy, database, *tests):
            print(f"With every guard in place the tests on {database} do not pass (pytest ended with {code}):")
            print((copy / "pytest.log").read_text()[-3000:])
            return False
    return True


def is_caught(copy: Path, guard: Guard) -> bool:
    """Prints the line of the table."""
    began = time.monotonic()
    file = copy / guard.file
    text = file.read_text()
    try:
        file.write_text(guard.without(text))
        code = run(copy, guard.database, guard.test)
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
        if not passes_with_all_guards(copy, guards):
            return 1
        caught = [is_caught(copy, guard) for guard in guards]
    print(f"guards: {sum(caught)} of {len(guards)} caught")
    return int(not all(caught))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
