"""The bulb check on a product page; what was asked is in the address."""

import pytest

from catalog.fit.bulb_forms import SIZES, STANDARD_BULBS_MM
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, attributes, beside, browser, elements, inline, value_of, words

pytestmark = pytest.mark.django_db

ASKED = {"watts": "60", "kind": "incandescent", "bulb": "a60"}


@pytest.fixture
def shade():
    """A drum 30 cm wide, 60 W, LED 15 W."""
    return ProductFactory(slug="drum", max_watts=60, max_watts_led=15)


def ask(product, **changes):
    response = browser().get(product.get_absolute_url(), {**ASKED, **changes})
    assert response.status_code == 200
    found = attributes(response, "[data-bulb]", "data-bulb")
    assert len(found) <= 1
    return found[0] if found else None, response


@pytest.mark.parametrize(
    ("changes", "outcome", "said"),
    [
        ({}, "fine", "12 cm from bulb to cloth: plenty."),
        ({"watts": "75"}, "hot", "75 W is too hot for this shade: 60 W at most."),
        ({"watts": "16", "kind": "led"}, "hot", "16 W is too hot for this shade: 15 W at most."),
        ({"watts": "15", "kind": "led"}, "fine", "15 W is fine, and the bulb does not touch the shade."),
        ({"bulb": "other", "diameter": "26"}, "close", "Too close to the cloth: 2 cm, where 2.5 cm is the least."),
        ({"bulb": "other", "diameter": "30"}, "close", "The bulb is too wide: it would touch the shade."),
        ({"bulb": "other", "diameter": "10,2", "unit": "in"}, "close", "Too close to the cloth: 0.8 in"),
        ({"bulb": "g125"}, "fine", "8.7 cm from bulb to cloth: plenty."),
    ],
)
def test_too_hot_too_close_or_fine_and_why(shade, changes, outcome, said):
    found, response = ask(shade, **changes)
    assert found == outcome
    assert said in words(response)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        *(("watts", typed) for typed in ("", "abc", "0", "-5", "1e9", "9" * 300, "1001", "NaN", "8.5")),
        *(("bulb", typed) for typed in ("", "b99", "\0")),
    ],
)
def test_what_is_no_bulb_is_said_beside_the_field(shade, name, typed):
    found, response = ask(shade, **{name: typed})
    assert found is None
    assert beside(response, name)
    if name == "watts":
        assert value_of(response, "watts") == typed


@pytest.mark.parametrize("typed", ["", "abc", "0", "0.04", "41", "1e308", "\0"])
def test_another_width_has_to_be_a_width(shade, typed):
    found, response = ask(shade, bulb="other", diameter=typed)
    assert found is None
    assert beside(response, "diameter")
    assert value_of(response, "diameter") == typed.replace("\0", "")


@pytest.mark.parametrize("changes", [{"kind": ""}, {"kind": "candle"}, {"unit": "furlong"}])
def test_an_unknown_kind_or_unit_gives_no_answer_and_no_fault(shade, changes):
    assert ask(shade, **changes)[0] is None


def test_the_form_opens_empty_and_shows_what_was_asked(shade):
    assert elements(browser().get(shade.get_absolute_url()), "[data-bulb], .field__error") == []
    _, response = ask(shade, bulb="g95")
    assert attribute(response, '[name="bulb"] [selected]', "value") == "g95"
    assert value_of(response, "watts") == "60"


def test_the_links_to_the_other_unit_keep_the_bulb(shade):
    _, response = ask(shade)
    link = attribute(response, ".units a", "href")
    assert link.startswith("/products/drum/?")
    assert link.endswith("unit=in#to-scale")
    assert "watts=60" in link
    assert attribute(browser().get(link), "[data-bulb]", "data-bulb") == "fine"


def test_every_standard_bulb_has_a_name_and_a_width():
    assert {code for code, _ in SIZES} == {*STANDARD_BULBS_MM, "other"}


def test_it_keeps_to_the_policy(shade):
    assert inline(ask(shade)[1]) == []
