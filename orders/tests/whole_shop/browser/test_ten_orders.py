"""A morning's work: ten orders are packed and dispatched from the start page, in few clicks."""

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import StaffFactory, UserFactory
from catalog.models import Product
from orders.models import Order
from orders.tests.factories import place
from orders.tests.whole_shop.browser.shopper import log_in_at_once

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ALLOWED = 10
TICK_ALL = "#action-toggle"


class Hand:
    """Clicks, and counts them: a choice from a list is two."""

    def __init__(self):
        self.clicks = 0

    def click(self, target):
        self.clicks += 1
        target.click()

    def choose(self, target, label):
        self.clicks += 2
        target.select_option(label=label)

    def do_with_all(self, page, action):
        """Of the list of orders, with all that it shows."""
        self.click(page.locator(TICK_ALL))
        self.choose(page.get_by_label("Action:"), action)
        self.click(page.get_by_role("button", name="Go", exact=True))


def test_ten_orders_are_packed_and_dispatched_in_at_most_ten_clicks(page, shop):
    drum, shopper = Product.objects.get(slug="drum"), UserFactory()
    for key in range(10):
        place(shopper, drum, key=str(key)).pay(by=shopper)
    log_in_at_once(page, shop, StaffFactory())
    page.goto(f"{shop}/admin/")
    hand = Hand()
    hand.click(page.get_by_role("link", name="To dispatch", exact=True))
    hand.do_with_all(page, "Print packing slips and address labels")
    expect(page.locator(".slip")).to_have_count(10)
    hand.click(page.get_by_role("link", name="Back to the orders"))
    hand.do_with_all(page, "Mark as dispatched")
    expect(page.locator(".messagelist")).to_contain_text("Dispatched: ")
    assert Order.objects.exclude(dispatched_at=None).count() == 10
    assert hand.clicks <= ALLOWED
