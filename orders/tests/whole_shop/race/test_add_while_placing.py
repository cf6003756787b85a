"""What is put into the cart while an order is placed ends in the cart or in an order, and never in neither or both."""

import time
from functools import partial

import pytest
from django.db.models import Sum

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import OrderItem
from orders.tests.whole_shop.race.faults import GAP
from orders.tests.whole_shop.race.visitors import statuses, together, told
from shop.tests.long import LONG

pytestmark = pytest.mark.race

ROUNDS = 20 if LONG else 6


@pytest.fixture
def line(database):
    """A cart with one unit in its one line."""
    return CartItemFactory(user=UserFactory(), product=ProductFactory(stock=500))


def units(model):
    return model.objects.aggregate(sum=Sum("quantity"))["sum"] or 0


def place_beside_adds(shop, line, other, delay=0):
    """The page is sent; at the same moment, or `delay` s later, two tabs add one unit each: of the line's shade, and of
    another."""
    visitor = shop.visitor(line.user)
    page = visitor.review()

    def add(product):
        time.sleep(delay)
        return visitor.copy().add(product)

    return together(
        [
            partial(visitor.copy().place, page),
            partial(add, line.product),
            partial(add, other),
        ]
    )


def test_an_add_while_placing_is_never_lost(open_shop, line, measured):
    shop = open_shop()
    other = ProductFactory(stock=500)
    placed, total = [], 0.0
    for number in range(1, ROUNDS + 1):
        # Every other time as the twin below does it.
        answers, seconds = place_beside_adds(shop, line, other, delay=number % 2 * GAP / 2)
        placed.append(answers[0])
        total += seconds
        assert statuses(answers[1:]) == {303: 2}
        assert units(CartItem) + units(OrderItem) == 1 + 2 * number
    measured(
        f"{ROUNDS} orders beside 2 adds each: {told(placed)} (200: an add was faster), {total:.2f} s; "
        f"{1 + 2 * ROUNDS} units added = {units(OrderItem)} ordered + {units(CartItem)} in the cart"
    )
    assert set(statuses(placed)) <= {303, 200}
    assert all("Nothing is ordered yet: check" in answer.text for answer in placed if answer.status == 200)
    # Had no order been placed, nothing would have been shown.
    assert statuses(placed)[303] > 0
    assert list(inconsistencies()) == []


@pytest.mark.long
def test_without_the_lock_adds_are_lost(open_shop, line, measured):
    shop = open_shop(without="cart_lock")
    rounds = 5
    for _ in range(rounds):
        CartItem.objects.exists() or shop.visitor(line.user).add(line.product)
        # In the middle of the gap: an add that is faster than the order has it refused, and nothing is lost.
        place_beside_adds(shop, line, line.product, delay=GAP / 2)
    added, kept = 1 + 2 * rounds, units(CartItem) + units(OrderItem)
    measured(f"  twin without the lock: of {added} units added {kept} were kept")
    assert kept < added
