"""A shade is photographed on a lamp and sold without it: the page says so before anybody buys."""

import pytest

from catalog.sheet.data_sheet import data_sheet
from catalog.tests.factories import ProductFactory
from shop.tests.pages import browser, words

pytestmark = pytest.mark.django_db


def row(product):
    return next((fact.value, fact.aside) for fact in data_sheet(product) if fact.label == "In the box")


@pytest.mark.parametrize(
    ("has_reducer", "said"),
    [
        (False, "Shade only; base, bulb and cable are not included."),
        (True, "Shade and reducer ring only; base, bulb and cable are not included."),
    ],
)
def test_what_is_sold_stands_between_the_price_and_the_button(has_reducer, said):
    text = words(browser().get(ProductFactory(reducer_included=has_reducer).get_absolute_url()), ".product__buy")
    assert text.index("€69.00") < text.index(said) < text.index("Add to cart")


def test_a_russian_page_says_it_in_russian():
    page = browser().get(f"/ru{ProductFactory().get_absolute_url()}")
    assert words(page, ".product__box") == "Только абажур: основание, лампочка и провод в комплект не входят."


def test_the_data_sheet_names_what_is_in_the_box():
    assert row(ProductFactory(reducer_included=True)) == ("Shade and reducer ring 40 → 29 mm", "for E14 and B22")
    assert row(ProductFactory(reducer_included=False)) == ("Shade", "no reducer ring for E14 and B22")


def test_a_reducer_is_missed_only_by_a_ring_that_could_take_one():
    assert row(ProductFactory(fitting="spider", ring_mm=None)) == ("Shade", "")
