"""A browser that keeps no cookies: the cart stays empty, and the page says why."""

import pytest

from accounts.tests.factories import UserFactory
from catalog.tests.factories import ProductFactory
from shop.tests.pages import browser, words

pytestmark = pytest.mark.django_db

WHY = "your browser has not kept the cookie that holds the cart"


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
    assert WHY not in words(client.get(after_adding(client)))


def test_nor_does_a_user_or_who_has_added_nothing():
    client = browser(UserFactory())
    address = after_adding(client)
    assert WHY not in words(client.get(address))
    assert WHY not in words(browser(UserFactory()).get("/cart/?added=1"))
    assert WHY not in words(browser().get("/cart/"))
