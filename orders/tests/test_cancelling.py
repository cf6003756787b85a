"""Cancelling, with a page that asks for confirmation."""

import pytest

from catalog.tests.factories import ProductFactory
from orders.models import Order
from orders.tests.factories import place
from shop.tests.pages import attribute, browser, said, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def drum():
    return ProductFactory(name_en="Drum", name_ru="Барабан", stock=10)


@pytest.fixture
def globe():
    return ProductFactory(name_en="Globe", name_ru="Шар", stock=10)


@pytest.fixture
def order(drum, globe):
    return place(None, drum, globe, quantity=2)


@pytest.fixture
def client(order):
    return browser(order.user)


def test_the_page_names_the_shades_and_changes_nothing(client, order, drum):
    link = attribute(client.get(f"/orders/{order.number}/"), ".order-cancel a", "href")
    assert link == f"/orders/{order.number}/cancel/"
    text = words(client.get(link), "main")
    assert f"Cancel order {order.number} ?" in text or f"Cancel order {order.number}?" in text
    assert "Drum 2 × €69.00" in text
    assert "Globe 2 × €69.00" in text
    assert "Keep the order" in text
    assert Order.objects.get().is_pending
    drum.refresh_from_db()
    assert drum.stock == 8


def test_its_button_cancels_and_leads_to_the_order(client, order, drum):
    answer = client.post(f"/orders/{order.number}/cancel/")
    assert (answer.status_code, answer.url) == (303, f"/orders/{order.number}/")
    page = client.get(answer.url)
    assert said(page) == ["The order is cancelled. Nothing was paid, and the shades are back on sale."]
    assert "Order again" in words(page)
    drum.refresh_from_db()
    assert drum.stock == 10


@pytest.mark.parametrize(
    ("verb", "message"),
    [("pay", "This order has already been paid."), ("cancel", "This order has already been cancelled.")],
)
@pytest.mark.parametrize("method", ["get", "head"])
def test_of_an_order_that_is_settled_it_leads_to_the_order_and_says_why(client, order, verb, message, method):
    getattr(order, verb)(by=order.user)
    answer = getattr(client, method)(f"/orders/{order.number}/cancel/")
    assert (answer.status_code, answer.url) == (303, f"/orders/{order.number}/")
    assert said(client.get(answer.url)) == [message]


def test_the_page_asks_for_little(client, order, django_assert_num_queries):
    # 1 the session, 2 the user, 3 the order, 4 its lines, 5 their products, 6 the photographs, 7 the cart in the header
    with django_assert_num_queries(7):
        client.get(f"/orders/{order.number}/cancel/")
