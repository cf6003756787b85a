"""Narrowing the list in a real browser: at once and with the focus kept, or by its button where no script runs."""

import re

import pytest
from playwright.sync_api import expect

from catalog.tests.factories import ProductFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def shades(shop):
    """Of the two shades of the shop one is a bell; and there is a third, so that a choice leaves some out."""
    ProductFactory(slug="bell", name_en="Bell", shape="bell", material="silk", photos=[])
    return shop


def test_a_choice_applies_at_once_and_keeps_the_focus(page, shades):
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{shades}/products/")
    page.locator("summary", has_text="Material").click()
    box = page.locator('input[name="material"][value="silk"]')
    box.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Space")
    page.wait_for_url("**/products/?material=silk")
    expect(box).to_be_checked()
    expect(box).to_be_focused()
    assert abs(page.evaluate("scrollY") - before) < 200
    assert page.locator("[data-product]").count() == 1
    page.go_back()
    expect(box).not_to_be_checked()
    assert page.locator("[data-product]").count() == 3


def test_arrows_through_the_order_ask_once(page, shades):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if request.is_navigation_request() else None)
    page.goto(f"{shades}/products/")
    page.locator("#id_sort").focus()
    for _ in range(2):
        page.keyboard.press("ArrowDown", delay=50)
    page.wait_for_url("**/products/?sort=-price")
    expect(page.locator("#id_sort")).to_be_focused()
    assert len(asked) == 2


def test_on_a_phone_the_filters_stay_open_after_a_choice(page, shades):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{shades}/products/")
    page.locator(".filters > summary").click()
    page.locator('input[name="use"][value="table"]').check()
    page.wait_for_url("**/products/?use=table")
    expect(page.locator('input[name="use"][value="table"]')).to_be_focused()
    expect(page.locator(".filters")).to_have_attribute("open", "")


@pytest.mark.parametrize(
    ("prefix", "before", "after"),
    [("", "Show 3 shades", "Show 1 shade"), ("/ru", "Показать 3 абажура", "Показать 1 абажур")],
)
def test_on_a_phone_what_a_choice_leaves_stays_in_sight(page, shades, prefix, before, after):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{shades}{prefix}/products/")
    page.locator(".filters > summary").click()
    button = page.locator(".filters__actions .button")
    expect(button).to_be_in_viewport(ratio=1)
    expect(button).to_have_text(before, use_inner_text=True)
    page.locator("summary", has_text=re.compile("^(Shape|Форма)$")).click()
    page.locator('input[name="shape"][value="bell"]').check()
    page.wait_for_url("**/products/?shape=bell")
    expect(button).to_be_in_viewport(ratio=1)
    expect(button).to_have_text(after, use_inner_text=True)


def test_on_a_phone_the_search_of_the_header_is_ready_to_type(page, shades):
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{shades}/fit/")
    page.get_by_role("link", name="Search").click()
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("label[for=q]")).to_be_in_viewport()


def test_the_order_is_kept_with_the_filters_and_empty_fields_stay_out_of_the_address(page, shades):
    page.goto(f"{shades}/products/?shape=bell&shape=drum")
    page.select_option("#id_sort", "price")
    page.wait_for_url("**/products/?shape=drum&shape=bell&sort=price")


def test_without_javascript_the_button_applies(browser, shades):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"{shades}/products/")
    page.locator('input[name="use"][value="table"]').check()
    page.fill("#id_width_min", "29,5")
    # Nothing counts what is ticked but not sent.
    page.get_by_role("button", name="Show", exact=True).click()
    assert page.locator("[data-product]").count() == 3
    expect(page.locator(".chips a").nth(0)).to_have_text("Table lamp remove")
    expect(page.locator(".chips a").nth(1)).to_have_text("Width from 29.5 cm remove")
    page.locator(".chips a").first.click()
    assert page.locator('input[name="use"][value="table"]').is_checked() is False
    context.close()
