"""What the settings are when nothing is set, and what SITE_URL decides."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
KEY = "Zk3v-9qWm2LxTf7RbNc8HsJd5YgPaEu4Ki6Ov1Qw0Xz_BtMrSl"
READ = "import json, sys, shop.settings as s; print(json.dumps({n: getattr(s, n) for n in sys.argv[1:]}, default=str))"


def start(*arguments, **variables):
    """A process with nothing set but a key and these variables."""
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "SECRET_KEY": KEY, **variables}
    return subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60
    )


def read(*names, **variables):
    process = start("-c", READ, *names, **variables)
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout)


TRANSPORT = [
    "ALLOWED_HOSTS",
    "CSRF_TRUSTED_ORIGINS",
    "SESSION_COOKIE_SECURE",
    "CSRF_COOKIE_SECURE",
    "SECURE_SSL_REDIRECT",
    "SECURE_HSTS_SECONDS",
    "SECURE_PROXY_SSL_HEADER",
]


def test_nothing_set_is_safe():
    found = read(
        *("DEBUG", "DATABASES", "EMAIL_BACKEND", "SERVE_MEDIA", "CURRENCY", "PRODUCTS_PER_PAGE"),
        *("PAYMENT", "MINUTES_TO_PAY", "DAYS_TO_PAY", "PAYMENT_GRACE_DAYS"),
    )
    database = found.pop("DATABASES")["default"]
    assert database["ENGINE"] == "django.db.backends.sqlite3"
    assert Path(database["NAME"]).parent == ROOT / "var"
    assert found == {
        "DEBUG": False,
        "EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend",
        "SERVE_MEDIA": False,
        "CURRENCY": "EUR",
        "PRODUCTS_PER_PAGE": 24,
        "PAYMENT": "mock",
        "MINUTES_TO_PAY": 30,
        "DAYS_TO_PAY": 7,
        "PAYMENT_GRACE_DAYS": 2,
    }


def test_payments_by_transfer_have_days_and_maybe_no_grace():
    days = {"PAYMENT": "transfer", "DAYS_TO_PAY": "14", "PAYMENT_GRACE_DAYS": "0"}
    assert read(*days, **days) == {"PAYMENT": "transfer", "DAYS_TO_PAY": 14, "PAYMENT_GRACE_DAYS": 0}


def test_sqlite_waits_for_writers_and_keeps_what_it_answered():
    options = read("DATABASES")["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_https_secures_cookies_and_transport():
    found = read(*TRANSPORT, SITE_URL="https://shop.example.com/")
    assert found == {
        "ALLOWED_HOSTS": ["shop.example.com"],
        "CSRF_TRUSTED_ORIGINS": ["https://shop.example.com"],
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 63072000,
        "SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"],
    }


def test_plain_http_works_without_them():
    found = read(*TRANSPORT, SITE_URL="http://shop.example.com:8080")
    assert found == {
        "ALLOWED_HOSTS": ["shop.example.com"],
        "CSRF_TRUSTED_ORIGINS": ["http://shop.example.com:8080"],
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "SECURE_PROXY_SSL_HEADER": None,
    }


def test_localhost_is_reached_by_its_numbers_too():
    assert read("ALLOWED_HOSTS")["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


@pytest.mark.parametrize("word", ["1", "true", "Yes", "on"])
def test_debug_can_be_switched_on(word):
    assert read("DEBUG", DEBUG=word) == {"DEBUG": True}


def test_an_env_file_is_read_and_the_environment_goes_before_it(tmp_path):
    file = tmp_path / "env"
    file.write_text("CURRENCY=RUB\nMINUTES_TO_PAY=5\n")
    found = read("CURRENCY", "MINUTES_TO_PAY", ENV_FILE=str(file), MINUTES_TO_PAY="7")
    assert found == {"CURRENCY": "RUB", "MINUTES_TO_PAY": 7}


def test_django_finds_nothing_to_warn_of_before_a_deployment():
    process = start(
        *("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
        SITE_URL="https://shop.example.com",
    )
    assert process.returncode == 0, process.stderr
    assert "no issues" in process.stdout


def test_every_variable_is_explained_in_the_example():
    modules = "".join((ROOT / "shop" / name).read_text() for name in ("settings.py", "storage.py"))
    read = set(re.findall(r'env\(\s*\w+(?:\([^)]*\))?,\s*"([A-Z_]+)"', modules))
    explained = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert len(read) > 12
    assert read - explained == set()


# What the containers themselves decide: the other variables of .env.example are for the owner of the shop.
OF_CONTAINERS = {
    "DEBUG",
    "DEMO",
    "BENCH",
    "BEHIND_PROXY",
    "METRICS_PORT",
    "PGBOUNCER",
    "DATABASE_LIMITS",
    "MEDIA_ROOT",
    "SERVE_MEDIA",
}
# Read by collectstatic, when the image is built.
OF_THE_IMAGE = {"LOOK", "STATIC_ROOT"}


def test_a_shop_in_containers_has_every_setting_of_its_owner():
    explained = set(re.findall(r"^#? ?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    passed_on = set(re.findall(r"^  ([A-Z_]+):", (ROOT / "deploy" / "production.yml").read_text(), re.MULTILINE))
    assert passed_on == explained - OF_CONTAINERS - OF_THE_IMAGE
