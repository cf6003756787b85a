"""`tidy` cancels an unpaid order at the moment when the shopper pays."""

import random
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from accounts.tests.factories import UserFactory
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.housekeeping import tidy
from orders.models import Order, Status
from orders.tests.factories import place
from orders.tests.whole_shop.race.faults import is_first_at, meeting
from orders.tests.whole_shop.race.visitors import statuses

pytestmark = pytest.mark.race

ORDERS = 100
IN_TIME = 30
PAYERS = 4
TICK = timedelta(milliseconds=1)


def pay_over_the_deadline(shop):
    """Orders are paid in any order, and after about the first thirty the time to pay is over for most.

    From then on `tidy`, which runs without a rest, and the late payments go for the same orders.
    The product, the answers, and how many orders `tidy` has cancelled.
    """
    user, product = UserFactory(), ProductFactory(stock=ORDERS)
    orders = [place(user, product, key=f"key-{number}") for number in range(ORDERS)]
    visitor = shop.visitor(user)
    page = f"{orders[0].get_absolute_url()}pay/"
    form = [field for field in visitor.form(page, action=page) if field[0] != "outcome"]

    def pay(order, **more):
        # SQLite lets those wait who ask politely: without a pause `tidy` would hardly have a turn.
        time.sleep(0.02)
        return visitor.copy().post(f"{order.get_absolute_url()}pay/", form + list(more.items()))

    with ThreadPoolExecutor(PAYERS) as pool:
        # How long thirty payments take today: failed ones take as long and change nothing.
        began = time.perf_counter()
        list(pool.map(lambda order: pay(order, outcome="failure"), orders[:IN_TIME]))
        deadline = timezone.now() + timedelta(seconds=time.perf_counter() - began)
        # Ten are in time and ten too late on any machine, be it ever so busy.
        Order.objects.filter(pk__in=[order.pk for order in orders[10:-10]]).update(expires_at=deadline)
        Order.objects.filter(pk__in=[order.pk for order in orders[-10:]]).update(expires_at=F("created_at") + TICK)
        random.Random(1).shuffle(orders)
        payments = [pool.submit(pay, order) for order in orders]
        tidied = 0
        while not all(payment.done() for payment in payments):
            tidied += tidy().orders
        answers = [payment.result() for payment in payments]
    product.refresh_from_db()
    return product, answers, tidied


def test_an_order_is_paid_or_tidied_away(open_shop, database, measured):
    product, answers, tidied = pay_over_the_deadline(open_shop())
    result = Counter(order.status for order in Order.objects.all())
    paid, cancelled = result[Status.PAID], result[Status.CANCELLED]
    measured(
        f"{ORDERS} payments over the deadline beside tidy: {paid} paid, {tidied} cancelled by tidy, "
        f"{cancelled - tidied} by the late payment, answers {dict(statuses(answers))}, stock {product.stock}"
    )
    assert paid + cancelled == ORDERS
    assert statuses(answers) == {303: ORDERS}
    # Both happen, or it was no race.
    assert paid > 0
    assert cancelled > 0
    assert product.stock == cancelled
    assert all(order.events.count() == 2 for order in Order.objects.all())
    assert list(inconsistencies()) == []


@pytest.mark.long
def test_without_the_lock_payment_and_clock_collide(open_shop, database, measured):
    """The payment reads an order that is in time; before it writes, the time is over, and `tidy` has been there."""
    user, product = UserFactory(), ProductFactory(stock=1)
    order = place(user, product)
    shop = open_shop(without="order_lock")
    visitor = shop.visitor(user)
    page = f"{order.get_absolute_url()}pay/"
    form = [field for field in visitor.form(page, action=page) if field[0] != "outcome"]
    with ThreadPoolExecutor(1) as pool:
        payment = pool.submit(visitor.post, page, form)
        while not (meeting(shop.log.parent, 0).exists() or payment.done()):
            time.sleep(0.001)
        Order.objects.filter(pk=order.pk).update(expires_at=F("created_at") + TICK)
        tidied = tidy().orders
        is_first_at(meeting(shop.log.parent, 1))
        answer = payment.result()
    order.refresh_from_db()
    product.refresh_from_db()
    measured(
        f"  twin without the lock: {answer.status}, {tidied} cancelled by tidy, {order.status}, {product.stock} left"
    )
    assert (tidied, order.status, product.stock) == (1, Status.PAID, 1)
    assert list(inconsistencies()) != []
