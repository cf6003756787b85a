"""Staff, the scheduler and a shopper beside a transfer: it is paid once, and its shades are sold once."""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.tests.factories import StaffFactory, UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.housekeeping import tidy
from orders.models import Order, Status
from orders.tests.factories import place
from orders.tests.transfers import by_transfer
from orders.tests.whole_shop.race.visitors import statuses, together, told

pytestmark = pytest.mark.race

LIST = "/admin/orders/order/"
ORDERS = 30
# The payments of the first so many are in time, and those of the last so many are not, on any machine.
SURE = 5
TICK = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def _transfers(database, settings):
    by_transfer(settings)


def press(visitor, action, order):
    """The button on the page of an order."""
    fields = dict(visitor.form(f"{LIST}{order.pk}/change/", action=LIST))
    return partial(visitor.copy().post, LIST, fields | {"action": action, "_selected_action": order.pk})


def steps(order):
    return list(order.events.values_list("from_status", "to_status"))


def test_two_members_of_staff_mark_it_as_paid_once(open_shop, measured):
    shop, order = open_shop(), place(None, ProductFactory(stock=1))
    answers, seconds = together(press(shop.visitor(StaffFactory()), "pay", order) for _ in range(2))
    measured(f"2 members of staff mark a transfer as paid: {told(answers)}, {seconds:.2f} s")
    assert statuses(answers) == {303: 2}
    assert steps(order) == [("", "pending"), ("pending", "paid")]
    assert list(inconsistencies()) == []


def test_at_the_end_of_its_grace_it_is_paid_or_tidied_away(open_shop, measured):
    user, product, staff = UserFactory(), ProductFactory(stock=ORDERS), StaffFactory()
    orders = [place(user, product, key=f"key-{number}") for number in range(ORDERS)]
    visitor = open_shop().visitor(staff)
    began = time.perf_counter()
    presses = [press(visitor, "pay", order) for order in orders]
    # Four at a time take a quarter of what that took: most are in time, and most of the others are not.
    half = timedelta(seconds=(time.perf_counter() - began) / 8)
    # The deadline of all was yesterday, and the grace of most ends while they are marked as paid.
    deadline = orders[0].expires_at - timedelta(days=8)
    Order.objects.update(created_at=F("created_at") - timedelta(days=9), expires_at=deadline)
    for some, end in ((orders, timezone.now() + half), (orders[-SURE:], deadline + TICK)):
        Order.objects.filter(pk__in=[order.pk for order in some]).update(grace=end - deadline)
    Order.objects.filter(pk__in=[order.pk for order in orders[:SURE]]).update(grace=timedelta(days=9))
    with ThreadPoolExecutor(4) as pool:
        payments = [pool.submit(one) for one in presses]
        tidied = 0
        while not all(payment.done() for payment in payments):
            tidied += tidy().orders
        answers = [payment.result() for payment in payments]
    result = Counter(Order.objects.values_list("status", flat=True))
    product.refresh_from_db()
    measured(f"{ORDERS} transfers marked as paid at the end of their grace: {dict(result)}, {tidied} tidied away")
    assert statuses(answers) == {303: ORDERS}
    assert result[Status.PAID] + result[Status.CANCELLED] == ORDERS
    assert min(result[Status.PAID], result[Status.CANCELLED]) >= SURE
    assert product.stock == result[Status.CANCELLED]
    assert list(inconsistencies()) == []


def take_up_beside_a_buyer(shop):
    """A cancelled transfer for the last shade is taken up while a shopper orders it."""
    last, staff, buyer = ProductFactory(stock=1), StaffFactory(), UserFactory()
    order = place(None, last)
    order.cancel(by=None)
    CartItemFactory(user=buyer, product=last)
    shopper = shop.visitor(buyer)
    calls = [press(shop.visitor(staff), "take_up", order), partial(shopper.place, shopper.review())]
    answers, seconds = together(calls)
    last.refresh_from_db()
    order.refresh_from_db()
    return order, last, answers, seconds


def test_the_last_shade_is_taken_up_or_sold(open_shop, measured):
    order, last, answers, seconds = take_up_beside_a_buyer(open_shop())
    measured(f"a transfer taken up beside a buyer of the last shade: {order.status}, {told(answers)}, {seconds:.2f} s")
    assert last.stock == 0
    assert answers[0].status == 303
    assert answers[1].status == (200 if order.is_paid else 303)
    assert Order.objects.count() == (1 if order.is_paid else 2)
    assert list(inconsistencies()) == []


@pytest.mark.long
def test_without_the_lock_the_last_shade_is_sold_twice(open_shop, measured):
    order, last, answers, _ = take_up_beside_a_buyer(open_shop(without="product_lock"))
    measured(f"  twin without the lock: {order.status}, {told(answers)}, stock {last.stock}")
    assert order.is_paid
    assert Order.objects.count() == 2


def test_two_presses_take_it_up_once(open_shop, measured):
    product = ProductFactory(stock=2)
    order = place(None, product)
    order.cancel(by=None)
    shop = open_shop()
    answers, seconds = together(press(shop.visitor(StaffFactory()), "take_up", order) for _ in range(3))
    measured(f"3 members of staff take up a transfer: {told(answers)}, {seconds:.2f} s")
    product.refresh_from_db()
    assert statuses(answers) == {303: 3}
    assert product.stock == 1
    assert steps(order)[1:] == [("pending", "cancelled"), ("cancelled", "paid")]
    assert list(inconsistencies()) == []


@pytest.mark.long
def test_without_the_lock_one_of_them_breaks(open_shop, measured):
    order = place(None, ProductFactory(stock=5))
    order.cancel(by=None)
    shop = open_shop(without="order_lock")
    answers, _ = together(press(shop.visitor(StaffFactory()), "take_up", order) for _ in range(3))
    measured(f"  twin without the lock: {told(answers)}")
    # The ledger takes the stock of an order once for one reason: an error page instead of a polite one.
    assert statuses(answers)[500] > 0
    assert "IntegrityError" in shop.errors()
