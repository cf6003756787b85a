"""Orders of the same shades, added to the carts in opposite order: no deadlock."""

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

SHOPPERS = 16
SHADES = 5
ROUNDS = 3


def order_in_both_directions(shop, *, shoppers, shades):
    """Half of the shoppers have the shades in one order in the cart, half in the other."""
    products = [ProductFactory(stock=shoppers) for _ in range(shades)]
    visitors = []
    for number in range(shoppers):
        user = UserFactory()
        for product in products if number % 2 else reversed(products):
            CartItemFactory(user=user, product=product)
        visitors.append(shop.visitor(user))
    pages = [visitor.review() for visitor in visitors]
    return together(partial(visitor.place, page) for visitor, page in zip(visitors, pages, strict=True))


def test_orders_in_opposite_basket_order_all_succeed(open_shop, database, measured):
    shop = open_shop()
    given, total = [], 0.0
    for _ in range(ROUNDS):
        answers, seconds = order_in_both_directions(shop, shoppers=SHOPPERS, shades=SHADES)
        given += answers
        total += seconds
    measured(f"{len(given)} orders of {SHADES} shades in opposite basket order: {told(given)}, {total:.2f} s")
    assert statuses(given) == {303: SHOPPERS * ROUNDS}
    assert Order.objects.count() == SHOPPERS * ROUNDS
    assert list(inconsistencies()) == []


@pytest.mark.long
def test_locked_in_basket_order_they_deadlock(open_shop, database, measured):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite locks the whole file, so there is no order of locks to break")
    shop = open_shop(without="product_order")
    answers, seconds = order_in_both_directions(shop, shoppers=2, shades=2)
    measured(f"  twin locked in basket order: {told(answers)}, {seconds:.2f} s")
    # The database ends one of them, which the shop takes for an outage: it is worth trying again.
    assert statuses(answers) == {303: 1, 503: 1}
    assert "deadlock detected" in shop.log.read_text()
