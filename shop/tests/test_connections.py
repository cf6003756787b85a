"""What a page's connection to PostgreSQL may do, read from the server, and what a command's may."""

import json

import pytest
from django.db import connection

from shop.connections import LIMITS, connection_options
from shop.tests.test_settings import read, start

URL = "postgres://shop:secret@db.test/shop"
on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one file and no limits")


def show(name):
    with connection.cursor() as cursor:
        cursor.execute(f"SHOW {name}")
        return cursor.fetchone()[0].replace("1min", "60s")


@on_postgresql
@pytest.mark.django_db
def test_a_page_is_limited_by_the_server(client):
    assert client.get("/products/").status_code == 200
    assert {name: show(name) for name in LIMITS} == LIMITS


@on_postgresql
@pytest.mark.django_db
def test_a_statement_is_prepared_from_its_third_time_on(client):
    prepared = "SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT %% FROM \"products\"%%'"
    counts = []
    for _ in range(3):
        client.get("/products/no-such-shade/")
        with connection.cursor() as cursor:
            cursor.execute(prepared)
            counts += cursor.fetchone()
    assert counts[1] < counts[2]


def options_of(**variables):
    return read("DATABASES", DATABASE_URL=URL, **variables)["DATABASES"]["default"]


def test_pgbouncer_gets_no_prepared_statement_and_no_start_option():
    default = options_of(PGBOUNCER="1")
    assert default["DISABLE_SERVER_SIDE_CURSORS"] is True
    assert {"options", "prepare_threshold", "server_side_binding"}.isdisjoint(default["OPTIONS"])


def test_what_the_address_says_goes_first():
    said = read("DATABASES", DATABASE_URL=URL + "?connect_timeout=9&sslmode=require")["DATABASES"]["default"]["OPTIONS"]
    assert said["connect_timeout"] == 9
    assert said["sslmode"] == "require"
    assert said["tcp_user_timeout"] == 10_000


@pytest.mark.parametrize(("command", "has_limits"), [("shell", False), ("runserver", True)])
def test_a_command_has_no_limits_but_the_server_of_manage_py_has(command, has_limits):
    script = f"""
import json, sys
import django.core.management as management
def said(arguments):
    from django.conf import settings
    print(json.dumps(settings.DATABASES["default"]["OPTIONS"]))
management.execute_from_command_line = said
sys.argv = ["manage.py", "{command}"]
exec(open("manage.py").read())
"""
    process = start("-c", script, DATABASE_URL=URL)
    assert process.returncode == 0, process.stderr
    expected = connection_options(pgbouncer=False, limits=has_limits)
    assert json.loads(process.stdout) == expected
    assert ("statement_timeout=0" not in expected["options"]) is has_limits
    # What a page asks is neither compiled nor given to workers; a command may ask for more.
    assert ("jit=off" in expected["options"]) is has_limits
    assert ("max_parallel_workers_per_gather=0" in expected["options"]) is has_limits


def test_a_connection_is_made_in_seconds_or_not_at_all_and_looked_at_before_each_request():
    default = options_of()
    assert default["OPTIONS"]["connect_timeout"] == 2
    assert default["CONN_HEALTH_CHECKS"] is True
