"""The lines of the log: one for each request that is refused or finds no database, and a traceback for our faults."""

import json
import logging

import pytest
from django.db import OperationalError, connection
from django.test import Client

from shop.logs import JsonLine, Line, log_event, request_id, with_request_id


@pytest.fixture
def lines(caplog):
    """What a developer's log says, line by line."""

    def written():
        text = "\n".join(map(Line("%(levelname)s %(message)s").format, caplog.records))
        return text.splitlines()

    caplog.set_level(logging.INFO)
    return written


@pytest.fixture
def objects(caplog):
    """What the log of a real shop says: an object a line."""
    caplog.set_level(logging.INFO)
    return lambda: [json.loads(JsonLine().format(record)) for record in caplog.records]


def failing(error):
    def fail(execute, sql, params, many, context):
        raise error

    return connection.execute_wrapper(fail)


def test_a_request_without_a_database_is_one_line_that_names_the_cause(db, lines, objects):
    with failing(OperationalError("connection to server at 10.0.0.1\n\tfailed: refused")):
        Client(raise_request_exception=False).get("/products/")
    cause = "OperationalError: connection to server at 10.0.0.1 failed: refused"
    assert lines() == [f"ERROR Service Unavailable: /products/ ({cause})"]
    (line,) = objects()
    assert (line["level"], line["status"], line["error"]) == ("error", 503, cause)
    assert "traceback" not in line


def test_a_fault_of_ours_keeps_its_traceback(db, lines, objects):
    with failing(ValueError("no such luck")):
        Client(raise_request_exception=False).get("/products/")
    assert lines()[0] == "ERROR Internal Server Error: /products/"
    assert lines()[-1] == "ValueError: no such luck"
    (line,) = objects()
    assert line["error"] == "ValueError: no such luck"
    assert "Traceback" in line["traceback"] or line["traceback"].endswith("ValueError: no such luck")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"path": "/cart/items/", "headers": {"sec-fetch-site": "cross-site"}}, "Forbidden (Permission denied)"),
        ({"path": "/auth/login/"}, "Forbidden (CSRF cookie not set.)"),
        ({"path": "/", "headers": {"host": "evil.example"}}, "Invalid HTTP_HOST header"),
        ({"path": "/auth/login/", "data": {f"f{n}": n for n in range(1001)}}, "GET/POST parameters exceeded"),
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
def test_what_a_stranger_is_refused_is_one_line(sent, said, lines, objects):
    Client(raise_request_exception=False, enforce_csrf_checks=True).post(**sent)
    (line,) = lines()
    assert said in line
    assert "traceback" not in objects()[0]
    # Whoever is woken by errors sleeps on.
    assert objects()[0]["level"] in ("info", "warning")


def test_an_event_has_its_own_fields_and_cannot_forge_a_line(objects, lines):
    log_event("order\n{}", order="ABC", by=None)
    (line,) = objects()
    assert line["message"] == "order\n{}"
    assert line["order"] == "ABC"
    assert "by" not in line
    assert line["time"].endswith("+00:00")


@pytest.mark.parametrize(
    ("given", "is_taken"),
    [
        ("7f2d5c9e8b3a41d6", True),
        ("short", False),
        ("a" * 65, False),
        ("7f2d5c9e\r\nSet-Cookie: x", False),
        ("", False),
    ],
)
def test_each_request_has_an_id_that_its_answer_and_its_lines_have(given, is_taken, objects):
    def application(environ, start_response):
        log_event("seen")
        start_response("200 OK", [("Content-Type", "text/plain")])
        return [b""]

    answers = []
    environ = {"HTTP_X_REQUEST_ID": given}
    with_request_id(application)(environ, lambda status, headers, *error: answers.append(dict(headers)))
    name = answers[0]["X-Request-ID"]
    assert (name == given) == is_taken
    assert len(name) >= 16
    assert objects()[0]["request"] == name
    request_id.set("")
