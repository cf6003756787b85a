"""Forms ignore fields that they do not have."""

from datetime import timedelta
from decimal import Decimal

import pytest

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.models import Order
from orders.tests.checkout import review, send
from orders.tests.factories import place
from shop.tests.pages import browser

pytestmark = pytest.mark.django_db

GREEDY = {
    "is_staff": "1",
    "is_superuser": "1",
    "user": "1",
    "user_id": "1",
    "status": "paid",
    "paid_at": "2026-01-01",
    "total_amount": "0.01",
    "number": "AAAA-AAAA",
    "price": "0.01",
    "product_price": "0.01",
    "price_when_added": "0.01",
    "stock": "999",
    "expires_at": "2099-01-01",
    "payment": "transfer",
    "grace": "9 00:00:00",
}


@pytest.fixture
def anna():
    return UserFactory()


@pytest.fixture(autouse=True)
def _nobody_becomes_staff(anna):
    yield
    anna.refresh_from_db()
    assert not anna.is_staff
    assert not anna.is_superuser


def test_an_order_is_placed_as_the_cart_says(anna):
    other, client = UserFactory(), browser(anna)
    CartItemFactory(user=anna, product=ProductFactory(price=Decimal("69.00"), stock=10))
    assert send(client, review(client), **GREEDY | {"user": other.pk, "user_id": other.pk}).status_code == 303
    order = Order.objects.get()
    assert (order.user, order.status, order.total_amount) == (anna, "pending", Decimal("69.00"))
    assert order.number != "AAAA-AAAA"
    assert order.expires_at.year < 2099
    assert (order.payment, order.grace) == ("mock", timedelta(0))
    assert Product.objects.get().stock == 9


def test_a_line_of_the_cart_is_changed_in_quantity_only(anna):
    line = CartItemFactory(user=anna, price_when_added=Decimal("69.00"))
    browser(anna).post(f"/cart/items/{line.product_id}/", GREEDY | {"quantity": "2", "product": "999"})
    line.refresh_from_db()
    assert (line.user, line.quantity, line.price_when_added) == (anna, 2, Decimal("69.00"))
    assert CartItem.objects.count() == 1


def test_paying_pays_and_changes_nothing_else(anna):
    order = place(anna)
    browser(anna).post(f"/orders/{order.number}/pay/", GREEDY)
    order.refresh_from_db()
    assert (order.user, order.total_amount, order.status) == (anna, Decimal("69.00"), "paid")
    assert order.paid_at.year > 2025
    assert order.dispatched_at is None


def test_an_account_is_closed_and_no_other(anna):
    other = UserFactory()
    browser(anna).post("/account/delete/", GREEDY | {"password": "three quiet lamps", "pk": other.pk})
    other.refresh_from_db()
    assert other.is_active
