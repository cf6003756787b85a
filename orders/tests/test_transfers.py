"""Orders that are paid by transfer: days to pay and a grace for money under way, kept with each order."""

from contextlib import nullcontext
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from accounts.tests.factories import StaffFactory
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.housekeeping import ClockGuard, tidy
from orders.models import Order, PaymentExpired
from orders.tests.factories import place
from orders.tests.transfers import by_transfer

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

TICK = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def _by_transfer(settings, db):
    by_transfer(settings)
    settings.TIME_ZONE = "Europe/Berlin"


def faults():
    return [fault for fault in inconsistencies() if "is in the future" not in fault]


def kept(order):
    order.refresh_from_db()
    return order.payment, order.expires_at - order.created_at, order.grace


def test_with_the_mock_there_are_minutes_and_no_grace(settings):
    settings.PAYMENT = "mock"
    order = place()
    assert kept(order) == ("mock", timedelta(minutes=30), timedelta(0))
    assert order.overdue_at == order.expires_at


@pytest.mark.parametrize(
    ("placed", "deadline"),
    [
        ((2026, 11, 27, 5, 18), (2026, 12, 4, 22, 59, 59)),
        # Half past eleven at night is half past midnight in Berlin: a day later.
        ((2026, 11, 27, 23, 30), (2026, 12, 5, 22, 59, 59)),
        # Over the change of the clocks.
        ((2027, 3, 25, 12, 0), (2027, 4, 1, 21, 59, 59)),
    ],
)
def test_it_is_paid_by_the_end_of_a_day(placed, deadline):
    with time_machine.travel(datetime(*placed, tzinfo=UTC), tick=False):
        assert place().expires_at == datetime(*deadline, tzinfo=UTC)


def test_what_is_open_keeps_how_it_is_paid_when_the_settings_change(settings):
    settings.DAYS_TO_PAY, settings.PAYMENT_GRACE_DAYS = 14, 3
    transfer = place(key="transfer")
    settings.PAYMENT, settings.PAYMENT_GRACE_DAYS = "mock", 0
    mock = place(key="mock")
    assert kept(transfer)[::2] == ("transfer", timedelta(days=3))
    assert kept(mock)[::2] == ("mock", timedelta(0))
    with time_machine.travel(transfer.expires_at + timedelta(days=2)):
        assert tidy().orders == 1
        transfer.pay(by=StaffFactory())
    assert kept(transfer)[0] == "transfer"
    assert transfer.is_paid
    assert faults() == []


@pytest.mark.parametrize(("late", "is_overdue"), [(-TICK, False), (timedelta(0), True)])
@pytest.mark.parametrize("verb", ["pay", "tidy"])
def test_it_is_overdue_after_its_deadline_and_grace_for_pay_tidy_and_check_shop(verb, late, is_overdue):
    product = ProductFactory(stock=3)
    order = place(None, product, quantity=2)
    with time_machine.travel(order.expires_at + timedelta(days=2) + late, tick=False):
        assert (order.is_overdue, order.is_late, order.can_be_paid) == (is_overdue, True, not is_overdue)
        assert list(Order.objects.overdue(order.overdue_at + late)) == [order] * is_overdue
        if verb == "tidy":
            assert tidy().orders == is_overdue
        else:
            with pytest.raises(PaymentExpired) if is_overdue else nullcontext():
                order.pay(by=StaffFactory())
        order.refresh_from_db()
        status = "cancelled" if is_overdue else "paid" if verb == "pay" else "pending"
        product.refresh_from_db()
        assert (order.status, product.stock) == (status, 3 if is_overdue else 1)
        assert faults() == []


def test_one_that_is_pending_long_after_its_grace_is_a_fault_and_not_before():
    order = place()
    with time_machine.travel(order.overdue_at + timedelta(minutes=59)):
        assert faults() == []
    with time_machine.travel(order.overdue_at + timedelta(minutes=61)):
        assert faults() == [f"order {order.number}: its deadline passed long ago, and it is still pending"]


def test_one_that_was_paid_after_its_grace_is_a_fault():
    order = place()
    order.pay(by=StaffFactory())
    Order.objects.update(paid_at=order.overdue_at + TICK)
    assert f"order {order.number}: it was paid after its deadline" in faults()


def test_after_a_clock_that_jumped_nothing_is_cancelled_for_a_day(monkeypatch):
    seconds = [0.0]
    monkeypatch.setattr("orders.clock.steady", lambda: seconds[0])
    guard = ClockGuard()
    with time_machine.travel(datetime(2026, 11, 27, tzinfo=UTC), tick=False) as clock:
        assert guard.is_trusted()
        clock.shift(timedelta(days=30))
        for later, is_trusted in ((0, False), (24 * 3600 - 1, False), (1, True)):
            seconds[0] += later
            clock.shift(timedelta(seconds=later))
            assert guard.is_trusted() == is_trusted
