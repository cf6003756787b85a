"""The log of who logged in and who did not: numbers of users and networks, never what was typed."""

import logging

import pytest

from accounts.tests.factories import PASSWORD, UserFactory
from shop.logs import JsonLine, logger
from shop.tests.pages import browser

pytestmark = pytest.mark.django_db


def test_logins_failures_and_logouts_are_lines(caplog):
    caplog.set_level(logging.INFO)
    anna = UserFactory(email="anna@lamps.test")
    client = browser(REMOTE_ADDR="192.0.2.7")
    client.post("/auth/login/", {"username": anna.email, "password": "wrong password"})
    client.post("/auth/login/", {"username": anna.email, "password": PASSWORD})
    session = client.cookies["session"].value
    client.post("/auth/logout/")
    events = [record for record in caplog.records if record.name == logger.name]
    assert [(record.getMessage(), record.fields) for record in events] == [
        ("login failed", {"network": "192.0.2.7"}),
        ("logged in", {"user": anna.pk, "is_staff": False, "network": "192.0.2.7"}),
        ("logged out", {"user": anna.pk, "network": "192.0.2.7"}),
    ]
    written = "\n".join(map(JsonLine().format, caplog.records))
    for secret in (PASSWORD, "wrong password", session, anna.email):
        assert secret not in written
