"""Delivery and returns are told where a shopper decides: beside the button of a shade, and in the cart."""

import pytest

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from catalog.tests.factories import ProductFactory
from pages.tests.business import say
from shop.tests.pages import browser, elements, words

pytestmark = pytest.mark.django_db

FACTS = "main .facts"


@pytest.fixture
def pages():
    """A shade's page, and the cart of somebody who has it."""
    line = CartItemFactory(user=UserFactory(), product=ProductFactory())
    buyer = browser(line.user)
    return lambda prefix="": [buyer.get(f"{prefix}{line.product.get_absolute_url()}"), buyer.get(f"{prefix}/cart/")]


def test_a_shop_that_has_set_nothing_says_nothing(pages):
    assert [elements(page, FACTS) for page in pages()] == [[], []]


def test_what_is_set_is_said_on_both_pages_and_in_both_languages(pages):
    say(dispatch_days=2, return_days=14)
    for page in pages():
        assert words(page, FACTS) == "Delivery included Dispatched within 2 working days 14 days to return"
    for page in pages("/ru"):
        assert words(page, FACTS) == "Доставка включена в цену Отправим в течение 2 рабочих дней 14 дней на возврат"


def test_it_stands_under_the_button(pages):
    say(return_days=14)
    text = words(pages()[0], ".product__buy")
    assert text.index("Add to cart") < text.index("14 days to return") < text.index("Will it fit")


def test_beside_a_shade_that_is_sold_out_there_is_nothing_to_deliver():
    say(return_days=14)
    assert elements(browser().get(ProductFactory(stock=0).get_absolute_url()), FACTS) == []
