"""Logging in merges the guest's cart into the user's, once, and says what changed."""

from decimal import Decimal

import pytest
from django.contrib.auth import get_user_model

from accounts.tests.factories import PASSWORD, UserFactory
from cart.contents import Kept, merge
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, browser, said, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture
def anna():
    return UserFactory(email="anna@example.org")


@pytest.fixture
def drum():
    return ProductFactory(name_en="Drum", name_ru="Барабан", stock=10, price=Decimal("69.00"))


def guest_with(*lines):
    client = browser()
    for product, quantity in lines:
        client.post("/cart/items/", {"product_id": product.pk, "quantity": quantity})
    client.get("/cart/")
    return client


def log_in(client, prefix=""):
    return client.post(f"{prefix}/auth/login/", {"username": "anna@example.org", "password": PASSWORD})


def lines(user):
    return list(
        CartItem.objects.filter(user=user).order_by("pk").values_list("product", "quantity", "price_when_added")
    )


def test_the_guests_lines_become_the_users(anna, drum):
    client = guest_with((drum, 2))
    response = log_in(client)
    assert lines(anna) == [(drum.pk, 2, Decimal("69.00"))]
    assert not CartItem.objects.filter(token__isnull=False).exists()
    assert response.cookies["cart"].value == ""
    assert response.cookies["cart"]["max-age"] == 0
    page = client.get("/cart/")
    assert said(page) == ["Still in your cart: Drum (2)."]
    assert attribute(page, ".site-header__cart", "aria-label").startswith("Cart, 2 items, ")
    assert said(client.get("/cart/")) == []


@pytest.mark.parametrize(
    ("own", "guest", "stock", "merged"),
    [(2, 5, 10, 5), (5, 2, 10, 5), (3, 3, 10, 3), (2, 9, 4, 4), (9, 2, 4, 4), (4, 9, 4, 4)],
)
def test_the_larger_quantity_wins_bounded_by_stock(anna, drum, own, guest, stock, merged):
    CartItemFactory(user=anna, product=drum, quantity=own)
    client = guest_with((drum, guest))
    Product.objects.update(stock=stock)
    log_in(client)
    assert [quantity for _, quantity, _ in lines(anna)] == [merged]
    asked = max(own, guest)
    cut = [f"Drum: {merged} in your cart instead of {asked}; there are no more in stock."] if merged < asked else []
    came = [f"Still in your cart: Drum ({merged})."] if merged != own or cut else []
    assert said(client.get("/cart/")) == came + cut


@pytest.mark.parametrize("first", ["guest", "user"])
def test_the_older_price_is_kept(anna, drum, first):
    def as_user():
        CartItemFactory(user=anna, product=drum, price_when_added=Product.objects.get().price)

    if first == "user":
        as_user()
        Product.objects.update(price=Decimal("79.00"))
        client = guest_with((drum, 2))
    else:
        client = guest_with((drum, 2))
        Product.objects.update(price=Decimal("79.00"))
        as_user()
    log_in(client)
    assert lines(anna) == [(drum.pk, 2, Decimal("69.00"))]
    assert "Was €69.00 when you added it" in words(client.get("/cart/"))


def test_the_users_other_lines_stay(anna, drum):
    own = CartItemFactory(user=anna, quantity=3)
    client = guest_with((drum, 1))
    log_in(client)
    assert {product for product, _, _ in lines(anna)} == {own.product_id, drum.pk}


def test_all_changes_are_said_in_one_message(anna, drum):
    bell = ProductFactory(name_en="Bell")
    client = guest_with((drum, 1), (bell, 2))
    log_in(client)
    assert said(client.get("/cart/")) == ["Still in your cart: Drum (1), Bell (2)."]


@pytest.mark.parametrize("gone", [{"stock": 0}, {"is_public": False}])
def test_a_shade_that_is_gone_comes_along_and_says_so(anna, drum, gone):
    client = guest_with((drum, 5))
    Product.objects.update(**gone)
    log_in(client)
    assert [quantity for _, quantity, _ in lines(anna)] == [5]
    assert ("Sold out" if "stock" in gone else "No longer sold") in words(client.get("/cart/"))


def test_a_quantity_that_is_cut_is_named_in_the_language_of_the_page(anna, drum):
    bell = ProductFactory(name_en="Bell", name_ru="Колокол", stock=10)
    client = guest_with((drum, 9), (bell, 2))
    Product.objects.filter(pk=drum.pk).update(stock=1)
    log_in(client, "/ru")
    came, cut = said(client.get("/ru/cart/"))
    assert "Барабан (1 шт.), Колокол (2 шт.)" in came
    assert cut == "Барабан: в корзине 1 вместо 9, больше нет в наличии."


def test_a_second_merge_finds_nothing(anna, drum):
    token = "t" * 43
    CartItemFactory(token=token, product=drum, quantity=2)
    assert merge(token, anna.pk) == [Kept(drum, asked=2, kept=2)]
    CartItem.objects.filter(user=anna).update(quantity=1)
    assert merge(token, anna.pk) == []
    assert [quantity for _, quantity, _ in lines(anna)] == [1]


def test_a_line_that_both_had_is_merged_once(anna, drum):
    token = "t" * 43
    CartItemFactory(user=anna, product=drum, quantity=1)
    CartItemFactory(token=token, product=drum, quantity=2)
    merge(token, anna.pk)
    assert not CartItem.objects.filter(token=token).exists()
    CartItem.objects.filter(user=anna).update(quantity=1)
    assert merge(token, anna.pk) == []
    assert [quantity for _, quantity, _ in lines(anna)] == [1]


def test_an_old_cookie_kept_elsewhere_brings_nothing_back(anna, drum):
    client = guest_with((drum, 2))
    copy = browser()
    copy.cookies["cart"] = client.cookies["cart"].value
    log_in(client)
    log_in(copy)
    assert lines(anna) == [(drum.pk, 2, Decimal("69.00"))]


def test_the_cart_of_another_guest_is_not_touched(anna, drum):
    other = CartItemFactory(token="another", product=drum, quantity=4)
    log_in(guest_with((drum, 2)))
    other.refresh_from_db()
    assert (other.token, other.quantity) == ("another", 4)


def test_registering_takes_the_cart_along(drum):
    client = guest_with((drum, 2))
    client.post("/auth/register/", {"email": "new@example.org", "password": PASSWORD})
    assert lines(get_user_model().objects.get()) == [(drum.pk, 2, Decimal("69.00"))]
    assert said(client.get("/cart/")) == [
        "Still in your cart: Drum (2).",
        "Your account is ready, and you are logged in.",
    ]


def test_the_cart_survives_logging_out_and_in(anna, drum):
    client = guest_with((drum, 2))
    log_in(client)
    client.post("/auth/logout/")
    assert "Your cart is empty" in words(client.get("/cart/"))
    log_in(client)
    assert "2 shades €138.00" in words(client.get("/cart/"))


def test_logging_in_without_a_cart_says_nothing(anna):
    client = browser()
    assert "cart" not in log_in(client).cookies
    assert said(client.get("/cart/")) == []


def test_the_message_names_shades_in_the_language_of_the_page(anna, drum):
    client = guest_with((drum, 2))
    log_in(client, "/ru")
    (message,) = said(client.get("/ru/cart/"))
    assert "Барабан (2" in message
