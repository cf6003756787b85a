"""The scheduled work on a clock that jumps, and orders on a computer whose clock is wrong."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from orders import clock, housekeeping
from orders.models import Order
from orders.tests.factories import place
from orders.tests.test_tidy_stays import stay

pytestmark = pytest.mark.django_db(transaction=True)

database_now = clock.now


@pytest.fixture
def steady(monkeypatch):
    """The seconds of the steady clock, to be set by a test."""
    seconds = [1000.0]
    monkeypatch.setattr("orders.clock.steady", lambda: seconds[0])
    return seconds


def test_a_clock_that_jumps_a_day_ahead_cancels_nothing_in_one_tick(asleep, steady, caplog):
    order = place()
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        asleep[1] = lambda: traveller.shift(timedelta(days=1))
        stay()
    assert Order.objects.get(pk=order.pk).is_pending
    assert "the clock jumped by 86400 seconds" in caplog.text


def test_after_a_jump_it_goes_on_when_every_order_has_had_its_time(steady, settings):
    guard = housekeeping.ClockGuard()
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        assert guard.is_trusted()
        traveller.shift(timedelta(days=1))
        assert not guard.is_trusted()
        steady[0] += settings.MINUTES_TO_PAY * 60 - 1
        traveller.shift(timedelta(minutes=settings.MINUTES_TO_PAY, seconds=-1))
        assert not guard.is_trusted()
        steady[0] += 1
        assert guard.is_trusted()


@pytest.mark.parametrize("seconds", [-59, 59])
def test_a_clock_that_is_set_right_a_little_has_not_jumped(seconds, steady):
    guard = housekeeping.ClockGuard()
    with time_machine.travel(timezone.now(), tick=False) as traveller:
        assert guard.is_trusted()
        traveller.shift(timedelta(seconds=seconds))
        assert guard.is_trusted()


@pytest.mark.parametrize("wrong", [timedelta(days=-1), timedelta(days=1)])
def test_a_computer_with_a_wrong_clock_cancels_no_order_and_takes_its_payment(wrong, monkeypatch):
    if connection.vendor != "postgresql":
        pytest.skip("a file has no clock of its own")
    monkeypatch.setattr(clock, "now", database_now)
    with time_machine.travel(wrong):
        order = place()
        assert housekeeping.tidy().orders == 0
        order.pay(by=order.user)
    order.refresh_from_db()
    times = [order.created_at, order.paid_at, order.events.get(to_status="paid").created_at]
    assert all(abs(moment - timezone.now()) < timedelta(minutes=5) for moment in times)
    assert order.is_paid
