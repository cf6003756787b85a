"""A cart that has changed is mended in the browser, with JavaScript and without; its rows hold together on a phone."""

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from orders.tests.whole_shop.browser.shopper import log_in_at_once

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cart(page, shop):
    """Four drums of which two are left, and a globe that is sold out."""
    user = UserFactory()
    drum, globe = Product.objects.get(slug="drum"), Product.objects.get(slug="globe")
    CartItemFactory(user=user, product=drum, quantity=4)
    CartItemFactory(user=user, product=globe, quantity=1)
    Product.objects.filter(pk=drum.pk).update(stock=2)
    Product.objects.filter(pk=globe.pk).update(stock=0)
    log_in_at_once(page, shop, user)
    page.goto(f"{shop}/cart/")


def lines():
    return dict(CartItem.objects.values_list("product__slug", "quantity"))


def test_one_button_takes_what_is_left_and_goes_on(page, cart):
    page.get_by_role("button", name="Take what is left and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your order")
    expect(page.get_by_text("Removed from your cart: Paper globe.")).to_be_visible()
    assert lines() == {"drum": 2}


def test_each_line_is_mended_by_its_own_button(page, cart):
    page.get_by_role("button", name="Take the 2 that are left Linen drum").click()
    expect(page.get_by_role("spinbutton")).to_have_value("2")
    expect(page.get_by_role("button", name="Remove it and go on")).to_be_visible()
    page.get_by_role("button", name="Remove Paper globe").click()
    expect(page.get_by_role("link", name="Check out")).to_be_visible()
    assert lines() == {"drum": 2}


@pytest.mark.browser_context_args(java_script_enabled=False)
@pytest.mark.parametrize(
    "journey", [test_one_button_takes_what_is_left_and_goes_on, test_each_line_is_mended_by_its_own_button]
)
def test_without_javascript(page, cart, journey):
    journey(page, cart)


def update(page):
    return page.locator(".line__tools button:not([aria-label])").first


def test_where_the_quantity_is_saved_by_itself_there_is_no_button_for_it(page, cart):
    expect(update(page)).to_be_hidden()


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_there_is_one(page, cart):
    expect(update(page)).to_be_visible()


def test_quantity_removal_and_amount_stand_side_by_side_on_a_phone_in_russian(page, shop, cart):
    CartItem.objects.filter(product__slug="drum").update(quantity=20)
    Product.objects.filter(slug="drum").update(stock=20, price="99.00")
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{shop}/ru/cart/")
    row = page.locator(".line").first
    boxes = [row.locator(one).bounding_box() for one in ("quantity-input", ".line__tools button[form]", ".line__total")]
    middles = [box["y"] + box["height"] / 2 for box in boxes]
    assert max(middles) - min(middles) < 8
    field = row.get_by_role("spinbutton")
    assert field.evaluate("field => field.scrollWidth <= field.clientWidth")
