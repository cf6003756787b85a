"""`tidy` sends mail: once, and between its rounds."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import OperationalError

from accounts.password_reset import ask_for_link
from accounts.tests.factories import UserFactory
from orders.management.commands.tidy import Command

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def clock(monkeypatch):
    """Seconds pass while `tidy` sleeps, and only then."""
    now = [0.0]
    monkeypatch.setattr("orders.management.commands.tidy.time.monotonic", lambda: now[0])
    monkeypatch.setattr("orders.management.commands.tidy.time.sleep", lambda seconds: now.append(now.pop() + seconds))
    return now


def staying():
    command = Command(stdout=StringIO(), stderr=StringIO())
    command.send_mail_for(60)
    return command


def test_one_round_sends_what_is_due(mailoutbox):
    ask_for_link(UserFactory().email, "en")
    call_command("tidy", stdout=StringIO())
    assert len(mailoutbox) == 1


def test_between_two_rounds_it_looks_for_mail_every_two_seconds(clock, monkeypatch):
    looked = []
    monkeypatch.setattr("orders.management.commands.tidy.send_links", lambda: looked.append(clock[0]))
    staying()
    assert looked == [float(second) for second in range(0, 60, 2)]


@pytest.mark.parametrize("error", [OperationalError, RuntimeError])
def test_a_failure_is_tried_again_in_the_next_round(clock, monkeypatch, error):
    calls = []

    def send():
        calls.append(None)
        raise error

    monkeypatch.setattr("orders.management.commands.tidy.send_links", send)
    staying()
    assert (len(calls), clock) == (1, [60.0])
