"""A malformed variable stops the start with one line that has its name and never its value."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

KEY = "Zk3v-9qWm2LxTf7RbNc8HsJd5YgPaEu4Ki6Ov1Qw0Xz_BtMrSl"
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
        ("MEDIA_URL", "https://shop:hunter2@photographs.test"),
        ("MEDIA_URL", "https://:hunter2@photographs.test"),
        ("SITE_URL", "https://:hunter2@shop.test"),
        ("MEDIA_URL", "https://photographs.test"),
        ("STAFF_SECOND_FACTOR", "totp"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "//shop:hunter2@db/shop"),
        ("DATABASE_URL", "mysql://shop:hunter2@db/shop"),
        ("DATABASE_URL", "postgres://shop:hunter2@db:port/shop"),
        ("DATABASE_URL", "postgres://shop:hunter2@db/"),
        ("PGBOUNCER", "transaction"),
        ("REPLICA_URL", "postgres://shop:hunter2@replica/shop"),
        ("DATABASE_LIMITS", "10s"),
        ("SITE_URL", "ftp://lamps.test"),
        ("SITE_URL", "lamps.test"),
        ("SITE_URL", "https://lamps.test/path"),
        ("SITE_URL", "https://shop:hunter2@example.com"),
        ("SITE_URL", "https://lamps.test:99999"),
        ("SITE_URL", "https://lamps.test:hunter2"),
        ("SITE_URL", "https://lamps test"),
        ("SITE_URL", "http://*"),
        ("SITE_URL", "https://*.lamps.test"),
        ("SITE_URL", "https://.lamps.test"),
        ("DATABASE_URL", "sqlite:////no/such/folder/shop.sqlite3"),
        ("DATABASE_URL", "postgres://shop:hunter2#more@db/shop"),
        ("EMAIL_URL", "smtp+tls://shop:hunter2#more@mail:587"),
        ("DEFAULT_FROM_EMAIL", "Lamps"),
        ("DEFAULT_FROM_EMAIL", "lamps@"),
        ("MEDIA_ROOT", "/no/such/folder"),
        ("LOOK", "/no/such/folder"),
        ("PRODUCTS_PER_PAGE", "999999"),
        ("PRODUCTS_PER_PAGE", "0"),
        ("MINUTES_TO_PAY", "00"),
        ("MINUTES_TO_PAY", "abc"),
        ("MINUTES_TO_PAY", "-30"),
        ("PAYMENT", "card"),
        ("PAYMENT", ""),
        ("DAYS_TO_PAY", "00"),
        ("DAYS_TO_PAY", "61"),
        ("PAYMENT_GRACE_DAYS", "-1"),
        ("PAYMENT_GRACE_DAYS", "31"),
        ("PHOTOGRAPH_DAYS", "0"),
        ("INVOICE_YEARS", "ten"),
        ("INVOICE_YEARS", "none"),
        ("INVOICE_YEARS", "101"),
        ("ADDRESS_YEARS", "0"),
        ("ADDRESS_YEARS", "for ever"),
        ("PRODUCTS_PER_PAGE", "1.5"),
        ("CURRENCY", "USD"),
        ("TIME_ZONE", "Mars"),
        ("EMAIL_URL", "hunter2"),
        ("EMAIL_URL", "pigeon://shop:hunter2@mail"),
        ("EMAIL_URL", "smtp+tls://shop:hunter2@mail:port"),
        ("METRICS_PORT", "99999"),
        ("METRICS_PORT", "hunter2"),
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


@pytest.mark.parametrize("key", ["a", "changeme", "demo-only-this-key-is-public", "a" * 50, "django-insecure-" + KEY])
@pytest.mark.parametrize("site", ["https://lamps.test", "http://lamps.test", "http://10.0.0.7:8000"])
def test_a_public_site_needs_a_key_that_nobody_guesses(site, key):
    process = start(SECRET_KEY=key, SITE_URL=site)
    assert process.returncode != 0
    assert process.stderr == "SECRET_KEY: it is easy to guess: write at least 32 random letters and digits\n"


def test_its_former_keys_are_none_that_anybody_guesses_either():
    process = start(SECRET_KEY=KEY, SECRET_KEY_FALLBACKS=f"{KEY[::-1]} changeme", SITE_URL="https://lamps.test")
    assert process.stderr.startswith("SECRET_KEY_FALLBACKS: it is easy to guess")


def test_the_demo_on_this_computer_has_the_key_that_is_published():
    assert start(SECRET_KEY="demo-only-this-key-is-public", SITE_URL="http://localhost:8080").returncode == 0


def test_debug_pages_are_never_shown_with_https():
    process = start(SECRET_KEY=KEY, SITE_URL="https://lamps.test", DEBUG="1")
    assert process.returncode != 0
    assert process.stderr == "DEBUG: write 0, for SITE_URL is https: debug pages show settings and code\n"


@pytest.mark.parametrize("line", ["CURRENCY=EUR  # or RUB", "SITE_URL=http://localhost:8000\t# here", "PAYMENT= #mock"])
def test_a_comment_behind_a_value_is_refused_and_not_read_as_a_part_of_it(line, tmp_path):
    file = tmp_path / "env"
    file.write_text(f"# of our shop\n{line}\n")
    process = start(SECRET_KEY=KEY, ENV_FILE=str(file))
    assert process.returncode != 0
    assert process.stderr == f"{file}, line 2: write the comment on a line of its own\n"


def test_a_hash_within_a_value_is_no_comment(tmp_path):
    file = tmp_path / "env"
    file.write_text(
        f"SECRET_KEY={KEY}#x\n# a comment = a line # of its own\nDEFAULT_FROM_EMAIL='No #1 <shop@lamps.test>'\n"
    )
    assert start(ENV_FILE=str(file)).stderr == ""


def serve(**variables):
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "SECRET_KEY": KEY, **variables}
    command = [sys.executable, "-m", "deploy.serve"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)


def test_figures_are_never_told_on_the_port_of_the_pages():
    process = serve(PORT="21299", METRICS_PORT="21299")
    assert process.returncode != 0
    assert process.stderr == "METRICS_PORT: write another than PORT, for it must not be public\n"


@pytest.mark.parametrize("name", ["PORT", "WEB_THREADS", "WEB_CONCURRENCY"])
@pytest.mark.parametrize("value", ["99999999", "0", "abc"])
def test_gunicorn_refuses_with_one_line_as_well(name, value):
    process = serve(**{name: value})
    assert process.returncode != 0
    assert process.stderr.startswith(f"{name}: write a whole number from 1 to ")
    assert process.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "variables",
    [
        {"SITE_URL": "http://[::1]:8000"},
        {"SITE_URL": "https://xn--80aa.example:8443"},
        {"DEFAULT_FROM_EMAIL": "Abajur <shop@lamps.test>"},
        {"DATABASE_URL": "postgres://shop:hun%23ter2@db/shop"},
        {"PRODUCTS_PER_PAGE": "96"},
    ],
)
def test_what_is_right_is_taken(variables):
    process = start(SECRET_KEY=KEY, **variables)
    assert process.returncode == 0, process.stderr


@pytest.mark.parametrize("address", ["sqlite:///", "sqlite://"])
def test_a_database_without_a_path_would_be_lost(address):
    process = start(SECRET_KEY=KEY, DATABASE_URL=address)
    assert process.returncode != 0
    assert process.stderr == "DATABASE_URL: write postgres://user:password@host:port/name or sqlite:///path\n"
