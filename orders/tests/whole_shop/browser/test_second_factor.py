"""The page that asks staff for a code, in a real browser: on a phone, on a wide screen, pressed twice, and for axe."""

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import PASSWORD, StaffFactory
from accounts.tests.second_factor.phone import code_of, set_up
from orders.tests.whole_shop.browser.test_accessible import violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WRONG = "This code is wrong or has been used. Wait for the next one."


@pytest.fixture
def ann(page, shop):
    """Staff with a phone, who has just typed the password."""
    user = StaffFactory()
    user.paper = set_up(user)
    page.goto(f"{shop}/auth/login/?next=/cart/")
    page.get_by_label("E-mail").fill(user.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page).to_have_url(f"{shop}/auth/code/")
    return user


def test_a_wrong_code_is_said_beside_its_field_and_the_next_one_lets_in(page, shop, ann):
    field = page.get_by_label("Code")
    expect(field).to_have_attribute("autocomplete", "one-time-code")
    assert violations(page) == []
    field.fill("000000")
    field.press("Enter")
    expect(page).to_have_title("Error: Second factor · Abajur")
    expect(page.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
    expect(page.locator("main").get_by_text(WRONG).last).to_be_visible()
    assert violations(page) == []
    # As apps show it; the first was used up when the phone was set up.
    code = code_of(ann, after=1)
    page.get_by_label("Code").fill(f"{code[:3]} {code[3:]}")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page).to_have_url(f"{shop}/cart/")
    expect(page.get_by_role("link", name="Account").first).to_be_visible()


# With the script the second press sends nothing; without it there are two posts of one code.
@pytest.mark.browser_context_args(java_script_enabled=False)
def test_a_button_that_is_pressed_twice_lets_in(page, shop, ann):
    page.get_by_label("Code").fill(ann.paper[0])
    button = page.get_by_role("main").get_by_role("button", name="Log in")
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    for _ in range(2):
        page.mouse.click(box["x"] + 9, box["y"] + 9)
    expect(page.get_by_role("link", name="Account").first).to_be_visible()
