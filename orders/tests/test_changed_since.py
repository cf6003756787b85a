"""What changed since the review was shown is shown before it is ordered: old and new, with a new key."""

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
from shop.tests.pages import attribute, browser, said, value_of, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def anna():
    return UserFactory()


@pytest.fixture
def client(anna):
    return browser(anna)


@pytest.fixture
def line(anna):
    product = ProductFactory(name_en="Drum", price=Decimal("69.00"), stock=10)
    return CartItemFactory(user=anna, product=product, quantity=2)


def assert_refused(response):
    assert response.status_code == 200
    assert "Nothing is ordered yet" in words(response)
    assert not Order.objects.exists()


def test_a_new_price_is_shown_beside_the_old_one(client, line):
    page = review(client)
    Product.objects.update(price=Decimal("79.00"))
    response = send(client, page)
    assert_refused(response)
    assert words(response, ".line--warn .line__note") == "The price was €69.00 and is €79.00 now"
    assert "Total 2 shades €158.00" in words(response)
    assert posted(response)["checkout_key"] != posted(page)["checkout_key"]
    assert send(client, response).status_code == 303
    order = Order.objects.get()
    assert (order.total_amount, order.items.get().product_price) == (Decimal("158.00"), Decimal("79.00"))


def test_a_quantity_changed_in_another_tab_is_shown(client, line):
    page = review(client)
    CartItem.objects.update(quantity=5)
    response = send(client, page)
    assert_refused(response)
    assert "It was 2 and is 5 now" in words(response, ".line--warn .line__note")


def test_a_line_added_in_another_tab_is_shown(anna, client, line):
    page = review(client)
    CartItemFactory(user=anna, product=ProductFactory(name_en="Bell"))
    response = send(client, page)
    assert_refused(response)
    assert "Added to the cart since then" in words(response).partition("Bell")[2]
    assert "Added to the cart since then" not in words(response).partition("Bell")[0]


def test_a_line_removed_in_another_tab_is_counted(anna, client, line):
    gone = CartItemFactory(user=anna)
    page = review(client)
    gone.delete()
    response = send(client, page)
    assert_refused(response)
    assert "One line is no longer in your cart." in words(response)


@pytest.mark.parametrize(
    ("change", "mark"),
    [({"stock": 0}, "Sold out"), ({"stock": 1}, "Only 1 left"), ({"is_public": False}, "No longer sold")],
)
def test_a_shade_sold_meanwhile_is_said_politely(client, line, change, mark):
    page = review(client)
    Product.objects.update(**change)
    response = send(client, page)
    assert_refused(response)
    text = words(response)
    assert "A shade was sold in the meantime." in text
    assert mark in text
    assert "Order with obligation to pay" not in text
    assert "Change the cart" in text


def test_there_the_cart_can_be_mended_at_once_and_what_was_typed_is_kept(client, line):
    page = review(client)
    Product.objects.update(stock=1)
    response = send(client, page, city="Malmö")
    assert words(response, "button[formaction]") == "Take the one that is left and go on"
    answer = client.post(attribute(response, "button[formaction]", "formaction"), posted(response))
    assert (answer.status_code, answer.url) == (303, "/orders/new/")
    again = client.get(answer.url)
    assert value_of(again, "city") == "Malmö"
    assert send(client, again).status_code == 303
    assert Order.objects.get().items.get().quantity == 1


def test_what_was_typed_is_kept_there_and_on_the_next_review(client, line):
    page = review(client)
    Product.objects.update(price=Decimal("79.00"))
    typed = {"name": "Ann Other", "city": "Malmö", "country": "CH"}
    response = send(client, page, **typed)
    assert_refused(response)
    again = review(client)
    for field, value in typed.items():
        assert value_of(response, field) == value
        assert value_of(again, field) == value
    send(client, again, **typed)
    CartItemFactory(user=Order.objects.get().user)
    assert value_of(review(client), "country") == "CH"


@pytest.mark.parametrize(
    "lines", [[], ["nonsense"], ["1:2"], ["0:2:69.00"], ["\x00"], ["9" * 18 + ":2:69.00"], ["1:2:0.01"]]
)
def test_lines_that_somebody_has_changed_are_not_ordered(client, line, lines):
    assert_refused(send(client, review(client), line=lines))


def test_a_price_that_somebody_has_changed_is_not_charged(client, line):
    assert_refused(send(client, review(client), line=[f"{line.product_id}:2:0.01"]))


@pytest.mark.parametrize("key", ["", "\x00"])
def test_without_a_key_a_new_one_is_given(client, line, key):
    response = send(client, review(client), checkout_key=key)
    assert_refused(response)
    assert posted(response)["checkout_key"]


def test_a_double_click_leads_to_the_one_order(client, line):
    page = review(client)
    first, second = send(client, page), send(client, page)
    assert first.url == second.url
    assert second.status_code == 303
    assert Order.objects.count() == 1
    assert len(said(client.get(first.url))) == 1


def test_back_and_once_more_with_other_fields_leads_to_the_one_order(client, line):
    page = review(client)
    first = send(client, page)
    assert send(client, page, city="Malmö", phone="").url == first.url
    assert Order.objects.get().city == "Lund"


def test_two_tabs_of_one_cart_lead_to_the_one_order(client, line):
    one, two = review(client), review(client)
    first, second = send(client, one), send(client, two)
    assert second.url == first.url
    assert Order.objects.count() == 1
    assert "You have already ordered this cart. Here is the order." in said(client.get(first.url))


def test_an_old_tab_after_a_new_cart_says_what_it_led_to(anna, client, line):
    page = review(client)
    first = send(client, page)
    client.get(first.url)
    CartItemFactory(user=anna)
    second = send(client, page, line=["1:1:1.00"])
    assert second.url == first.url
    assert said(client.get(first.url)) == [
        "This order had already been placed, as shown here. Your cart has changed since then."
    ]
    assert CartItem.objects.count() == 1


def test_an_emptied_cart_is_no_order(client, line):
    page = review(client)
    CartItem.objects.all().delete()
    assert send(client, page).url == "/cart/"
    assert said(client.get("/cart/")) == ["Your cart is empty, so there is nothing to order."]


def test_the_key_of_another_user_opens_nothing(client, line):
    other = place(key="theirs")
    response = send(client, review(client), checkout_key="theirs")
    assert response.status_code == 303
    assert response.url != other.get_absolute_url()
    assert Order.objects.count() == 2
