"""The lamp that was just typed goes on to the shades of the answer, in their address and in no cookie."""

import pytest

from catalog.tests.factories import FamilyFactory, ProductFactory
from shop.tests.pages import attribute, attributes, browser, elements, words

pytestmark = pytest.mark.django_db

LAMP = "height=38&width=16&holder=e27&use=table&unit=cm"


def shade(slug, wide, **changes):
    sizes = {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "widest_mm": wide, "height_mm": 250}
    return ProductFactory(slug=slug, **{**sizes, **changes})


def test_a_result_leads_to_the_verdict_and_the_drawing_on_that_lamp():
    shade("drum", 360)
    visitor = browser()
    address = attribute(visitor.get(f"/fit/?{LAMP}"), '[data-product="drum"] h4 a', "href")
    assert address == f"/products/drum/?{LAMP}"
    page = visitor.get(address)
    assert attribute(page, ".verdict-box", "data-verdict") == "good"
    assert "It fits your lamp: table lamp, 38 cm tall, 16 cm wide, E27." in words(page)
    assert "On the base of your lamp." in words(page)
    assert "base 38 cm" in words(page)
    assert attribute(page, '[rel="canonical"]', "href").endswith("/products/drum/")
    assert not page.cookies


def test_other_widths_and_colours_and_the_other_language_keep_the_lamp():
    family = FamilyFactory()
    shade("small", 360, family=family)
    shade("large", 400, family=family)
    page = browser().get(f"/products/small/?{LAMP}")
    assert f"/products/large/?{LAMP}" in attributes(page, ".variants a", "href")
    assert attribute(page, 'footer [lang="ru"]', "href") == f"/ru/products/small/?{LAMP}"


def test_inches_are_those_of_the_same_lamp():
    shade("drum", 360)
    page = browser().get(f"/products/drum/?{LAMP}")
    (inches,) = [url for url in attributes(page, ".units a", "href") if "unit=in" in url]
    assert "table lamp, 15 in tall, 6.3 in wide, E27" in words(browser().get(inches.removesuffix("#to-scale")))


def test_a_bulb_is_checked_without_losing_the_lamp():
    shade("drum", 360)
    page = browser().get(f"/products/drum/?{LAMP}")
    kept = {one.attributes["name"]: one.attributes["value"] for one in elements(page, ".bulb__form [type=hidden]")}
    answered = browser().get("/products/drum/", {**kept, "unit": "in", "watts": "8", "kind": "led", "bulb": "a60"})
    assert attribute(answered, ".verdict-box[data-verdict]", "data-verdict") == "good"
    assert "table lamp, 15 in tall" in words(answered)


def test_the_lamp_of_the_address_comes_before_the_one_remembered():
    shade("drum", 360)
    visitor = browser()
    visitor.post("/fit/lamp/", {"height": "20", "width": "10", "holder": "e27", "use": "table"})
    assert attribute(visitor.get("/products/drum/"), ".verdict-box", "data-verdict") == "unsuited"
    page = visitor.get(f"/products/drum/?{LAMP}")
    assert attribute(page, ".verdict-box", "data-verdict") == "good"
    assert "Remember this lamp" in words(page)
    assert "Remember this lamp" not in words(visitor.get("/products/drum/"))


def test_a_refused_quantity_keeps_the_lamp():
    shade("drum", 360)
    visitor = browser()
    page = visitor.get(f"/products/drum/?{LAMP}")
    hidden = {one.attributes["name"]: one.attributes["value"] for one in elements(page, "#add [type=hidden]")}
    refused = visitor.post("/cart/items/", {**hidden, "quantity": "abc"})
    assert refused.status_code == 200
    assert attribute(refused, ".verdict-box", "data-verdict") == "good"
    assert "On the base of your lamp." in words(refused)
    assert all("height=" in url for url in attributes(refused, ".units a", "href"))


@pytest.mark.parametrize("query", ["height=x&width=16&holder=e27&use=table", "use=table", "holder=e27&use=ceiling"])
def test_what_is_no_lamp_is_passed_over(query):
    shade("drum", 360)
    page = browser().get(f"/products/drum/?{query}")
    assert page.status_code == 200
    assert elements(page, "[data-verdict]") == []
