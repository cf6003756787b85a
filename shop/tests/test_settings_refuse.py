"""A malformed variable stops the start with one line that has its name and never its value."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def start(command="import shop.settings", **variables):
    """A process with nothing set but these variables."""
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, **variables}
    return subprocess.run(
        [sys.executable, "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )


def test_without_a_secret_key_nothing_starts():
    process = start()
    assert process.returncode != 0
    assert process.stderr == "SECRET_KEY is not set: see .env.example\n"


def test_manage_py_refuses_with_the_same_line():
    process = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": os.devnull},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert process.returncode != 0
    assert process.stderr == "SECRET_KEY is not set: see .env.example\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "   "),
        ("DEBUG", "maybe"),
        ("DEBUG", "flase"),
        ("SERVE_MEDIA", "perhaps"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "//shop:hunter2@db/shop"),
        ("DATABASE_URL", "mysql://shop:hunter2@db/shop"),
        ("DATABASE_URL", "postgres://shop:hunter2@db:port/shop"),
        ("DATABASE_URL", "postgres://shop:hunter2@db/"),
        ("PGBOUNCER", "transaction"),
        ("DATABASE_LIMITS", "10s"),
        ("SITE_URL", "ftp://lamps.test"),
        ("SITE_URL", "lamps.test"),
        ("SITE_URL", "https://lamps.test/path"),
        ("SITE_URL", "https://shop:hunter2@example.com"),
        ("SITE_URL", "https://lamps.test:99999"),
        ("SITE_URL", "https://lamps.test:hunter2"),
        ("SITE_URL", "https://lamps test"),
        ("MINUTES_TO_PAY", "00"),
        ("MINUTES_TO_PAY", "abc"),
        ("MINUTES_TO_PAY", "-30"),
        ("DISPATCH_DAYS", "0"),
        ("DISPATCH_DAYS", "2-3"),
        ("RETURN_DAYS", "two weeks"),
        ("PRODUCTS_PER_PAGE", "1.5"),
        ("CURRENCY", "USD"),
        ("DELIVERS_TO", "Germany"),
        ("DELIVERS_TO", "DE EU"),
        ("DELIVERS_TO", "fr"),
        ("TIME_ZONE", "Mars"),
        ("EMAIL_URL", "hunter2"),
        ("EMAIL_URL", "pigeon://shop:hunter2@mail"),
        ("EMAIL_URL", "smtp+tls://shop:hunter2@mail:port"),
        ("SHOP_NAME", ""),
    ],
)
def test_a_malformed_value_is_named_and_never_shown(name, value):
    process = start(**{"SECRET_KEY": "k", name: value})
    line = process.stderr
    assert process.returncode != 0
    assert line.startswith(f"{name}: ")
    assert line.count("\n") == 1
    assert not value.strip() or value not in line.removeprefix(name)
    assert "hunter2" not in line
