"""Commands that find no database, and commands that find another like them at work: one line, no traceback."""

import socket
import subprocess
import sys
import time

import pytest

from orders.tests.whole_shop.race.databases import BASE_DIR, environment, once
from shop.turns import one_at_a_time

pytestmark = pytest.mark.race

# Nothing listens there.
NOWHERE = "postgres://shop:hunter2@127.0.0.1:1/shop"


def start(*arguments, url, **more):
    return subprocess.Popen(
        arguments,
        cwd=BASE_DIR,
        env=environment(url, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def manage(*arguments, url):
    return start(sys.executable, "manage.py", *arguments, url=url)


@once
@pytest.mark.parametrize("command", [("migrate", "--wait", "2"), ("tidy",)])
def test_a_command_without_a_database_ends_with_a_line(command):
    process = manage(*command, url=NOWHERE)
    output, _none = process.communicate(timeout=60)
    assert process.returncode == 1
    *before, last = output.splitlines()
    assert last.startswith("The database does not answer. OperationalError: ")
    assert before == (["Waiting up to 2 seconds for the database"] if "--wait" in command else [])
    assert "hunter2" not in output


@once
def test_a_server_that_takes_connections_and_says_nothing_is_given_up_after_seconds():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        process = manage("tidy", url=f"postgres://shop@127.0.0.1:{silent.getsockname()[1]}/shop")
        output, _none = process.communicate(timeout=60)
    assert output.startswith("The database does not answer. OperationalError: ")
    assert "timeout" in output


@once
def test_only_its_owner_may_read_a_new_sqlite_file(tmp_path):
    path = tmp_path / "shop.sqlite3"
    process = manage("migrate", "sessions", url=f"sqlite:///{path}")
    output, _none = process.communicate(timeout=60)
    assert process.returncode == 0, output
    assert [oct(path.stat().st_mode & 0o777)] == ["0o600"]


@once
def test_tidy_stays_and_waits_for_the_database():
    process = manage("tidy", "--every", "60", url=NOWHERE)
    try:
        assert "trying again later (OperationalError: " in process.stdout.readline()
        assert process.poll() is None
    finally:
        process.kill()
        process.communicate()


def test_a_command_waits_until_another_like_it_has_ended(database, tmp_path):
    # A catalogue without entries, so that nobody waits for photographs.
    (tmp_path / "catalogue.json").write_text('{"families": [], "lamps": [], "products": []}')
    with one_at_a_time("migrate"), one_at_a_time("seed_catalogue"):
        waiting = [manage("migrate", url=database), manage("seed_catalogue", str(tmp_path), url=database)]
        time.sleep(8)
        assert [process.poll() for process in waiting] == [None, None]
    outputs = [process.communicate(timeout=60)[0] for process in waiting]
    assert [process.returncode for process in waiting] == [0, 0], outputs
    assert not any("Traceback" in output for output in outputs)


def test_two_that_migrate_an_empty_database_at_once_both_succeed(databases):
    databases.create("twice", copy_of="empty")
    try:
        url = databases.url("twice")
        assert manage("migrate", "sessions", "zero", url=url).wait(60) == 0
        both = [manage("migrate", "sessions", url=url) for _ in range(2)]
        outputs = [process.communicate(timeout=60)[0] for process in both]
        assert [process.returncode for process in both] == [0, 0], outputs
        assert sum("Applying sessions.0001_initial" in output for output in outputs) == 1
    finally:
        databases.drop("twice")
