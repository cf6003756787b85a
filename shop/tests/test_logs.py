"""The lines of the log: one for each request that is refused or finds no database, and a traceback for our faults."""

import logging

import pytest
from django.db import OperationalError, connection
from django.test import Client

from shop.logs import Line


@pytest.fixture
def lines(caplog):
    """What the log says, line by line."""

    def written():
        text = "\n".join(map(Line("%(levelname)s %(message)s").format, caplog.records))
        return text.splitlines()

    caplog.set_level(logging.INFO)
    return written


def failing(error):
    def fail(execute, sql, params, many, context):
        raise error

    return connection.execute_wrapper(fail)


def test_a_request_without_a_database_is_one_line_that_names_the_cause(db, lines):
    with failing(OperationalError("connection to server at 10.0.0.1\n\tfailed: refused")):
        Client(raise_request_exception=False).get("/products/")
    cause = "OperationalError: connection to server at 10.0.0.1 failed: refused"
    assert lines() == [f"ERROR Service Unavailable: /products/ ({cause})"]


def test_a_fault_of_ours_keeps_its_traceback(db, lines):
    with failing(ValueError("no such luck")):
        Client(raise_request_exception=False).get("/products/")
    assert lines()[0] == "ERROR Internal Server Error: /products/"
    assert lines()[-1] == "ValueError: no such luck"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"path": "/cart/items/", "headers": {"sec-fetch-site": "cross-site"}}, "Forbidden (Permission denied)"),
        ({"path": "/auth/login/"}, "Forbidden (CSRF cookie not set.)"),
        ({"path": "/", "headers": {"host": "evil.example"}}, "Invalid HTTP_HOST header"),
        (
            {
                "path": "/cart/items/",
                "content_type": "multipart/form-data; boundary=",
                "data": "x",
                "headers": {"sec-fetch-site": "same-origin"},
            },
            "Bad request (Unable to parse request body)",
        ),
    ],
)
def test_what_a_stranger_is_refused_is_one_line(sent, said, lines):
    Client(raise_request_exception=False, enforce_csrf_checks=True).post(**sent)
    (line,) = lines()
    assert said in line
