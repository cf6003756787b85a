"""Pay, cancel and dispatch: each from its one initial status, with its event and the stock."""

from contextlib import nullcontext
from datetime import timedelta

import pytest
import time_machine

from accounts.tests.factories import StaffFactory
from catalog.models import StockMovement
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import InvalidTransition, PaymentExpired
from orders.tests.factories import place

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def product():
    return ProductFactory(stock=10)


@pytest.fixture
def order(product):
    """Pending, with three of the product."""
    return place(None, product, quantity=3)


@pytest.fixture
def staff():
    return StaffFactory()


@pytest.fixture(autouse=True)
def _stays_consistent():
    yield
    # Some of these tests set the clock ahead.
    assert [fault for fault in inconsistencies() if "is in the future" not in fault] == []


def steps(order):
    return list(order.events.values_list("from_status", "to_status", "by"))


def stock(product):
    product.refresh_from_db()
    return product.stock


def test_a_pending_order_is_paid(order, product):
    order.pay(by=order.user)
    order.refresh_from_db()
    assert order.status == "paid"
    assert order.paid_at is not None
    assert steps(order) == [("", "pending", order.user_id), ("pending", "paid", order.user_id)]
    assert stock(product) == 7


def test_a_pending_order_is_cancelled_and_its_stock_returns(order, product):
    order.cancel(by=order.user)
    order.refresh_from_db()
    assert order.status == "cancelled"
    assert order.cancelled_at is not None
    assert steps(order)[1:] == [("pending", "cancelled", order.user_id)]
    assert stock(product) == 10
    returned = StockMovement.objects.get(reason="cancellation")
    assert (returned.delta, returned.order_number) == (3, order.number)


def test_a_paid_order_is_dispatched_once(order, staff):
    order.pay(by=order.user)
    order.dispatch(by=staff)
    order.refresh_from_db()
    assert order.status == "paid"
    assert order.dispatched_at is not None
    assert steps(order)[2:] == [("paid", "paid", staff.pk)]
    with pytest.raises(InvalidTransition):
        order.dispatch(by=staff)
    assert len(steps(order)) == 3


@pytest.mark.parametrize(
    ("path", "verb"),
    [
        *((["pay"], "pay"), (["pay"], "cancel")),
        *((["cancel"], "pay"), (["cancel"], "cancel"), (["cancel"], "dispatch")),
        *(([], "dispatch"), (["pay", "dispatch"], "pay"), (["pay", "dispatch"], "cancel")),
    ],
)
def test_a_verb_from_another_state_is_refused_and_changes_nothing(order, product, staff, path, verb):
    for step in path:
        getattr(order, step)(by=staff)
    before, left = steps(order), stock(product)
    with pytest.raises(InvalidTransition):
        getattr(order, verb)(by=staff)
    assert steps(order) == before
    assert stock(product) == left


@pytest.mark.parametrize(("verb", "column"), [("pay", "paid_at"), ("cancel", "cancelled_at")])
def test_a_step_in_the_history_has_the_time_that_the_order_has(order, verb, column):
    getattr(order, verb)(by=order.user)
    order.refresh_from_db()
    assert order.events.last().created_at == getattr(order, column)


def test_a_verb_looks_at_the_row_and_not_at_what_it_was(order):
    stale = type(order).objects.get(pk=order.pk)
    order.pay(by=order.user)
    assert stale.is_pending
    with pytest.raises(InvalidTransition):
        stale.cancel(by=order.user)


def test_the_deadline_is_a_setting(settings):
    settings.MINUTES_TO_PAY = 5
    order = place()
    assert timedelta(minutes=4, seconds=50) < order.expires_at - order.created_at < timedelta(minutes=5, seconds=10)


@pytest.mark.parametrize(("late", "is_paid"), [(timedelta(microseconds=-1), True), (timedelta(0), False)])
def test_it_can_be_paid_until_its_deadline_and_not_at_it(order, product, late, is_paid):
    with (
        time_machine.travel(order.expires_at + late, tick=False),
        nullcontext() if is_paid else pytest.raises(PaymentExpired),
    ):
        order.pay(by=order.user)
    order.refresh_from_db()
    assert (order.status, stock(product)) == (("paid", 7) if is_paid else ("cancelled", 10))


def test_paying_too_late_cancels_in_the_name_of_the_clock(order):
    with time_machine.travel(order.expires_at + timedelta(days=1)):
        with pytest.raises(PaymentExpired):
            order.pay(by=order.user)
        assert steps(order)[1:] == [("pending", "cancelled", None)]
        with pytest.raises(InvalidTransition):
            order.pay(by=order.user)
    assert StockMovement.objects.filter(reason="cancellation").count() == 1
