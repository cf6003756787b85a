"""The shoppers of the chaos believe what the page of an order says, and not that a button was answered."""

from types import SimpleNamespace

import pytest

from orders.tests.whole_shop.race.shoppers import Shopper


class Visitor:
    """Answers every button with a redirect, and each page of an order with one status."""

    def __init__(self, status):
        self.status = status

    def form(self, path, action):
        return []

    def post(self, path, fields):
        return SimpleNamespace(status=303, text="")

    def get(self, path):
        return SimpleNamespace(
            status=200, text=f'<div class="order-head"><span class="badge">{self.status}</span></div>'
        )


@pytest.mark.parametrize(
    ("status", "paid", "cancelled"),
    [("Waiting for payment", set(), set()), ("Paid", {"A-1"}, set()), ("Cancelled", set(), {"A-1"})],
)
def test_what_a_button_did_is_read_from_the_page(status, paid, cancelled):
    shopper = Shopper(Visitor(status), [], seed=1, end=0)
    shopper.receipts.orders["key"] = "A-1"
    shopper.pay()
    assert (shopper.receipts.paid, shopper.receipts.cancelled) == (paid, cancelled)
