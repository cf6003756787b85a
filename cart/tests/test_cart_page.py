"""The cart shows what has changed since a shade was added: nothing is charged that was not shown."""

from decimal import Decimal

import pytest

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from shop.tests.pages import browser, elements, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return UserFactory()


@pytest.fixture
def line(anna):
    product = ProductFactory(name_en="Drum", price=Decimal("79.00"), stock=10)
    return CartItemFactory(user=anna, product=product, quantity=2)


def cart_after(line, **changes):
    Product.objects.filter(pk=line.product_id).update(**changes)
    return words(browser(line.user).get("/cart/"))


def test_a_cart_as_it_was_shows_nothing_special(line):
    text = cart_after(line)
    assert "Total 2 shades €158.00" in text
    assert "This is the whole price. Nothing is added later." in text
    assert "Each is a shade only: base, bulb and cable are not included." in text
    assert "Check out" in text
    for mark in ("when you added it", "Sold out", "No longer sold", "left"):
        assert mark not in text


@pytest.mark.parametrize(("price", "total"), [("89.00", "€178.00"), ("49.50", "€99.00")])
def test_a_repriced_shade_shows_both_prices(line, price, total):
    text = cart_after(line, price=Decimal(price))
    assert "Was €79.00 when you added it" in text
    assert f"€{price} each" in text
    assert f"Total 2 shades {total}" in text


@pytest.mark.parametrize(("change", "mark"), [({"stock": 0}, "Sold out"), ({"is_public": False}, "No longer sold")])
def test_what_cannot_be_had_is_marked_and_not_counted(anna, line, change, mark):
    CartItemFactory(user=anna, product=ProductFactory(price=Decimal("10.00")))
    text = cart_after(line, **change)
    assert mark in text
    assert "Total 1 shade €10.00" in text
    assert "Some shades have run short or are no longer sold. The total is for what is available." in text
    assert "Check out" not in text


def test_a_hidden_shade_has_no_link_to_a_page_that_is_not_there(line):
    Product.objects.update(is_public=False)
    page = browser(line.user).get("/cart/")
    assert "Drum" in words(page, ".line")
    assert elements(page, f'[href*="{line.product.get_absolute_url()}"]') == []


def test_a_shade_of_which_too_few_are_left_says_how_many(line):
    text = cart_after(line, stock=1)
    assert "Only 1 left" in text
    assert "Check out" not in text


@pytest.mark.parametrize(("stock", "mark"), [(2, "Only 2 left, all in your cart"), (3, ""), (1, "Only 1 left")])
def test_the_last_ones_are_said_to_be_here(line, stock, mark):
    text = cart_after(line, stock=stock)
    assert mark in text
    assert ("all in your cart" in text) is (stock == 2)


def test_the_very_last_one_is_said_to_be_here(anna):
    line = CartItemFactory(user=anna, product=ProductFactory(stock=1))
    assert "Only 1 left, and it is in your cart" in cart_after(line)


def test_lines_keep_the_order_in_which_they_were_added(anna):
    names = ["Zebra", "Apple", "Moon"]
    for name in names:
        CartItemFactory(user=anna, product=ProductFactory(name_en=name))
    text = words(browser(anna).get("/cart/"))
    assert sorted(names, key=text.index) == names


def test_sums_of_money_are_exact(anna):
    for _ in range(3):
        CartItemFactory(user=anna, product=ProductFactory(price=Decimal("0.10")), quantity=1)
    assert "Total 3 shades €0.30" in words(browser(anna).get("/cart/"))


def test_a_cart_with_three_lines_asks_for_little(anna, django_assert_num_queries):
    for _ in range(3):
        CartItemFactory(user=anna)
    client = browser(anna)
    # 1 the session, 2 the user, 3 the lines with their products, 4 the photographs
    with django_assert_num_queries(4):
        client.get("/cart/")


def test_a_guests_cart_asks_for_less(django_assert_num_queries):
    client = browser()
    for _ in range(3):
        client.post("/cart/items/", {"product_id": ProductFactory().pk, "quantity": "1"})
    # 1 the lines with their products, 2 the photographs
    with django_assert_num_queries(2):
        client.get("/cart/")


def test_the_name_of_a_shade_is_no_html(line):
    Product.objects.filter(pk=line.product_id).update(name_en='<b>"Drum"')
    page = browser(line.user).get("/cart/")
    assert not elements(page, "main b")
    assert words(page, ".line__tools label") == 'Quantity of <b>"Drum"'
    assert elements(page, "quantity-input")[0].attributes["data-less"] == 'One less: <b>"Drum"'
