"""Constraints of the table `carts`."""

from decimal import Decimal

import pytest
from django.db import transaction

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory
from shop.tests.constraints import constraints_of, refused_by

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def test_every_constraint_is_tested_here():
    assert constraints_of("cart") == {
        "carts_one_owner",
        "carts_quantity_in_range",
        "carts_price_above_zero",
        "carts_price_fits",
        "carts_user_product_unique",
        "carts_token_product_unique",
    }


@pytest.mark.parametrize("owner", [{"token": None}, {"token": ""}, {"token": "guest", "user": True}])
def test_a_line_has_one_owner_never_both_never_neither(owner):
    if "user" in owner:
        owner = owner | {"user": UserFactory()}
    line = CartItemFactory.build(product=ProductFactory(), **owner)
    with refused_by("carts_one_owner"):
        CartItem.objects.bulk_create([line])


@pytest.mark.parametrize("quantity", [0, -1, 100])
def test_a_line_has_1_to_99(quantity):
    CartItemFactory(token="guest")
    with refused_by("carts_quantity_in_range"):
        CartItem.objects.update(quantity=quantity)


def test_the_price_when_added_is_above_zero():
    CartItemFactory(token="guest")
    with refused_by("carts_price_above_zero"):
        CartItem.objects.update(price_when_added=0)


def test_the_price_when_added_can_be_stored():
    CartItemFactory(token="guest")
    with refused_by("carts_price_fits"):
        CartItem.objects.update(price_when_added=Decimal("100000000.00"))


def test_a_cart_has_a_shade_once():
    user = UserFactory()
    for name, owner in (("user", {"user": user}), ("token", {"token": "guest"})):
        line = CartItemFactory(**owner)
        columns = f"carts.{'user_id' if name == 'user' else name}, carts.product_id"
        with refused_by(f"carts_{name}_product_unique", columns=columns):
            CartItem.objects.bulk_create([CartItemFactory.build(product=line.product, **owner)])


def test_two_carts_may_have_the_same_shade():
    product = ProductFactory()
    for owner in ({"user": UserFactory()}, {"user": UserFactory()}, {"token": "one"}, {"token": "two"}):
        CartItemFactory(product=product, **owner)
    assert CartItem.objects.count() == 4


def test_lines_go_with_their_user_and_with_their_product():
    user, product = UserFactory(), ProductFactory()
    CartItemFactory(user=user)
    CartItemFactory(token="guest", product=product)
    kept = CartItemFactory(token="guest")
    with transaction.atomic():
        user.delete()
        product.delete()
    assert list(CartItem.objects.all()) == [kept]
