"""Health checks, without host name, cookie or https."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

from shop import health
from shop.headers import POLICY

STRANGER = {"host": "10.0.0.7:9000"}


@pytest.fixture
def broken_database(db):
    def down(execute, sql, params, many, context):
        raise OperationalError("gone, password=hunter2")

    with connection.execute_wrapper(down):
        yield


def record_migration(*migration):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, '2026-01-01')", migration)


def test_a_living_process_says_so(broken_database):
    response = Client().get("/healthz", headers=STRANGER)
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_a_migrated_database_is_ready(settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/readyz", headers=STRANGER)
    assert (response.status_code, response.content) == (200, b"ready")
    assert not response.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_their_answers_have_the_headers_of_a_page_and_are_never_kept(address, settings):
    settings.SECURE_HSTS_SECONDS = 60
    headers = Client().get(address, headers=STRANGER, secure=True).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "max-age=60" in headers["Strict-Transport-Security"]
    assert "no-store" in headers["Cache-Control"]


def test_without_a_database_it_is_not_ready_and_says_why(broken_database):
    response = Client().get("/readyz", headers=STRANGER)
    assert response.status_code == 503
    assert response.content == b"not ready: the database does not answer (OperationalError)"


@pytest.mark.django_db
def test_with_migrations_to_come_it_is_not_ready_and_names_them():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.content == b"not ready: pending migrations: sessions.0001_initial"


@pytest.mark.django_db
def test_with_the_schema_of_a_newer_version_it_stays_ready_and_names_its_migrations():
    record_migration("orders", "9999_from_the_future")
    record_migration("forgotten", "0001_initial")
    response = Client().get("/readyz")
    assert response.status_code == 200
    assert response.content == b"ready: migrations of a newer version: orders.9999_from_the_future"


@pytest.mark.django_db
def test_a_newer_schema_that_lacks_a_migration_of_ours_is_not_ready():
    record_migration("orders", "9999_from_the_future")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert b"pending migrations: sessions.0001_initial" in response.content


@pytest.mark.django_db
def test_asking_often_is_no_work_for_the_database(django_assert_num_queries):
    client = Client()
    # 1 whether there is the table of migrations, 2 those that were applied
    with django_assert_num_queries(2):
        for _ in range(10):
            assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_it_is_ready_again_a_moment_later(monkeypatch):
    def down(execute, sql, params, many, context):
        raise OperationalError("gone")

    monkeypatch.setattr(health, "HOLDS", 0)
    client = Client()
    assert client.get("/readyz").status_code == 200
    with connection.execute_wrapper(down):
        assert client.get("/readyz").status_code == 503
    assert client.get("/readyz").status_code == 200
