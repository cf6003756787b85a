"""The bulb check: too hot, too close, or fine."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.fit.bulb import Outcome, bulb_check, clearance_mm
from catalog.tests.fit.shades import shade


def empire(**changes):
    return shade(
        **{
            "shape": "empire",
            "top_diameter_mm": 100,
            "bottom_diameter_mm": 300,
            "widest_mm": 300,
            "height_mm": 200,
            **changes,
        }
    )


def test_clearance_follows_the_formula():
    one = empire()
    # Half way up it is 200 mm wide inside.
    assert clearance_mm(one, 60) == 70
    assert clearance_mm(one, 61) == 69
    assert clearance_mm(one, 202) == -1


def test_walls_of_the_smaller_side_are_nearer():
    oval = shade(shape="oval", wide=400, top_depth_mm=200, bottom_depth_mm=200)
    assert clearance_mm(oval, 60) == 70


@pytest.mark.parametrize(
    ("watts", "is_led", "outcome"),
    [(60, False, "fine"), (61, False, "hot"), (15, True, "fine"), (16, True, "hot")],
)
def test_watts_decide_first(watts, is_led, outcome):
    assert bulb_check(shade(), watts, is_led).outcome == outcome


def test_led_without_its_own_limit_keeps_to_the_plain_one():
    one = shade(max_watts_led=None)
    assert bulb_check(one, 60, True).outcome is Outcome.FINE
    assert bulb_check(one, 61, True).outcome is Outcome.HOT


@pytest.mark.parametrize(
    ("watts", "diameter", "outcome"),
    [
        (60, 308, "fine"),
        (60, 310, "fine"),
        (60, 311, "close"),
        (40, 300, "fine"),
        (75, 260, "fine"),
        (75, 261, "close"),
        (100, 210, "fine"),
        (70, 270, "close"),
    ],
)
def test_distance_to_the_cloth(watts, diameter, outcome):
    # 360 wide: the room is 180 less half the bulb; 25 mm up to 60 W, 50 mm above.
    assert bulb_check(shade(max_watts=100), watts, False, diameter).outcome == outcome


def test_led_may_be_near_but_not_touch():
    assert bulb_check(shade(), 10, True, 350).outcome is Outcome.FINE
    assert bulb_check(shade(), 10, True, 360).outcome is Outcome.CLOSE


def test_glass_and_metal_do_not_scorch():
    assert bulb_check(shade(material="metal"), 60, False, 350).outcome is Outcome.FINE
    assert bulb_check(shade(material="metal"), 60, False, 360).outcome is Outcome.CLOSE


def test_words_say_why():
    assert bulb_check(shade(), 75, False).words == "75 W is too hot for this shade: 60 W at most."
    close = bulb_check(shade(), 60, False, 320)
    assert close.words == "Too close to the cloth: 2 cm, where 2.5 cm is the least."


def test_impossible_bulbs_are_refused():
    for watts, diameter in ((0, 60), (40, 0)):
        with pytest.raises(ValueError, match=r"must|above"):
            bulb_check(shade(), watts, False, diameter)


@settings(max_examples=150)
@given(st.integers(1, 120), st.booleans(), st.integers(20, 200), st.integers(0, 100))
def test_more_watts_or_a_wider_bulb_is_never_better(watts, is_led, wide, more):
    order = [Outcome.HOT, Outcome.CLOSE, Outcome.FINE]
    one = shade(wide=260, max_watts=100)
    before = order.index(bulb_check(one, watts, is_led, wide).outcome)
    assert order.index(bulb_check(one, watts + more, is_led, wide).outcome) <= before
    assert order.index(bulb_check(one, watts, is_led, wide + more).outcome) <= before
