"""Health checks, without host name, cookie or https."""

import pytest
from django.db import OperationalError, connection
from django.test import Client

STRANGER = {"host": "10.0.0.7:9000"}


@pytest.fixture
def broken_database(db):
    def down(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(down):
        yield


def test_a_living_process_says_so(broken_database):
    response = Client().get("/healthz", headers=STRANGER)
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_a_migrated_database_is_ready(settings):
    settings.SECURE_SSL_REDIRECT = True
    response = Client().get("/readyz", headers=STRANGER)
    assert (response.status_code, response.content) == (200, b"ready")
    assert not response.cookies


def test_without_a_database_it_is_not_ready(broken_database):
    response = Client().get("/readyz", headers=STRANGER)
    assert (response.status_code, response.content) == (503, b"not ready")


@pytest.mark.django_db
def test_with_a_migration_to_come_it_is_not_ready():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'orders'")
    assert Client().get("/readyz").status_code == 503


@pytest.mark.django_db
def test_a_process_that_was_ready_reads_the_migrations_no_more(django_assert_num_queries):
    client = Client()
    client.get("/readyz")
    # 1 whether the database answers
    with django_assert_num_queries(1):
        assert client.get("/readyz").status_code == 200


def test_a_process_that_was_ready_says_so_when_the_database_is_down(db):
    client = Client()
    client.get("/readyz")

    def down(execute, sql, params, many, context):
        raise OperationalError("gone")

    with connection.execute_wrapper(down):
        assert client.get("/readyz").status_code == 503
    assert client.get("/readyz").status_code == 200
