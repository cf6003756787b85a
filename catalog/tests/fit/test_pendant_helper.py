"""The pendant helper: the width of a table gives diameters and how high to hang the shade."""

import re

import pytest

from catalog.tests.factories import ProductFactory
from shop.tests.pages import browser, words

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
    assert "10 cm too wide to hang over this table." in text


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
    page = browser().get("/fit/").content.decode()
    form = page.partition('id="pendant"')[2].partition("</form>")[0]
    assert set(re.findall(r'name="(\w+)"', form)) == {"by", "table", "unit"}


def helper_and_rest(response):
    before, _, rest = response.content.decode().partition('id="pendant"')
    helper, _, after = rest.partition("</section>")
    return helper, before + after


@pytest.mark.parametrize("table", ["abc", "", "9999"])
def test_a_wrong_table_is_said_in_the_helper_alone_and_stays(table):
    helper, rest = helper_and_rest(ask(table=table))
    assert f'value="{table}"' in helper or not table
    assert 'href="#pendant_table"' in helper
    assert helper.count("Write a ") == 2  # in the summary, and beside the field
    assert "Write a " not in rest
    assert 'aria-invalid="true"' not in rest


def test_the_unit_of_a_wrong_table_stays():
    helper, _ = helper_and_rest(ask(table="abc", unit="in"))
    assert re.search(r'value="in"[^>]* checked', helper)


def test_a_wrong_table_in_the_long_form_is_said_there():
    helper, rest = helper_and_rest(browser().get("/fit/", {**PENDANT, "table": "abc", "height": "", "width": ""}))
    assert 'href="#id_table"' in rest
    assert "Write a " not in helper


def test_the_focus_goes_to_the_advice_of_the_helper_and_is_left_alone_by_that_of_a_known_lamp():
    helper, _ = helper_and_rest(ask(table="90"))
    assert " autofocus" in helper
    assert " autofocus" not in browser().get("/fit/", {**PENDANT, "table": "90"}).content.decode()


def test_a_pendant_known_without_its_table_is_asked_for_nothing():
    assert "Write a " not in words(browser().get("/fit/", PENDANT))


@pytest.mark.parametrize("query", [{}, PENDANT, {**HELPER, "table": "abc"}, {**HELPER, "table": "90"}])
def test_no_id_stands_twice_on_the_page(query):
    ids = re.findall(r'\bid="([^"]+)"', browser().get("/fit/", query).content.decode())
    assert len(ids) == len(set(ids))
