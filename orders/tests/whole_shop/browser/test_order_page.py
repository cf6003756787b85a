"""After placing an order on a telephone, the payment is in the first window, and cancelling is far from it."""

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from orders.tests.whole_shop.browser.shopper import fill_in, log_in_at_once

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("width", "height"), [(360, 640), (360, 780), (768, 1024), (1280, 800)])
def test_the_payment_is_in_the_first_window_and_cancelling_far_from_it(page, shop, width, height):
    user = UserFactory()
    for product in Product.objects.all():
        CartItemFactory(user=user, product=product)
    log_in_at_once(page, shop, user)
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{shop}/orders/new/")
    fill_in(page)
    page.get_by_role("button", name="Order with obligation to pay").click()
    expect(page.get_by_role("status")).to_have_text("Thank you, the order is placed.")
    pay = page.get_by_role("link", name="Pay €128.00").bounding_box()
    cancel = page.get_by_role("link", name="Cancel the order").bounding_box()
    assert pay["y"] + pay["height"] <= height
    assert cancel["y"] - pay["y"] - pay["height"] > 200
