"""Delivery and returns are told at checkout and on a paid order that has not left yet."""

import pytest

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from orders.tests.factories import place
from pages.tests.business import say
from shop.tests.pages import browser, elements, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts():
    """What an address says of delivery to a shopper."""
    say(dispatch_days=None, return_days=14)
    return lambda user, address: [text_of(one) for one in elements(browser(user).get(address), "main .facts")]


def test_it_is_said_before_an_order_is_placed(facts):
    user = UserFactory()
    CartItemFactory(user=user)
    assert facts(user, "/orders/new/") == ["14 days to return"]


def test_it_is_said_of_what_is_paid_until_it_leaves(facts):
    order = place()
    assert facts(order.user, order.get_absolute_url()) == []
    order.pay(by=order.user)
    assert facts(order.user, order.get_absolute_url()) == ["14 days to return"]
    order.dispatch(by=None)
    assert facts(order.user, order.get_absolute_url()) == []
