"""The drawing on a product page is to scale, on the shopper's own base or on one that suits the shade."""

import pytest

from catalog.terms import TOP_MAY_BE_WIDER, TWO_SIDED, Shape
from catalog.tests.drawing.paths import box
from catalog.tests.factories import ProductFactory
from shop.tests.pages import browser, element, elements, text_of, words

pytestmark = pytest.mark.django_db

LAMP = {"height": "38", "width": "16", "holder": "e27", "use": "table"}


def svg(response):
    """The drawing of the section "To scale"."""
    return element(response, "section:has(#to-scale) svg")


def sizes(root, css):
    """Width and height of each path of this class."""
    boxes = [box(path.attributes["d"]) for path in elements(root, f"path.{css}")]
    return [(right - left, bottom - top) for left, top, right, bottom in boxes]


@pytest.mark.parametrize("shape", Shape.values)
def test_every_shape_is_true_to_its_sheet_within_one_in_a_hundred(shape):
    sides = {"top_depth_mm": 150, "bottom_depth_mm": 240} if shape in TWO_SIDED else {}
    widest = 430 if shape in TOP_MAY_BE_WIDER else 400
    product = ProductFactory(
        shape=shape, top_diameter_mm=220, bottom_diameter_mm=400, widest_mm=widest, height_mm=260, **sides
    )
    root = svg(browser().get(product.get_absolute_url()))
    wide, tall = sizes(root, "d-shade")[0]
    rule_tall = sizes(root, "d-rule")[0][1]
    assert wide / tall == pytest.approx(widest / 260, rel=0.01)
    assert wide / rule_tall == pytest.approx(widest / 300, rel=0.01)
    assert tall / rule_tall == pytest.approx(260 / 300, rel=0.01)


def test_it_stands_on_a_base_that_suits_it():
    response = browser().get(ProductFactory().get_absolute_url())
    assert "Drawn on a base 30 cm tall; the ruler beside it is 30 cm long." in words(response)
    assert "On the base of your lamp." not in words(response)


def test_it_stands_on_the_base_that_is_remembered():
    visitor = browser()
    visitor.post("/fit/lamp/", LAMP)
    response = visitor.get(ProductFactory().get_absolute_url())
    assert (160, 380) in sizes(svg(response), "d-base")
    assert "On the base of your lamp." in words(response)
    assert "The whole lamp is 56.8 cm tall." in words(svg(response), "desc")


def test_what_hangs_has_no_base_whatever_is_remembered():
    visitor = browser()
    visitor.post("/fit/lamp/", LAMP)
    product = ProductFactory(for_table=False, for_pendant=True, fitting_position="top")
    root = svg(visitor.get(product.get_absolute_url()))
    assert elements(root, ".d-cord")
    assert not elements(root, ".d-base")


@pytest.mark.parametrize("lamp", [{"holder": "pendant", "use": "pendant"}, {"holder": "e27", "use": "floor"}])
def test_a_lamp_without_a_base_lends_none(lamp):
    visitor = browser()
    visitor.post("/fit/lamp/", lamp)
    assert "On the base of your lamp." not in words(visitor.get(ProductFactory().get_absolute_url()))


def test_centimetres_and_inches():
    product = ProductFactory()
    labels = {}
    for unit in ("cm", "in", "furlong", "\0"):
        root = svg(browser().get(f"{product.get_absolute_url()}?unit={unit}"))
        labels[unit] = [text_of(text) for text in elements(root, "text")]
    assert "Ø 30" in labels["cm"]
    assert "Ø 11.8" in labels["in"]
    assert labels["cm"] == labels["furlong"] == labels["\0"]


def test_it_has_a_title_and_a_description_in_both_languages():
    product = ProductFactory(name_en="Halm drum", name_ru="Абажур")
    for prefix, name in (("", "Halm drum"), ("/ru", "Абажур")):
        root = svg(browser().get(f"{prefix}{product.get_absolute_url()}"))
        title, description = element(root, "title"), element(root, "desc")
        assert name in text_of(title)
        assert "30" in text_of(description)
        assert root.attributes["aria-labelledby"].split() == [title.id, description.id]
        assert "," not in root.attributes["viewBox"]
