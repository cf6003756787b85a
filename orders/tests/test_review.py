"""The review page: cart, delivery address prefilled from the last order, and one button."""

from decimal import Decimal

import pytest

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from orders.models import Order
from orders.tests.checkout import posted, review, send
from orders.tests.factories import place
from shop.tests.pages import browser, said, value_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return UserFactory()


@pytest.fixture
def client(anna):
    return browser(anna)


def test_it_shows_what_is_ordered_for_how_much_and_for_how_long(anna, client, settings):
    settings.MINUTES_TO_PAY = 45
    drum = ProductFactory(name_en="Halm linen drum", price=Decimal("69.00"))
    CartItemFactory(user=anna, product=drum, quantity=2)
    page = review(client)
    text = words(page)
    assert "Halm linen drum Ø 30 × 20 cm · E27 2 × €69.00" in text
    assert "Total 2 shades €138.00" in text
    assert "Nothing is ordered yet." in text
    assert "keep the shades for you for 45 minutes" in text
    assert posted(page)["line"] == [f"{drum.pk}:2:69.00"]
    assert not Order.objects.exists()


def test_every_review_has_a_key_of_its_own(anna, client):
    CartItemFactory(user=anna)
    keys = {posted(review(client))["checkout_key"] for _ in range(3)}
    assert len(keys) == 3
    assert all(len(key) >= 20 for key in keys)


def test_the_button_places_the_order_and_leads_to_it(anna, client):
    item = CartItemFactory(user=anna, quantity=2)
    response = send(client, review(client))
    order = Order.objects.get()
    assert (response.status_code, response.url) == (303, f"/orders/{order.number}/")
    assert (order.user, order.name, order.country, order.city) == (anna, "Anna Lindqvist", "SE", "Lund")
    assert order.items.get().product == item.product
    assert not CartItem.objects.exists()
    page = client.get(response.url)
    assert said(page) == ["Thank you, the order is placed."]


def test_the_first_order_starts_with_empty_fields(anna, client):
    CartItemFactory(user=anna)
    page = review(client)
    assert [value_of(page, field) for field in ("name", "phone", "street", "postcode", "city", "country")] == [""] * 6


def test_the_next_one_is_prefilled_from_the_last(anna, client):
    place(anna, key="old")
    last = place(anna, key="new")
    Order.objects.filter(pk=last.pk).update(city="Malmö", country="DE")
    place(key="another user")
    CartItemFactory(user=anna)
    page = review(client)
    assert value_of(page, "name") == "Anna Lindqvist"
    assert value_of(page, "city") == "Malmö"
    assert value_of(page, "country") == "DE"
    assert words(page, "option[selected]") == "Germany"
    assert words(review(client, "/ru"), "option[selected]") == "Германия"
    assert send(client, page, country="DE").status_code == 303


def test_an_empty_cart_has_no_review(client):
    assert review(client).url == "/cart/"
    assert said(client.get("/cart/")) == []


@pytest.mark.parametrize("change", [{"stock": 0}, {"stock": 1}, {"is_public": False}])
def test_a_cart_that_cannot_be_ordered_is_shown_first(anna, client, change):
    CartItemFactory(user=anna, quantity=2)
    Product.objects.update(**change)
    assert review(client).url == "/cart/"
    assert said(client.get("/cart/")) == ["Something in your cart has changed. Check it before you order."]


def test_a_shade_repriced_since_it_was_added_shows_both_prices(anna, client):
    CartItemFactory(user=anna, price_when_added=Decimal("79.00"))
    assert "Was €79.00 when you added it" in words(review(client))


def test_a_visitor_is_asked_to_log_in_and_comes_back():
    assert review(browser()).url == "/orders/new/account/?next=/orders/new/"


def test_an_order_placed_on_a_russian_page_keeps_russian_names(anna, client):
    CartItemFactory(user=anna, product=ProductFactory(name_en="Drum", name_ru="Барабан"))
    response = send(client, review(client, "/ru"), "/ru")
    order = Order.objects.get()
    assert response.url == f"/ru/orders/{order.number}/"
    assert order.items.get().product_name == "Барабан"
    english = words(client.get(f"/orders/{order.number}/"))
    assert "Барабан" in english
    assert "Drum" not in english


def test_a_review_of_three_lines_asks_for_little(anna, client, django_assert_num_queries):
    for _ in range(3):
        CartItemFactory(user=anna)
    # 1 the session, 2 the user, 3 the lines with their products, 4 the photographs,
    # 5 the last order
    with django_assert_num_queries(5):
        review(client)
