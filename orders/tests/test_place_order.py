"""Placing an order: in one transaction, once, and only what was shown."""

from decimal import Decimal

import pytest

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import StockMovement
from catalog.stock import OutOfStock
from catalog.tests.factories import ProductFactory
from orders.checkout import EmptyCart, TotalChanged, place_order
from orders.consistency import inconsistencies
from orders.models import Order
from orders.tests.factories import DELIVERY, place, shown

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def user():
    return UserFactory()


def test_an_order_copies_the_cart_and_empties_it(user):
    drum = ProductFactory(price=Decimal("69.00"), stock=5)
    CartItemFactory(user=user, product=drum, quantity=2)
    placed = place_order(user=user, checkout_key="k", shown=shown(user), delivery=DELIVERY)
    item = placed.order.items.get()
    assert (item.product_name, item.product_price, item.quantity) == (drum.name_en, Decimal("69.00"), 2)
    assert placed.order.total_amount == Decimal("138.00")
    assert placed.is_new
    assert not CartItem.objects.filter(user=user).exists()
    drum.refresh_from_db()
    assert drum.stock == 3
    movement = StockMovement.objects.get(product=drum, reason="sale")
    assert (movement.delta, movement.order_number) == (-2, placed.order.number)
    assert list(inconsistencies()) == []


def test_the_same_key_again_gives_the_same_order(user):
    order = place(user, ProductFactory(), key="k")
    CartItemFactory(user=user)
    again = place_order(user=user, checkout_key="k", shown=shown(user), delivery=DELIVERY)
    assert again.order == order
    assert not again.is_new
    assert not again.is_as_shown
    assert CartItem.objects.filter(user=user).count() == 1


def test_an_empty_cart_is_no_order(user):
    with pytest.raises(EmptyCart):
        place_order(user=user, checkout_key="k", shown=[], delivery=DELIVERY)


def test_a_price_that_was_not_shown_is_not_charged(user):
    item = CartItemFactory(user=user)
    before = shown(user)
    item.product.price += 1
    item.product.save()
    with pytest.raises(TotalChanged):
        place_order(user=user, checkout_key="k", shown=before, delivery=DELIVERY)
    assert not Order.objects.exists()
    assert CartItem.objects.filter(user=user).exists()


def test_a_line_added_since_is_not_ordered_unseen(user):
    CartItemFactory(user=user)
    before = shown(user)
    CartItemFactory(user=user)
    with pytest.raises(TotalChanged):
        place_order(user=user, checkout_key="k", shown=before, delivery=DELIVERY)


@pytest.mark.parametrize("gone", [{"stock": 1}, {"stock": 0}, {"is_public": False}])
def test_what_cannot_be_had_is_not_sold(user, gone):
    item = CartItemFactory(user=user, quantity=2)
    type(item.product).objects.filter(pk=item.product_id).update(**gone)
    with pytest.raises(OutOfStock) as refusal:
        place_order(user=user, checkout_key="k", shown=shown(user), delivery=DELIVERY)
    assert refusal.value.shortages[0].available == (0 if "is_public" in gone else gone["stock"])
    assert not Order.objects.exists()
    assert not StockMovement.objects.filter(reason="sale").exists()
