"""The shopper's path in a real browser, with JavaScript and without it, in both languages."""

import re

import pytest
from playwright.sync_api import expect

from accounts.models import User
from accounts.tests.factories import PASSWORD, UserFactory
from orders.consistency import inconsistencies
from orders.models import Order
from orders.tests.whole_shop.browser.shopper import TYPED, fill_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def put_into_cart(page, shop, slug, prefix="", button="Add to cart"):
    page.goto(f"{shop}{prefix}/products/{slug}/")
    page.get_by_role("button", name=button).click()


def sign_up_on_the_way(page):
    page.get_by_role("link", name="Check out").click()
    new = page.get_by_role("region", name="New here?")
    new.get_by_label("E-mail").fill("anna@example.org")
    new.get_by_label("Password").fill(PASSWORD)
    new.get_by_role("button", name="Create account and continue").click()


def place(page):
    fill_in(page)
    page.get_by_role("button", name="Order with obligation to pay").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile(r"Order [2-9A-Z]{4}-[2-9A-Z]{4}"))


def log_in(page, shop, user):
    page.goto(f"{shop}/auth/login/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()


def buy(page, shop):
    """From the shop's front door to a paid order."""
    page.goto(shop)
    page.get_by_role("link", name="See all 2 shades").click()
    page.get_by_role("link", name="Linen drum").click()
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("status")).to_contain_text("Linen drum is in your cart.")
    sign_up_on_the_way(page)
    place(page)
    page.get_by_role("link", name="Pay €138.00").click()
    expect(page.get_by_text("This is a test payment.")).to_be_visible()
    page.get_by_role("button", name="Simulate a successful payment").click()
    expect(page.get_by_text("Thank you, the order is paid.")).to_be_visible()
    order = Order.objects.get()
    assert (order.status, str(order.total_amount), order.country) == ("paid", "138.00", "SE")
    assert list(inconsistencies()) == []


def test_a_guest_becomes_a_customer_with_a_paid_order(page, shop):
    buy(page, shop)


def test_the_same_without_javascript(browser, browser_context_args, shop):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    buy(context.new_page(), shop)
    context.close()


def test_a_failed_payment_and_a_cancelled_order(page, shop):
    put_into_cart(page, shop, "globe")
    sign_up_on_the_way(page)
    place(page)
    page.get_by_role("link", name="Pay €59.00").click()
    page.get_by_role("button", name="Simulate a declined payment").click()
    expect(page.get_by_text("The payment did not go through.")).to_be_visible()
    page.get_by_role("link", name="Cancel the order").click()
    expect(page.locator(".line__name")).to_have_text("Paper globe")
    page.get_by_role("button", name="Cancel the order").click()
    expect(page.get_by_text("The order is cancelled.")).to_be_visible()
    page.get_by_role("button", name="Order again").click()
    expect(page.get_by_role("status")).to_have_text("In your cart now: Paper globe (1).")
    page.goto(f"{shop}/products/globe/")
    expect(page.get_by_text("Only 1 left")).to_be_visible()


def test_logging_in_joins_the_carts(page, shop):
    user = UserFactory()
    log_in(page, shop, user)
    put_into_cart(page, shop, "drum")
    page.goto(f"{shop}/account/")
    page.get_by_role("button", name="Log out").click()
    put_into_cart(page, shop, "globe")
    log_in(page, shop, user)
    expect(page.get_by_role("status")).to_contain_text("Still in your cart: Paper globe (1).")
    page.goto(f"{shop}/cart/")
    expect(page.get_by_role("spinbutton")).to_have_count(2)
    assert all(name != "cart" for name in (cookie["name"] for cookie in page.context.cookies()))


def test_what_was_removed_can_be_put_back(page, shop):
    put_into_cart(page, shop, "drum")
    page.get_by_role("button", name="Remove Linen drum").click()
    expect(page.get_by_role("status")).to_contain_text("Linen drum was removed from your cart.")
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("spinbutton")).to_have_value("1")


def test_too_many_is_said_beside_the_field_and_keeps_what_was_typed(page, shop):
    page.goto(f"{shop}/products/globe/")
    page.get_by_label("Quantity").fill("7")
    page.get_by_role("button", name="Add to cart").click()
    expect(page.get_by_role("alert")).to_have_text("Only 1 left.")
    expect(page.get_by_label("Quantity")).to_have_value("7")


def test_a_shopper_in_russian_stays_in_russian(page, shop):
    page.goto(f"{shop}/ru/products/drum/")
    assert page.locator("html").get_attribute("lang") == "ru"
    page.locator("#add button:not([aria-label])").click()
    expect(page).to_have_url(f"{shop}/ru/cart/")
    expect(page.locator(".line__total")).to_have_text("69,00 €")
    page.get_by_role("link", name="English").click()
    expect(page).to_have_url(f"{shop}/cart/")


def test_an_account_is_closed_with_its_password(page, shop):
    user = UserFactory()
    log_in(page, shop, user)
    page.goto(f"{shop}/account/")
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Close account").click()
    expect(page.get_by_text("Your account is closed.")).to_be_visible()
    assert User.objects.get(pk=user.pk).email == f"closed-{user.pk}@invalid"


def test_a_quantity_is_saved_on_change_and_the_line_keeps_the_focus(page, shop):
    put_into_cart(page, shop, "drum")
    quantity = page.get_by_role("spinbutton")
    quantity.fill("3")
    quantity.press("Tab")
    expect(page.get_by_role("status")).to_contain_text("Cart updated.")
    expect(page.locator(".line__total")).to_have_text("€207.00")
    expect(quantity).to_be_focused()
    expect(page.get_by_role("link", name="Cart, 3 items, €207.00")).to_be_visible()


def press_to(page, name):
    """Tabs until the control of this name has the focus, and says whether its focus can be seen."""
    for _ in range(80):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => { const e = document.activeElement; const label = e.labels?.[0]?.innerText;"
            " return e.getAttribute('aria-label') || label || e.innerText || ''; }"
        )
        if name in told:
            assert page.locator(":focus-visible").count() == 1
            return
    raise AssertionError(f"{name} cannot be reached by keyboard")


def enter(page, heading):
    """Presses Enter and waits for the page that follows."""
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name=heading)).to_be_visible()
    page.wait_for_load_state()


def test_the_whole_purchase_by_keyboard_alone(page, shop):
    page.goto(f"{shop}/products/drum/")
    press_to(page, "Add to cart")
    enter(page, "Cart")
    press_to(page, "Check out")
    enter(page, "To order, you need an account")
    press_to(page, "E-mail")
    page.keyboard.type("anna@example.org")
    press_to(page, "Password")
    page.keyboard.type(PASSWORD)
    enter(page, "Check your order")
    for label, text in TYPED.items():
        press_to(page, label)
        page.keyboard.type(text)
    press_to(page, "Order with obligation to pay")
    enter(page, re.compile("Order "))
    press_to(page, "Pay €69.00")
    enter(page, "Pay €69.00")
    press_to(page, "Simulate a successful payment")
    enter(page, re.compile("Order "))
    expect(page.get_by_text("Thank you, the order is paid.")).to_be_visible()
    assert Order.objects.get().status == "paid"


@pytest.mark.browser_context_args(java_script_enabled=False)
@pytest.mark.parametrize(
    "journey",
    [
        test_a_failed_payment_and_a_cancelled_order,
        test_logging_in_joins_the_carts,
        test_what_was_removed_can_be_put_back,
        test_too_many_is_said_beside_the_field_and_keeps_what_was_typed,
        test_a_shopper_in_russian_stays_in_russian,
        test_an_account_is_closed_with_its_password,
    ],
    ids=lambda journey: journey.__name__.removeprefix("test_"),
)
def test_every_journey_without_javascript(page, shop, journey):
    journey(page, shop)
