"""Ordering again from many tabs at once fills the cart once, and a changed cart is mended once."""

from functools import partial

import pytest

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.tests.factories import place
from orders.tests.whole_shop.race.visitors import statuses, together, told

pytestmark = pytest.mark.race

TABS = 10


@pytest.fixture
def order(database):
    """Paid, of three shades, two of each."""
    order = place(UserFactory(), *(ProductFactory(stock=10) for _ in range(3)), quantity=2)
    order.pay(by=order.user)
    return order


def press_all(visitor, path):
    """The button of the order's page, from so many tabs at the same moment."""
    fields = visitor.form(path, action=f"{path}cart/")
    return together(partial(visitor.copy().post, f"{path}cart/", fields) for _ in range(TABS))


def quantities():
    return sorted(CartItem.objects.values_list("quantity", flat=True))


def test_the_cart_is_filled_once(open_shop, order, measured):
    answers, seconds = press_all(open_shop().visitor(order.user), order.get_absolute_url())
    measured(f"{TABS} times Order again: {told(answers)}, {sum(quantities())} units in the cart, {seconds:.2f} s")
    assert statuses(answers) == {303: TABS}
    assert quantities() == [2, 2, 2]
    assert list(inconsistencies()) == []


@pytest.mark.long
def test_without_the_lock_tabs_are_in_each_others_way(open_shop, order, measured):
    shop = open_shop(without="put_back_lock")
    answers, _ = press_all(shop.visitor(order.user), order.get_absolute_url())
    measured(f"  twin without the lock: {told(answers)}")
    assert statuses(answers)[500] > 0
    assert "IntegrityError" in shop.errors()


@pytest.mark.parametrize("who", ["guest", "user"])
def test_a_changed_cart_is_mended_once(open_shop, database, who):
    visitor = open_shop().visitor(UserFactory() if who == "user" else None)
    short, gone = ProductFactory(stock=10), ProductFactory(stock=10)
    for product in (short, gone):
        visitor.add(product, 4)
    Product.objects.filter(pk=short.pk).update(stock=2)
    Product.objects.filter(pk=gone.pk).update(stock=0)
    answers, _ = together(partial(visitor.copy().post, "/cart/mend/", {}) for _ in range(TABS))
    assert {(answer.status, answer.location) for answer in answers} == {(303, "/orders/new/")}
    assert quantities() == [2]
