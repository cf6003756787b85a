"""The list of shades is left for a shade, the cart or a login, and found again as it was."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STATE = "?shape=drum&sort=price"


def to_the_list(page):
    """The link above a shade, and that of the cart."""
    return page.locator("main list-link a")


def test_a_shade_and_the_cart_lead_back_to_the_list_as_it_was(page, shop):
    page.goto(f"{shop}/products/{STATE}")
    page.locator("[data-product=drum] h3 a").click()
    page.wait_for_url("**/products/drum/")
    expect(to_the_list(page)).to_have_attribute("href", f"{shop}/products/{STATE}")
    page.get_by_role("link", name="Log in").click()
    page.wait_for_url("**/auth/login/**")
    page.goto(f"{shop}/products/drum/")
    page.get_by_role("button", name="Add to cart").click()
    page.wait_for_url("**/cart/")
    to_the_list(page).click()
    page.wait_for_url(f"**/products/{STATE}")


def test_the_language_may_change_on_the_way(page, shop):
    page.goto(f"{shop}/products/{STATE}")
    page.locator("[data-product=drum] h3 a").click()
    page.locator("footer").get_by_role("link", name="Русский").click()
    page.wait_for_url("**/ru/products/drum/")
    expect(to_the_list(page)).to_have_attribute("href", f"{shop}/ru/products/{STATE}")


def test_the_whole_list_is_as_good_a_place(page, shop):
    for path in (f"/products/{STATE}", "/products/"):
        page.goto(f"{shop}{path}")
        page.locator("[data-product=drum] h3 a").click()
        page.wait_for_url("**/products/drum/")
    expect(to_the_list(page)).to_have_attribute("href", f"{shop}/products/")


def test_in_another_tab_the_shade_knows_where_it_was_opened(page, shop):
    page.goto(f"{shop}/products/{STATE}")
    with page.context.expect_page() as opened:
        page.locator("[data-product=drum] h3 a").click(modifiers=["Control"])
    expect(to_the_list(opened.value)).to_have_attribute("href", f"{shop}/products/{STATE}")


@pytest.mark.browser_context_args(java_script_enabled=False)
def test_without_javascript_it_is_the_whole_list(page, shop):
    page.goto(f"{shop}/products/{STATE}")
    page.locator("[data-product=drum] h3 a").click()
    expect(to_the_list(page)).to_have_attribute("href", "/products/")
