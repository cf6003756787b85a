"""The product page says how the shade is held, and the text is right for the fitting."""

from decimal import Decimal

import pytest

from catalog.terms import Fitting
from catalog.tests.factories import ProductFactory
from shop.tests.pages import attribute, browser, element, inline, words

pytestmark = pytest.mark.django_db

RINGS = {"ring_e27": "40", "ring_e14_b22": "29.5", "uno": "38", "duplex": "110"}


def section(**changes):
    if "fitting" in changes:
        ring = RINGS.get(changes["fitting"])
        changes = {"ring_mm": Decimal(ring) if ring else None, **changes}
    page = browser().get(ProductFactory(**changes).get_absolute_url())
    assert inline(page) == []
    text = words(page)
    return text[text.index("How it is fitted") : text.index("Bulb check")]


@pytest.mark.parametrize(
    ("fitting", "said"),
    [
        ("ring_e27", "The ring is 40 mm wide inside, for an E27 holder."),
        ("ring_e14_b22", "The ring is 29.5 mm wide inside, for an E14 or B22 holder."),
        ("duplex", "lies on a shade carrier"),
        ("spider", "Take the finial off the harp"),
        ("uno", "a UNO ring, for bridge arms and pendants"),
        ("clip_bulb", "round bulbs in an E27 or B22 holder"),
        ("clip_candle", "candle bulbs in an E14 holder, on table and wall lamps"),
        ("pendant_grip", "The cable goes through the hole at the top"),
    ],
)
def test_each_fitting_has_its_text_and_its_drawing(fitting, said):
    assert said in section(fitting=fitting)


def test_no_fitting_is_forgotten():
    for fitting in Fitting.values:
        page = browser().get(ProductFactory(fitting=fitting, ring_mm=RINGS.get(fitting)).get_absolute_url())
        drawing = element(page, '[aria-labelledby="fitting"] figure')
        title, description = attribute(drawing, "svg", "aria-labelledby").split()
        assert words(drawing, f"title#{title}")
        assert words(drawing, f"desc#{description}")


def test_the_reducer_is_in_the_box_or_not():
    assert "for it there is a reducer in the box" in section(reducer_included=True)
    assert "it needs a reducer, which is not in this box" in section(reducer_included=False)


def test_what_hangs_is_held_from_above():
    hanging = section(fitting_position="top", for_table=False, for_pendant=True)
    assert "Switch the current off first." in hanging
    assert "lower the shade" not in hanging
    assert "either way up" in section(fitting_position="reversible")


def test_the_ring_decides_where_it_and_the_code_disagree():
    assert "for an E14 or B22 holder" in section(ring_mm=Decimal("29.0"))
    assert "an unusual size" in section(ring_mm=Decimal("34.0"))


def test_a_shade_of_another_shape_than_the_drawing_says_so():
    said = "The shade itself has another shape."
    assert said in section(shape="square", top_diameter_mm=215)
    assert said in section(shape="empire", top_diameter_mm=150, fitting="clip_candle")
    assert said not in section(shape="drum")


def test_a_ring_of_a_clip_says_nothing():
    assert "34" not in section(fitting="clip_bulb", ring_mm=Decimal("34.0"))
