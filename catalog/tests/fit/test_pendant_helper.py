"""The pendant helper: the width of a table gives diameters and how high to hang the shade."""

import pytest

from catalog.tests.factories import ProductFactory
from shop.tests.pages import attributes, browser, element, elements, value_of, words

pytestmark = pytest.mark.django_db

PENDANT = {"use": "pendant", "holder": "pendant"}
HELPER = {"by": "table"}


@pytest.fixture(autouse=True)
def _shades():
    for wide in (450, 700):
        sizes = {"top_diameter_mm": wide, "bottom_diameter_mm": wide, "widest_mm": wide, "height_mm": 300}
        ProductFactory(slug=f"dome-{wide}", for_table=False, for_pendant=True, fitting_position="top", **sizes)


def ask(**asked):
    return browser().get("/fit/", {**HELPER, **asked})


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


def test_the_helper_is_on_the_page_before_anything_is_asked():
    assert set(attributes(browser().get("/fit/"), "#pendant [name]", "name")) == {"by", "table", "unit"}


@pytest.mark.parametrize("table", ["abc", "", "9999"])
def test_a_wrong_table_is_said_in_the_helper_alone_and_stays(table):
    response = ask(table=table)
    assert value_of(response, "table", "#pendant") == table
    element(response, '#pendant [href="#pendant_table"]')
    # In the summary and beside the field, and nowhere else.
    assert words(response, "#pendant").count("Write a ") == words(response).count("Write a ") == 2
    assert attributes(response, '[aria-invalid="true"]', "id") == ["pendant_table"]


def test_the_unit_of_a_wrong_table_stays():
    assert attributes(ask(table="abc", unit="in"), "#pendant [checked]", "value") == ["in"]


def test_a_wrong_table_in_the_long_form_is_said_there():
    response = browser().get("/fit/", {**PENDANT, "table": "abc", "height": "", "width": ""})
    element(response, '.fit__form [href="#id_table"]')
    assert "Write a " not in words(response, "#pendant")


def test_the_focus_goes_to_the_advice_of_the_helper_and_is_left_alone_by_that_of_a_known_lamp():
    assert len(elements(ask(table="90"), "#pendant [autofocus]")) == len(elements(ask(table="90"), "[autofocus]")) == 1
    assert elements(browser().get("/fit/", {**PENDANT, "table": "90"}), "[autofocus]") == []


def test_a_pendant_known_without_its_table_is_asked_for_nothing():
    assert "Write a " not in words(browser().get("/fit/", PENDANT))


@pytest.mark.parametrize("query", [{}, PENDANT, {**HELPER, "table": "abc"}, {**HELPER, "table": "90"}])
def test_no_id_stands_twice_on_the_page(query):
    ids = attributes(browser().get("/fit/", query), "[id]", "id")
    assert len(ids) == len(set(ids))
