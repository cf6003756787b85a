"""The ring gauge prints in true millimetres."""

import pytest

from catalog.tests.factories import ProductFactory
from shop.tests.pages import attributes, browser, element, inline

ADDRESS = "/fit/ring-gauge/"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("prefix", ["", "/ru"])
def test_one_unit_of_the_drawing_is_one_millimetre(prefix):
    response = browser().get(prefix + ADDRESS)
    drawing = element(response, ".gauge svg")
    _left, _top, width, height = drawing.attributes["viewBox"].split()
    assert (drawing.attributes["width"], drawing.attributes["height"]) == (f"{width}mm", f"{height}mm")
    assert [2 * float(radius) for radius in attributes(drawing, "circle", "r")] == [29, 30, 38, 40]
    card = element(drawing, "rect").attributes
    assert (float(card["width"]), float(card["height"])) == (85.60, 53.98)
    assert inline(response) == []


@pytest.mark.parametrize("place", ["/ footer", "/fit/ footer", "/fit/ main", "/products/drum/ main"])
def test_the_page_is_reached_from_footer_finder_and_product(place):
    ProductFactory(slug="drum")
    address, part = place.split()
    assert ADDRESS in attributes(browser().get(address), f"{part} a[href]", "href")
