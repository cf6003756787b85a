"""Adding to the cart: quantities add up, and errors are shown beside the field."""

from decimal import Decimal

import pytest

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, beside, browser, said, value_of, words

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


@pytest.fixture(params=["guest", "user"])
def client(request):
    return browser(UserFactory() if request.param == "user" else None)


def add(client, product, quantity=1, prefix=""):
    return client.post(f"{prefix}/cart/items/", {"product_id": product.pk, "quantity": quantity})


def quantities():
    return list(CartItem.objects.order_by("pk").values_list("quantity", flat=True))


def test_the_first_add_makes_a_line_at_the_price_of_today(client):
    product = ProductFactory(price=Decimal("79.00"), name_en="Halm linen drum")
    response = add(client, product, 2)
    assert response.status_code == 303
    line = CartItem.objects.get()
    assert (line.product, line.quantity, line.price_when_added) == (product, 2, Decimal("79.00"))
    page = client.get(response.url, follow=True)
    assert page.request["PATH_INFO"] == "/cart/"
    assert said(page) == ["Halm linen drum is in your cart."]
    assert "2 shades €158.00" in words(page)
    assert attribute(page, ".site-header__cart", "aria-label") == "Cart, 2 items, €158.00"


def test_adding_again_sums_and_keeps_the_first_price(client):
    product = ProductFactory(price=Decimal("79.00"))
    add(client, product, 2)
    Product.objects.update(price=Decimal("89.00"))
    add(client, product, 3)
    line = CartItem.objects.get()
    assert (line.quantity, line.price_when_added) == (5, Decimal("79.00"))


def test_it_asks_for_little_whether_the_line_is_new_or_not(django_assert_num_queries):
    client, product = browser(UserFactory()), ProductFactory()
    for _ in range(2):
        # Product, session, user, and the line, which locks the cart.
        with django_assert_num_queries(4):
            add(client, product)


def test_a_guest_or_user_has_the_lines_alone():
    product = ProductFactory()
    for client in (browser(), browser(), browser(UserFactory())):
        add(client, product)
    assert quantities() == [1, 1, 1]


@pytest.mark.parametrize(
    ("stock", "in_cart", "quantity", "error"),
    [
        (5, 0, 6, "Only 5 left."),
        (1, 0, 2, "Only 1 left."),
        (5, 0, 10**9, "Only 5 left."),
        (5, 0, 10**30, "Only 5 left."),
        (5, 3, 3, "Only 5 left. Your cart already has 3; you can add 2 more."),
        (5, 5, 1, "Only 5 left. Your cart already has 5; you cannot add more."),
        (5, 3, 6, "Only 5 left. Your cart already has 3; you can add 2 more."),
        (150, 0, 100, "At most 99 of one shade."),
        (150, 98, 2, "At most 99 of one shade. Your cart already has 98; you can add 1 more."),
        (99, 99, 1, "At most 99 of one shade. Your cart already has 99; you cannot add more."),
    ],
)
def test_more_than_there_are_is_refused_with_the_largest_number_possible(client, stock, in_cart, quantity, error):
    product = ProductFactory(stock=stock)
    if in_cart:
        add(client, product, in_cart)
    response = add(client, product, quantity)
    assert response.status_code == 200
    assert beside(response, "quantity") == error
    assert value_of(response, "quantity") == str(quantity)
    assert quantities() == ([in_cart] if in_cart else [])


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("-1", "Enter a quantity of 1 or more."),
        ("0", "Enter a quantity of 1 or more."),
        ("abc", "Enter the quantity as a whole number."),
        ("1e9", "Enter the quantity as a whole number."),
        ("1.5", "Enter the quantity as a whole number."),
        ("9" * 5000, "Enter the quantity as a whole number."),
        ("\x00", "Enter the quantity as a whole number."),
        ("", "Enter a quantity."),
        (" ", "Enter the quantity as a whole number."),
    ],
)
def test_what_is_no_number_is_refused_and_the_cart_is_as_it_was(client, typed, error):
    product = ProductFactory()
    add(client, product, 2)
    response = add(client, product, typed)
    assert response.status_code == 200
    assert beside(response, "quantity") == error
    assert value_of(response, "quantity") == typed.replace("\0", "\N{REPLACEMENT CHARACTER}")
    assert quantities() == [2]


def test_all_that_there_are_can_be_had(client):
    assert add(client, ProductFactory(stock=150), 99).status_code == 303
    assert add(client, ProductFactory(stock=5), 5).status_code == 303
    assert quantities() == [99, 5]


def test_a_sold_out_shade_is_refused(client):
    response = add(client, ProductFactory(stock=0))
    assert response.status_code == 200
    assert "This shade is sold out." in words(response)
    assert quantities() == []


@pytest.mark.parametrize("product_id", ["", "abc", "0", "-1", "999", "9" * 18, "9" * 30, "\x00", "²"])
def test_a_shade_that_is_not_there_is_not_found(client, product_id):
    response = client.post("/cart/items/", {"product_id": product_id, "quantity": "1"})
    assert response.status_code == 404
    assert not CartItem.objects.exists()


def test_a_hidden_shade_is_not_found(client):
    assert add(client, ProductFactory(is_public=False)).status_code == 404


def test_a_post_cannot_choose_price_or_owner(client):
    product, other = ProductFactory(price=Decimal("79.00")), UserFactory()
    fields = {"product_id": product.pk, "quantity": 1, "price": "0.01", "price_when_added": "0.01"}
    client.post("/cart/items/", fields | {"user": other.pk, "token": "another"})
    line = CartItem.objects.get()
    assert line.price_when_added == Decimal("79.00")
    assert line.user != other
    assert line.token != "another"


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_the_address_of_a_refused_form_leads_to_the_cart_when_it_is_asked_for_again(client, prefix):
    assert add(client, ProductFactory(stock=1), 99, prefix).status_code == 200
    response = client.get(f"{prefix}/cart/items/")
    assert (response.status_code, response.url) == (303, f"{prefix}/cart/")
    assert client.put(f"{prefix}/cart/items/").status_code == 405


def test_a_russian_visitor_stays_in_russian(client):
    assert add(client, ProductFactory(), prefix="/ru").url.startswith("/ru/cart/")


def test_other_carts_are_not_touched(client):
    product = ProductFactory(stock=10)
    others = [CartItemFactory(token="another", product=product, quantity=7)]
    others.append(CartItemFactory(user=UserFactory(), product=product, quantity=8))
    add(client, product, 3)
    add(client, product, 9)
    assert quantities() == [7, 8, 3]
