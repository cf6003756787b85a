"""A guest's cart: no row and no cookie before the first add, then a signed token for 14 days."""

from datetime import timedelta

import pytest
import time_machine

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, browser, words

pytestmark = pytest.mark.django_db


def add(client, product=None, quantity=1):
    product = product or ProductFactory()
    return client.post("/cart/items/", {"product_id": product.pk, "quantity": quantity})


def assert_one_item(client):
    assert attribute(client.get("/cart/"), ".site-header__cart", "aria-label").startswith("Cart, 1 item, ")


def test_looking_makes_no_row_and_no_cookie(django_assert_num_queries):
    client = browser()
    # nothing is asked for those who never added anything
    with django_assert_num_queries(0):
        response = client.get("/cart/")
    assert "Your cart is empty" in words(response)
    assert not client.cookies
    assert not CartItem.objects.exists()


@pytest.mark.parametrize("quantity", ["-1", "0", "abc", "11", "100"])
def test_a_refused_add_makes_no_row_and_no_cookie(quantity):
    client = browser()
    assert add(client, ProductFactory(stock=10), quantity).status_code == 200
    assert "cart" not in client.cookies
    assert not CartItem.objects.exists()


def test_changing_nothing_makes_no_cookie():
    client = browser()
    client.post(f"/cart/items/{ProductFactory().pk}/", {"quantity": "1"})
    assert "cart" not in client.cookies


@pytest.mark.parametrize("is_secure", [False, True])
def test_the_cookie_is_signed_closed_to_scripts_and_lasts_14_days(settings, is_secure):
    settings.IS_SECURE = is_secure
    client = browser()
    cookie = add(client).cookies["cart"]
    token = CartItem.objects.get().token
    assert len(token) == 43
    assert cookie.value.startswith(f"{token}:")
    assert len(cookie.value) > len(token) + 30
    assert (cookie["max-age"], cookie["path"], cookie["samesite"]) == (14 * 86400, "/", "Lax")
    assert cookie["httponly"]
    assert bool(cookie["secure"]) is is_secure


def test_every_change_renews_it_and_looking_does_not():
    client = browser()
    product = ProductFactory()
    assert "cart" in add(client, product).cookies
    assert "cart" not in client.get("/cart/").cookies
    assert "cart" not in client.get("/products/").cookies
    assert "cart" in client.post(f"/cart/items/{product.pk}/", {"quantity": "3"}).cookies
    assert CartItem.objects.count() == 1


def test_a_changed_cookie_is_ignored():
    client = browser()
    add(client)
    token = CartItem.objects.get().token
    for value in ("", "abc", token, client.cookies["cart"].value.replace(token, "A" * 43), "\x00"):
        thief = browser()
        thief.cookies["cart"] = value
        assert "Your cart is empty" in words(thief.get("/cart/"))


def test_a_changed_cookie_gets_a_cart_of_its_own():
    client = browser()
    client.cookies["cart"] = "mine:forged"
    add(client)
    assert CartItem.objects.get().token != "mine"
    assert_one_item(client)


def test_a_cookie_of_more_than_14_days_is_ignored():
    client = browser()
    add(client)
    with time_machine.travel(timedelta(days=13)):
        assert_one_item(client)
    with time_machine.travel(timedelta(days=15)):
        assert "Your cart is empty" in words(client.get("/cart/"))


def test_a_user_has_no_such_cookie():
    client = browser(UserFactory())
    assert "cart" not in add(client).cookies
    assert CartItem.objects.get().token is None
