"""A button pressed twice, a quantity changed by keyboard, and a page that Back brings from the browser's memory."""

import time

import pytest
from django.core.handlers.base import BaseHandler
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from cart.models import CartItem
from cart.tests.factories import CartItemFactory
from catalog.models import Product
from conftest import CHROMIUM, CHROMIUM_FLAGS
from orders.models import Order
from orders.tests.factories import place
from orders.tests.whole_shop.browser.shopper import TYPED, log_in_at_once

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def posts(page):
    """The addresses to which the page has posted."""
    sent = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    return sent


@pytest.fixture
def shopper(page, shop):
    user = UserFactory()
    log_in_at_once(page, shop, user)
    return user


# Twice --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def twice(page, monkeypatch):
    """Presses a button, and again while its answer is on the way."""
    answer = BaseHandler.get_response

    def held_back(handler, request):
        response = answer(handler, request)
        time.sleep(0.8 if request.method == "POST" else 0)
        return response

    monkeypatch.setattr(BaseHandler, "get_response", held_back)

    def press(name):
        button = page.get_by_role("button", name=name)
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        # By the mouse itself: Playwright's own click would wait for the answer to the first.
        for _ in range(2):
            page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
            page.wait_for_timeout(250)

    return press


def test_adding_twice_in_a_row_adds_once(page, shop, posts, twice):
    page.goto(f"{shop}/products/drum/")
    twice("Add to cart")
    expect(page).to_have_url(f"{shop}/cart/")
    expect(page.get_by_role("spinbutton")).to_have_value("1")
    assert len(posts) == 1
    page.go_back(wait_until="commit")
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("spinbutton")).to_have_value("2")


def test_putting_back_twice_in_a_row_puts_back_once(page, shop, shopper, twice):
    CartItemFactory(user=shopper, product=Product.objects.get(slug="drum"), quantity=2)
    page.goto(f"{shop}/cart/")
    page.get_by_role("button", name="Remove Linen drum").click()
    twice("Undo")
    expect(page.get_by_role("spinbutton")).to_have_value("2")
    assert CartItem.objects.get().quantity == 2


def test_every_button_of_an_order_pressed_twice_ends_where_it_does_once(page, shop, shopper, twice):
    drum = Product.objects.get(slug="drum")
    CartItemFactory(user=shopper, product=drum)
    page.goto(f"{shop}/orders/new/")
    for label, text in TYPED.items():
        field = page.get_by_label(label, exact=True)
        field.select_option(text) if field.evaluate("field => field.tagName") == "SELECT" else field.fill(text)
    twice("Order with obligation to pay")
    expect(page.get_by_role("status")).to_have_text("Thank you, the order is placed.")
    order = Order.objects.get()
    page.get_by_role("link", name="Cancel the order").click()
    twice("Cancel the order")
    expect(page).to_have_url(f"{shop}/orders/{order.number}/")
    expect(page.get_by_role("status")).to_contain_text("The order is cancelled.")
    expect(page.locator(".messages .message")).to_have_count(1)
    twice("Order again")
    expect(page.get_by_role("status")).to_have_text("In your cart now: Linen drum (1).")
    expect(page.get_by_role("spinbutton")).to_have_value("1")
    CartItem.objects.all().delete()
    other = place(shopper, drum, key="other")
    page.goto(f"{shop}/orders/{other.number}/pay/")
    twice("Simulate a successful payment")
    expect(page.get_by_role("status")).to_have_text("Thank you, the order is paid.")
    expect(page).to_have_url(f"{shop}/orders/{other.number}/")


# By keyboard ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def cart(page, shop, shopper):
    CartItemFactory(user=shopper, product=Product.objects.get(slug="drum"))
    page.goto(f"{shop}/cart/")


def changed(page, quantity):
    expect(page.get_by_role("status")).to_have_text("Cart updated.")
    expect(page.locator(".line__total")).to_have_text(f"€{69 * quantity:,}.00")
    expect(page.get_by_role("spinbutton")).to_have_value(str(quantity))


def test_the_focus_comes_back_to_the_very_button(page, cart, posts):
    more = page.get_by_role("button", name="One more")
    more.focus()
    for quantity in (2, 3):
        page.keyboard.press("Enter")
        changed(page, quantity)
        expect(more).to_be_focused()
    page.get_by_role("button", name="One less").focus()
    page.keyboard.press("Enter")
    changed(page, 2)
    expect(page.get_by_role("button", name="One less")).to_be_focused()
    assert len(posts) == 3


def test_presses_in_a_row_are_one_change(page, cart, posts):
    more = page.get_by_role("button", name="One more")
    more.focus()
    for _ in range(3):
        page.keyboard.press("Enter", delay=20)
    changed(page, 4)
    expect(more).to_be_focused()
    assert len(posts) == 1
    expect(page.locator(".messages .message")).to_have_count(1)


def test_arrows_in_a_row_are_one_change(page, cart, posts):
    field = page.get_by_role("spinbutton")
    field.focus()
    for _ in range(4):
        page.keyboard.press("ArrowUp", delay=50)
    changed(page, 5)
    expect(field).to_be_focused()
    assert len(posts) == 1


def test_enter_sends_the_form_once(page, cart, posts):
    field = page.get_by_role("spinbutton")
    field.fill("7")
    page.keyboard.press("Enter")
    changed(page, 7)
    expect(field).to_be_focused()
    page.wait_for_timeout(800)
    assert len(posts) == 1


def test_where_no_more_can_be_had_the_focus_is_in_the_field(page, cart):
    page.get_by_role("spinbutton").fill("19")
    page.keyboard.press("Enter")
    changed(page, 19)
    page.get_by_role("button", name="One more").focus()
    page.keyboard.press("Enter")
    changed(page, 20)
    expect(page.get_by_role("button", name="One more")).to_be_disabled()
    expect(page.get_by_role("spinbutton")).to_be_focused()


# Back ----------------------------------------------------------------------------------------------------------------


@pytest.fixture(params=["memory", "cache"])
def remembering(request, playwright, browser_context_args, shop):
    """A page of a browser that keeps pages whole when one goes on, as browsers do; and of one that keeps their text."""
    whole = {"ignore_default_args": ["--disable-back-forward-cache"]} if request.param == "memory" else {}
    browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_FLAGS, **whole)
    page = browser.new_context(**browser_context_args).new_page()
    page.add_init_script("addEventListener('pageshow', ({ persisted }) => { window.isPersisted = persisted; });")
    yield page
    browser.close()


def test_a_page_that_comes_back_shows_the_cart_as_it_is(remembering, shop, request):
    page = remembering
    page.goto(f"{shop}/products/")
    page.goto(f"{shop}/products/drum/")
    page.get_by_role("button", name="Add to cart").click()
    expect(page).to_have_url(f"{shop}/cart/")
    for path in ("/products/drum/", "/products/"):
        page.go_back(wait_until="commit")
        expect(page).to_have_url(shop + path)
        expect(page.locator(".site-header__cart")).to_have_attribute("aria-label", "Cart, 1 item, €69.00")
    if "memory" in request.node.name:
        assert page.evaluate("window.isPersisted")


def test_a_page_that_comes_back_knows_who_is_logged_in(remembering, shop):
    page = remembering
    user = UserFactory()
    page.goto(f"{shop}/products/")
    log_in_at_once(page, shop, user)
    page.goto(f"{shop}/products/drum/")
    page.get_by_role("button", name="Add to cart").click()
    expect(page).to_have_url(f"{shop}/cart/")
    page.go_back(wait_until="commit")
    expect(page.locator(".site-header__cart")).to_have_attribute("aria-label", "Cart, 1 item, €69.00")
    page.go_back(wait_until="commit")
    expect(page.locator(".site-header").get_by_role("link", name="Account")).to_be_visible()
    expect(page.locator(".site-header__cart")).to_have_attribute("aria-label", "Cart, 1 item, €69.00")


def test_a_cart_that_comes_back_is_the_cart_of_now(remembering, shop):
    page = remembering
    user = UserFactory()
    log_in_at_once(page, shop, user)
    line = CartItemFactory(user=user, product=Product.objects.get(slug="drum"))
    page.goto(f"{shop}/cart/")
    page.goto(f"{shop}/products/")
    CartItem.objects.filter(pk=line.pk).update(quantity=4)
    page.go_back(wait_until="commit")
    expect(page.get_by_role("spinbutton")).to_have_value("4")
