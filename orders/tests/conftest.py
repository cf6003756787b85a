"""Fixtures of the tests of orders."""

import pytest
from django.utils import timezone


@pytest.fixture(autouse=True)
def _clock(monkeypatch, request):
    """The database's clock is that of the test, which may travel. Races and their processes have the real one."""
    if not request.node.get_closest_marker("race"):
        monkeypatch.setattr("orders.clock.now", timezone.now)


@pytest.fixture
def asleep(monkeypatch):
    """Lets `tidy --every 60` sleep three times; what a test puts in is called during the sleep of that number."""
    meanwhile, slept = {}, []

    def sleep(command, seconds):
        assert seconds == 60
        slept.append(seconds)
        meanwhile.get(len(slept), lambda: None)()
        if len(slept) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("orders.management.commands.tidy.Command.send_mail_for", sleep)
    return meanwhile
