"""Changing the quantity of a line, removing it, and undoing that."""

from decimal import Decimal

import pytest

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, browser, elements, said, value_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["guest", "user"])
def client(request):
    return browser(UserFactory() if request.param == "user" else None)


@pytest.fixture
def line(client):
    """Two of a shade in the visitor's cart."""
    product = ProductFactory(stock=10, price=Decimal("69.00"), name_en="Halm linen drum")
    client.post("/cart/items/", {"product_id": product.pk, "quantity": 2})
    client.get("/cart/")
    return CartItem.objects.get()


def change(client, line, quantity):
    return client.post(f"/cart/items/{line.product_id}/", {"quantity": quantity})


def test_a_quantity_is_set_and_not_summed(client, line):
    response = change(client, line, 5)
    assert (response.status_code, response.url) == (303, f"/cart/#line-{line.product_id}")
    line.refresh_from_db()
    assert line.quantity == 5
    page = client.get("/cart/")
    assert said(page) == ["Cart updated."]
    assert "5 shades €345.00" in words(page)


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("11", "Only 10 left."),
        ("100", "Only 10 left."),
        (str(10**9), "Only 10 left."),
        ("-1", "Enter a quantity of 0 or more."),
        ("abc", "Enter the quantity as a whole number."),
        ("1e9", "Enter the quantity as a whole number."),
        ("", "Enter a quantity."),
    ],
)
def test_what_cannot_be_is_refused_beside_the_line_and_keeps_the_cart(client, line, typed, error):
    other = ProductFactory()
    client.post("/cart/items/", {"product_id": other.pk, "quantity": 1})
    response = change(client, line, typed)
    assert response.status_code == 200
    assert words(response, f'#error-{line.product_id}[role="alert"]') == error
    assert len(elements(response, ".field__error")) == 1
    assert attribute(response, f"#quantity-{line.product_id}", "value") == typed
    line.refresh_from_db()
    assert line.quantity == 2


def test_more_than_99_is_refused_even_if_there_are(client, line):
    Product.objects.update(stock=150)
    assert "At most 99 of one shade." in words(change(client, line, 100))
    assert change(client, line, 99).status_code == 303


def test_zero_takes_it_out_and_it_can_be_put_back(client, line):
    response = change(client, line, 0)
    assert not CartItem.objects.exists()
    page = client.get(response.url)
    assert "Halm linen drum was removed from your cart. Undo" in words(page)
    assert "Your cart is empty" in words(page)
    assert value_of(page, "product_id") == str(line.product_id)
    assert value_of(page, "quantity") == "2"
    client.post("/cart/items/", {"product_id": value_of(page, "product_id"), "quantity": value_of(page, "quantity")})
    back = CartItem.objects.get()
    assert (back.product_id, back.quantity) == (line.product_id, 2)


def test_taking_out_twice_ends_where_once_does(client, line):
    fields = {"quantity": "0", "was": value_of(client.get("/cart/"), "was")}
    once, twice = (client.post(f"/cart/items/{line.product_id}/", fields) for _ in range(2))
    assert once.url == twice.url
    page = client.get(twice.url)
    assert "Halm linen drum was removed from your cart. Undo" in words(page)
    assert value_of(page, "quantity") == "2"


@pytest.mark.parametrize("was", ["", "0", "-1", "x", "1e9", "9" * 5000])
def test_nonsense_of_what_was_there_leads_to_the_cart(client, line, was):
    CartItem.objects.all().delete()
    assert client.post(f"/cart/items/{line.product_id}/", {"quantity": "0", "was": was}).url == "/cart/"


def test_what_is_in_the_cart_again_is_not_offered_again(client, line):
    undo = change(client, line, 0).url
    client.post("/cart/items/", {"product_id": line.product_id, "quantity": 1})
    assert "Undo" not in words(client.get(undo))


@pytest.mark.parametrize(
    "query", ["removed=abc&quantity=1", "removed=&quantity=1", "removed=1", "removed=99999999999999999999&quantity=1"]
)
def test_nonsense_in_the_address_offers_nothing(client, line, query):
    response = client.get(f"/cart/?{query}")
    assert response.status_code == 200
    assert "Undo" not in words(response)


def test_a_hidden_shade_is_not_offered_back(client, line):
    undo = change(client, line, 0).url
    Product.objects.update(is_public=False)
    assert "Undo" not in words(client.get(undo))


def test_a_line_that_is_gone_already_is_no_fault(client, line):
    CartItem.objects.all().delete()
    assert change(client, line, 3).url == "/cart/"
    assert not CartItem.objects.exists()


@pytest.mark.parametrize("number", ["9" * 19, "9" * 30, "0"])
def test_a_number_that_is_no_shade_is_no_fault(client, line, number):
    assert client.post(f"/cart/items/{number}/", {"quantity": "1"}).status_code in (303, 404)


def test_lines_of_other_carts_are_not_touched(client, line):
    others = [CartItemFactory(token="another", product=line.product, quantity=7)]
    others.append(CartItemFactory(user=UserFactory(), product=line.product, quantity=8))
    change(client, line, 3)
    change(client, line, 0)
    assert [(other.refresh_from_db(), other.quantity)[1] for other in others] == [7, 8]


@pytest.mark.parametrize("product", ["{}", "999999", "9" * 30])
def test_its_address_leads_to_the_cart_when_it_is_asked_for_again(client, line, product):
    response = client.get(f"/cart/items/{product.format(line.product_id)}/")
    assert (response.status_code, response.url) == (303, "/cart/")


def test_a_page_of_before_the_login_in_another_tab_still_changes_the_cart():
    anna, product = UserFactory(), ProductFactory(stock=10)
    client = browser(enforce_csrf_checks=True)
    client.post("/cart/items/", {"product_id": product.pk, "quantity": 2})
    client.get("/cart/")
    client.force_login(anna)
    CartItemFactory(user=anna, product=product, quantity=2)
    assert client.post(f"/cart/items/{product.pk}/", {"quantity": 3}).status_code == 303
    assert anna.cart_items.get().quantity == 3
    assert client.post(f"/cart/items/{product.pk}/", {"quantity": 0}).status_code == 303
    assert not anna.cart_items.exists()


@pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
def test_no_other_site_changes_the_cart(client, line, site):
    answer = client.post(f"/cart/items/{line.product_id}/", {"quantity": 0}, headers={"sec-fetch-site": site})
    assert answer.status_code == 403
    line.refresh_from_db()
    assert line.quantity == 2


def test_what_two_changes_say_is_said_once(client, line):
    change(client, line, 3)
    change(client, line, 4)
    assert said(client.get("/cart/")) == ["Cart updated."]


def test_a_removal_needs_no_stock(client, line):
    Product.objects.update(stock=0)
    assert change(client, line, 0).status_code == 303
    assert not CartItem.objects.exists()
