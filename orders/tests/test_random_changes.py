"""Prices, stock and carts change between the review and its button: nobody pays what no page has shown."""

import random
from decimal import Decimal

import pytest

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog import stock
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.consistency import inconsistencies
from orders.models import Order
from orders.tests.checkout import review, send
from shop.templatetags.shop import money
from shop.tests.long import LONG
from shop.tests.pages import browser, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

ROUNDS = 1000 if LONG else 24
SEED = 20


def reprice(product, dice):
    Product.objects.filter(pk=product.pk).update(price=Decimal(dice.randint(100, 99_999)) / 100)


def sell(product, dice):
    """To others; often more than leaves enough for this cart."""
    product.refresh_from_db()
    stock.adjust([product.pk], -dice.randint(1, product.stock), reason="correction")


def hide(product, dice):
    Product.objects.filter(pk=product.pk).update(is_public=False)


def take_more(product, dice):
    CartItem.objects.filter(product=product).update(quantity=dice.randint(1, 4))


def nothing(product, dice):
    pass


def what_is_new(before, now):
    """The words of a page that is shown again, for the two differences that have two figures."""
    if before.price != now.price:
        yield f"The price was {money(before.price)} and is {money(now.price)} now"
    if before.quantity != now.quantity:
        yield f"It was {before.quantity} and is {now.quantity} now"


class Line:
    """A line of the cart as it is now."""

    def __init__(self, item):
        item.refresh_from_db()
        self.price, self.quantity, self.is_public = item.product.price, item.quantity, item.product.is_public
        self.stock = item.product.stock

    def __eq__(self, other):
        return (self.price, self.quantity) == (other.price, other.quantity)

    @property
    def can_be_had(self):
        return self.is_public and self.stock >= self.quantity


def change_and_send(client, user, dice):
    """One checkout with changes in between; whether it was ordered at once."""
    items = [CartItemFactory(user=user, product=ProductFactory(stock=5), quantity=dice.randint(1, 3)) for _ in "12"]
    page = review(client)
    shown = [Line(item) for item in items]
    for item in items:
        dice.choice([nothing, nothing, reprice, sell, hide, take_more])(item.product, dice)
    now = [Line(item) for item in items]
    total = sum(line.price * line.quantity for line in now)
    response = send(client, page)
    if now == shown and all(line.can_be_had for line in now):
        assert response.status_code == 303
    else:
        assert response.status_code == 200
        assert not user.orders.exists()
        text = words(response)
        for before, line in zip(shown, now, strict=True):
            assert all(said in text for said in what_is_new(before, line))
        if not all(line.can_be_had for line in now):
            assert "Order with obligation to pay" not in text
            return False
        assert money(total) in text
        assert send(client, response).status_code == 303
    assert user.orders.get().total_amount == total
    return response.status_code == 303


def test_no_order_has_another_total_than_its_page_showed():
    dice = random.Random(SEED)
    at_once = 0
    for _ in range(ROUNDS):
        user = UserFactory()
        at_once += change_and_send(browser(user), user, dice)
    # Neither of the two is seldom.
    assert ROUNDS * 0.05 < at_once < ROUNDS * 0.5
    assert ROUNDS * 0.2 < Order.objects.count() < ROUNDS
    assert list(inconsistencies()) == []
