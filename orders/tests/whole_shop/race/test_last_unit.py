"""Twenty shoppers order the last shade at the same moment."""

from functools import partial

import pytest
from django.db import connection

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import Order
from orders.tests.whole_shop.race.visitors import statuses, together, told

pytestmark = pytest.mark.race

SHOPPERS = 20


def order_the_last_one(shop):
    """Each has the review page open, and presses the button. The product, the answers, the seconds."""
    last = ProductFactory(stock=1)
    visitors = [shop.visitor(CartItemFactory(user=UserFactory(), product=last).user) for _ in range(SHOPPERS)]
    pages = [visitor.review() for visitor in visitors]
    answers, seconds = together(partial(visitor.place, page) for visitor, page in zip(visitors, pages, strict=True))
    last.refresh_from_db()
    return last, answers, seconds


def test_the_last_one_is_sold_once(open_shop, measured):
    last, answers, seconds = order_the_last_one(open_shop())
    measured(f"{SHOPPERS} orders for the last unit: {told(answers)}, stock {last.stock}, {seconds:.2f} s")
    assert statuses(answers) == {303: 1, 200: SHOPPERS - 1}
    refusals = [answer.text for answer in answers if answer.status == 200]
    assert all("A shade was sold in the meantime" in text for text in refusals)
    assert Order.objects.count() == 1
    assert last.stock == 0
    assert list(inconsistencies()) == []


@pytest.mark.long
def test_without_the_lock_the_last_one_is_sold_often(open_shop, measured):
    _, answers, seconds = order_the_last_one(open_shop(without="product_lock"))
    sold = Order.objects.count()
    measured(f"  twin without the lock: {told(answers)}, {sold} orders for one unit, {seconds:.2f} s")
    assert sold > 1
    assert list(inconsistencies()) != []


@pytest.mark.long
def test_without_immediate_transactions_sqlite_fails(open_shop, measured):
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite has this mode")
    shop = open_shop(without="immediate")
    _, answers, seconds = order_the_last_one(shop)
    measured(f"  twin without IMMEDIATE: {told(answers)}, {seconds:.2f} s")
    # Who has read and then wants to write, while another writes, is refused at once, as if there was an outage.
    assert statuses(answers)[503] > 0
    assert "database is locked" in shop.log.read_text()
