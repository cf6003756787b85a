"""A browser that keeps no cookies: the cart stays empty, and the page says why."""

import pytest

from accounts.tests.factories import UserFactory
from catalog.tests.factories import ProductFactory
from shop.tests.pages import browser, words

pytestmark = pytest.mark.django_db

WHY = "Your browser blocked the cookie that holds the cart"


def after_adding(client, prefix=""):
    """The page to which an add leads; a client without cookies forgets before it asks for it."""
    return client.post(f"{prefix}/cart/items/", {"product_id": ProductFactory().pk, "quantity": 1}).url


def test_it_is_told_why_the_cart_is_empty():
    address = after_adding(browser())
    page = browser().get(address)
    assert page.status_code == 200
    assert "Your cart is empty" in words(page)
    assert WHY in words(page, "main [role=alert]")


def test_it_is_told_in_russian():
    assert "Разрешите куки" in words(browser().get(after_adding(browser(), "/ru")), "main [role=alert]")


def test_whoever_keeps_the_cookie_reads_nothing_of_it():
    client = browser()
    page = client.get(after_adding(client), follow=True)
    assert page.redirect_chain == [("/cart/", 303)]
    assert WHY not in words(page)
    assert "1 shade" in words(page)


def test_only_the_first_add_of_a_guest_asks_for_it():
    client = browser()
    assert after_adding(client) == "/cart/?added=1"
    assert after_adding(client) == "/cart/"
    assert after_adding(browser(UserFactory())) == "/cart/"


def test_whoever_has_added_nothing_reads_nothing_of_it():
    assert WHY not in words(browser().get("/cart/"))
