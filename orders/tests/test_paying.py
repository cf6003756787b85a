"""The pages of paying and cancelling: a test payment, and messages for every refusal."""

import pytest
import time_machine

from catalog.tests.factories import ProductFactory
from orders.tests.factories import place
from shop.tests.pages import attribute, browser, said, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def product():
    return ProductFactory(stock=10)


@pytest.fixture
def order(product):
    return place(None, product, quantity=2)


@pytest.fixture
def client(order):
    return browser(order.user)


def press(client, order, button, prefix="", **fields):
    response = client.post(f"{prefix}/orders/{order.number}/{button}/", fields)
    assert (response.status_code, response.url) == (303, f"{prefix}/orders/{order.number}/")
    order.refresh_from_db()
    return client.get(response.url)


def test_the_payment_says_that_it_is_pretended(client, order):
    text = words(client.get(f"/orders/{order.number}/pay/"))
    assert "Pay €138.00" in text
    assert "This is a test payment. No card is needed and no money is charged." in text
    assert order.number in text
    assert "Simulate a successful payment Simulate a declined payment" in text


def test_a_successful_payment_pays(client, order, product):
    page = press(client, order, "pay", outcome="success")
    assert order.is_paid
    assert said(page) == ["Thank you, the order is paid."]
    assert "Paid on" in words(page)
    assert "You paid." in words(page)
    product.refresh_from_db()
    assert product.stock == 8


def test_a_failed_payment_leaves_it_pending_and_can_be_tried_again(client, order):
    page = press(client, order, "pay", outcome="failure")
    assert order.is_pending
    assert said(page) == ["The payment did not go through. Nothing was paid; you can try again."]
    assert "Pay €138.00" in words(page)
    press(client, order, "pay", outcome="success")
    assert order.is_paid


@pytest.mark.parametrize("verb", ["pay", "cancel"])
def test_a_button_pressed_twice_says_what_it_says_once(client, order, product, verb):
    once = said(press(client, order, verb))
    for _ in range(2):
        client.post(f"/orders/{order.number}/{verb}/")
    page = client.get(f"/orders/{order.number}/")
    assert said(page) == once
    assert order.events.count() == 2
    product.refresh_from_db()
    assert product.stock == (8 if verb == "pay" else 10)


def test_paying_after_the_deadline_cancels_and_returns_the_stock(client, order, product):
    with time_machine.travel(order.expires_at):
        page = press(client, order, "pay", outcome="success")
    assert order.is_cancelled
    assert said(page) == ["The time to pay ran out, so the order was cancelled. Nothing was paid."]
    assert "The order was not paid in time and was cancelled." in words(page)
    product.refresh_from_db()
    assert product.stock == 10


def test_cancelling_returns_the_stock(client, order, product):
    page = press(client, order, "cancel")
    assert order.is_cancelled
    assert said(page) == ["The order is cancelled. Nothing was paid, and the shades are back on sale."]
    assert "You cancelled the order." in words(page)
    product.refresh_from_db()
    assert product.stock == 10


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("pay", "cancel", "This order has already been paid."),
        ("cancel", "pay", "This order has already been cancelled."),
    ],
)
def test_the_button_that_comes_too_late_says_why(client, order, product, first, second, message):
    press(client, order, first)
    product.refresh_from_db()
    before = (order.status, product.stock)
    assert said(press(client, order, second)) == [message]
    product.refresh_from_db()
    assert (order.status, product.stock) == before


@pytest.mark.parametrize("verb", ["pay", "cancel"])
def test_the_payment_page_of_an_order_that_is_settled_leads_to_the_order(client, order, verb):
    press(client, order, verb)
    response = client.get(f"/orders/{order.number}/pay/")
    assert (response.status_code, response.url) == (303, f"/orders/{order.number}/")


def test_russian_buttons_stay_in_russian(client, order):
    page = press(client, order, "pay", "/ru", outcome="failure")
    assert attribute(page, "html", "lang") == "ru"
    press(client, order, "cancel", "/ru")


def test_a_payment_that_fails_after_the_order_was_paid_says_that_it_is_paid(client, order):
    order.pay(by=order.user)
    answer = client.post(f"/orders/{order.number}/pay/", {"outcome": "failure"}, follow=True)
    assert "This order has already been paid." in words(answer)
    assert "Nothing was paid" not in words(answer)
