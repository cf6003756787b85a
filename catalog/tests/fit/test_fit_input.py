"""Whatever is typed into the fit finder: a message beside the field, and what was typed stays."""

import pytest
from django.core.exceptions import ValidationError

from catalog.fit.forms import LengthWithUnitField
from catalog.tests.factories import LampFactory, ProductFactory
from shop.tests.pages import attributes, beside, browser, elements, said, value_of, words

pytestmark = pytest.mark.django_db

GOOD = {"height": "38", "width": "16", "holder": "e27", "use": "table", "table": "45", "unit": "cm"}
# The pendant helper on the same page asks for a table too.
FORM = ".fit__form"


@pytest.fixture(autouse=True)
def _shade():
    ProductFactory(slug="drum")


def ask(**changes):
    response = browser().get("/fit/", {**GOOD, **changes})
    assert response.status_code == 200
    return response


@pytest.mark.parametrize("typed", ["abc", "1e308", "NaN", "Infinity", "-3", "38 m²", "３８", "3" * 400, "<b>", "0x10"])
@pytest.mark.parametrize("name", ["height", "width", "table"])
def test_no_number_is_said_beside_the_field_and_stays(name, typed):
    response = ask(**{name: typed})
    assert beside(response, name, FORM) == "Enter a number, such as 38 or 38.5."
    assert value_of(response, name, FORM) == typed
    assert elements(response, "[data-verdict]") == []


@pytest.mark.parametrize(("name", "typed"), [("height", "4.9"), ("height", "301"), ("width", "0"), ("table", "9")])
def test_what_cannot_be_is_said_with_its_bounds(name, typed):
    response = ask(**{name: typed})
    assert beside(response, name, FORM).startswith("Enter a length from")
    assert value_of(response, name, FORM) == typed


def test_bounds_are_in_the_unit_that_was_typed():
    assert beside(ask(unit="in", height="400"), "height") == "Enter a length from 2 in to 118.1 in."


@pytest.mark.parametrize(
    "typed",
    ["15.5", "15 1/2", "15  1/2", "15-1/2", "15½", "15 ½", "15 2/4", '15 1/2"', "15½ in", "15 8/16in"],
)
def test_a_fraction_of_an_inch_is_read_as_a_tape_says_it(typed):
    assert LengthWithUnitField().clean(typed).in_mm("in") == 394


@pytest.mark.parametrize(("typed", "millimetres"), [("3/4", 19), ("¼", 6), ("1 1/16", 27), ("38½ cm", 385)])
def test_a_fraction_may_stand_alone_or_with_another_unit(typed, millimetres):
    assert LengthWithUnitField().clean(typed).in_mm("in") == millimetres


@pytest.mark.parametrize(
    "typed", ["15 3/2", "15 1/0", "15 0/2", "15 1/3", "151/2", "15 1/2/4", "1/25", "15 1/2 1/2", "½½"]
)
def test_a_fraction_that_is_none_is_not_guessed(typed):
    with pytest.raises(ValidationError):
        LengthWithUnitField().clean(typed)


@pytest.mark.parametrize("name", ["height", "width"])
@pytest.mark.parametrize("typed", ["", " ", "\0"])
def test_a_table_lamp_needs_both_measures(name, typed):
    assert beside(ask(**{name: typed}), name) == "Enter a number, such as 38 or 38.5."


@pytest.mark.parametrize("typed", ["", "g9", "E27", "\0"])
def test_an_unknown_holder_is_said(typed):
    assert beside(ask(holder=typed), "holder") == "Choose one of these holders."


@pytest.mark.parametrize("typed", ["", "ceiling", "\0"])
def test_an_unknown_use_is_said(typed):
    assert "Choose one of these uses." in words(ask(use=typed))


def test_an_unknown_unit_is_said():
    response = ask(unit="cubits")
    assert beside(response, "unit", FORM)
    assert elements(response, "[data-verdict]") == []


@pytest.mark.parametrize("slug", ["", "nothing", "\0", "x" * 5000, "' or 1=1"])
def test_an_unknown_lamp_is_said(slug):
    LampFactory(slug="stem")
    response = browser().get("/fit/", {"lamp": slug})
    assert response.status_code == 200
    assert beside(response, "lamp") == "We do not know this lamp. Choose one, or measure yours."


@pytest.mark.parametrize("typed", ["38 cm", "380 mm", '14.96"', "38см"])
def test_a_length_may_name_its_own_unit(typed):
    assert "Table lamp, 38 cm tall, 16 cm wide" in words(ask(height=typed))


def test_decimals_have_a_point_or_a_comma():
    for typed in ("38.5", "38,5", " 38,5 "):
        assert "Table lamp, 38.5 cm tall, 16 cm wide, E27, a table of 45 cm." in words(ask(height=typed))


def test_numbers_are_written_in_the_language_of_the_page():
    LampFactory(slug="stem", height_mm=385)
    assert value_of(browser().get("/ru/fit/?lamp=stem"), "height", FORM) == "38,5"
    assert value_of(browser().get("/fit/?lamp=stem"), "height", FORM) == "38.5"


@pytest.mark.parametrize("page", ["0", "-1", "abc", "\0", "9" * 400])
def test_instead_of_what_is_no_page_the_first_is_shown_with_a_message(page):
    response = ask(page=page)
    assert attributes(response, "[data-product]", "data-product") == ["drum"]
    assert "There is no page" in said(response)[0]


def test_an_empty_number_is_the_first_page():
    assert said(ask(page="")) == []


def test_it_only_shows():
    assert browser().post("/fit/", GOOD).status_code in (403, 405)
    assert not browser().get("/fit/", GOOD).cookies
