"""A pendant over a table: the width of the table gives diameters, how high to hang it, and a verdict."""

import pytest

from catalog.tests.factories import ProductFactory
from shop.tests.pages import attributes, beside, browser, value_of, words

pytestmark = pytest.mark.django_db

PENDANT = {"use": "pendant", "holder": "pendant"}


@pytest.fixture(autouse=True)
def _shades():
    for wide in (450, 700):
        sizes = {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "widest_mm": wide, "height_mm": 300}
        ProductFactory(slug=f"dome-{wide}", for_table=False, for_pendant=True, fitting_position="top", **sizes)


def ask(**asked):
    return browser().get("/fit/", {**PENDANT, **asked})


def test_diameters_and_height_over_a_table():
    text = words(ask(table="90"))
    assert "Diameter 45 cm to 60 cm" in text
    assert "At most 60 cm" in text
    assert "Lower edge above the table 75 cm to 90 cm" in text
    assert "45 cm wide over a table of 90 cm: a good size." in text
    assert "10 cm wider than suits this table." in text


def test_in_inches():
    text = words(ask(table="40", unit="in"))
    assert "Diameter 20 in to 26.7 in" in text
    assert "Lower edge above the table 29.5 in to 35.4 in" in text


def test_a_table_too_narrow_for_any():
    text = words(ask(table="50"))
    assert "The table is too narrow for the rule" in text
    assert "At most 20 cm" in text
    assert "At most" not in words(ask(table="30"))


@pytest.mark.parametrize("table", ["abc", "9999"])
def test_a_wrong_table_is_said_beside_it_and_stays(table):
    response = ask(table=table)
    assert beside(response, "table").startswith("Enter a ")
    assert value_of(response, "table") == table


def test_the_unit_of_a_wrong_table_stays():
    assert attributes(ask(table="abc", unit="in"), ".fit__form [name=unit][checked]", "value") == ["in"]


def test_without_its_table_every_pendant_is_possible_and_the_table_asked_for():
    text = words(ask())
    assert "Give the width of the table below it to be sure of the size." in text
    assert "Diameter" not in text


@pytest.mark.parametrize("query", [{}, PENDANT, {**PENDANT, "table": "abc"}, {**PENDANT, "table": "90"}])
def test_no_id_stands_twice_on_the_page(query):
    ids = attributes(browser().get("/fit/", query), "[id]", "id")
    assert len(ids) == len(set(ids))
