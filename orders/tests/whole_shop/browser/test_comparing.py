"""Ticking shades to compare in a real browser, with the script and without it; and how the comparison fits a phone."""

import re

import pytest
from playwright.sync_api import expect

from catalog.tests.factories import ProductFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BUTTON = "compare-ticks button"


@pytest.fixture
def _pages(settings):
    settings.PRODUCTS_PER_PAGE = 2


@pytest.fixture
def without_script(browser):
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.usefixtures("_pages")
def test_ticks_are_counted_and_go_along(page, shop):
    ProductFactory.create_batch(2, photos=[])
    page.goto(f"{shop}/products/?sort=price")
    page.locator("[name=compare]").nth(0).check()
    page.locator("[name=compare]").nth(1).check()
    expect(page.locator(BUTTON)).to_have_text(re.compile(r"Compare\s+2"))
    page.locator("[rel=next]").click()
    page.wait_for_url("**page=2**")
    expect(page.locator(BUTTON)).to_have_text(re.compile(r"Compare\s+2"))
    page.locator(".compare-bar__elsewhere input").nth(0).uncheck()
    page.locator("#id_sort").select_option("-price")
    page.wait_for_url("**sort=-price**")
    assert page.url.count("compare=") == 1
    page.reload()
    assert page.locator("[name=compare]:checked").count() == 1
    page.go_back()
    expect(page.locator("[name=compare]:checked")).to_have_count(1)
    expect(page.locator(BUTTON)).to_have_text(re.compile(r"Compare\s+1"))


@pytest.mark.usefixtures("_pages")
def test_without_a_script_ticks_go_along_too(without_script, shop):
    page = without_script
    page.goto(f"{shop}/products/")
    page.locator("[name=compare]").nth(0).check()
    page.locator("#id_sort").select_option("price")
    page.locator(".list-order button").click()
    assert page.locator("[name=compare]:checked").count() == 1
    page.locator("[name=compare]:not(:checked)").first.check()
    page.locator(BUTTON).click()
    assert "/compare/?shade=" in page.url
    assert page.locator("thead th").count() == 2


def test_two_shades_fill_a_phone_and_more_are_scrolled_to_within_the_table(page, shop):
    ProductFactory(slug="cone", photos=[])
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{shop}/compare/?shade=drum&shade=globe&shade=cone")
    rights = [box["x"] + box["width"] for box in (one.bounding_box() for one in page.locator("thead th").all())]
    assert rights[1] <= 360 < rights[2]
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    scroller = page.get_by_role("region", name="Comparison")
    scroller.focus()
    page.keyboard.press("End")
    scroller.evaluate("one => one.scrollTo(one.scrollWidth, one.scrollHeight)")
    names, labels = page.locator("thead th").last.bounding_box(), page.locator("th[scope=row] span").last.bounding_box()
    top = scroller.bounding_box()
    assert abs(names["y"] - top["y"]) <= 1
    assert names["x"] + names["width"] <= 361
    assert labels["x"] >= 0


def test_figures_of_the_drawings_have_one_size_on_every_screen(page, shop):
    sizes = set()
    for width, shades in ((320, 2), (360, 3), (1280, 2), (1280, 3)):
        page.set_viewport_size({"width": width, "height": 800})
        ProductFactory(slug=f"cone-{width}-{shades}", photos=[])
        slugs = ["drum", "globe", f"cone-{width}-{shades}"][:shades]
        page.goto(f"{shop}/compare/?{'&'.join(f'shade={slug}' for slug in slugs)}")
        for label in page.locator(".compare-drawing text").all():
            sizes.add(label.evaluate("one => getComputedStyle(one).fontSize"))
            assert label.evaluate("one => one.getScreenCTM().a") == 1
    assert sizes == {"14px"}
