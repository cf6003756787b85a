"""Which fitting sits on which holder (lampshades.md, section 2)."""

import pytest

from catalog.fit.fittings import FITTING_NAMES, HOLDER_NAMES, SITS_ON, effective_fitting
from catalog.fit.lamp import HomeLamp
from catalog.fit.rules import judge
from catalog.fit.verdict import Level
from catalog.terms import Holder
from catalog.tests.fit.shades import FITTINGS, lamp, shade

# Holders of each fitting with the ring at a place that suits, no reducer. The text, copied out once more.
EXPECTED = {
    "ring_e27": {"e27", "pendant"},
    "ring_e14_b22": {"e14", "b22"},
    "duplex": {"e27", "b22"},
    "spider": {"spider"},
    "uno": {"uno"},
    "clip_bulb": {"e27", "b22"},
    "clip_candle": {"e14"},
    "pendant_grip": {"pendant"},
}


def is_fit(one, **of_lamp):
    return judge(one, lamp(**of_lamp)).level is not Level.NO


@pytest.mark.parametrize("fitting", FITTINGS)
@pytest.mark.parametrize("holder", Holder.values)
def test_every_fitting_on_every_holder(fitting, holder):
    assert is_fit(shade(fitting=fitting, ring_mm=None), holder=holder) is (holder in EXPECTED[fitting])


@pytest.mark.parametrize("holder", ["e14", "b22"])
def test_reducer_lets_an_e27_ring_sit_on_a_small_holder(holder):
    assert not is_fit(shade(), holder=holder)
    assert is_fit(shade(reducer_included=True), holder=holder)
    assert not is_fit(shade(fitting="ring_e14_b22", ring_mm=29.5, reducer_included=True), holder="e27")


@pytest.mark.parametrize(
    ("fitting", "ring", "really"),
    [
        ("ring_e27", None, "ring_e27"),
        ("ring_e27", 40, "ring_e27"),
        ("ring_e27", 41.5, "ring_e27"),
        ("ring_e27", 41.6, "unknown"),
        ("ring_e27", 38.5, "ring_e27"),
        ("ring_e27", 38.4, "uno"),
        ("ring_e27", 29.5, "ring_e14_b22"),
        ("ring_e27", 34, "unknown"),
        ("ring_e14_b22", 27.5, "ring_e14_b22"),
        ("ring_e14_b22", 31.5, "ring_e14_b22"),
        ("ring_e14_b22", 31.6, "unknown"),
        ("ring_e14_b22", 40, "ring_e27"),
        ("ring_e14_b22", 39, "ring_e27"),
        ("ring_e14_b22", 38.9, "uno"),
        ("uno", 39.5, "uno"),
        ("uno", 39.6, "ring_e27"),
        ("duplex", 110, "duplex"),
        ("duplex", 104, "duplex"),
        ("duplex", 40, "ring_e27"),
        ("spider", 10, "spider"),
        ("pendant_grip", 12, "pendant_grip"),
        ("pendant_grip", 40, "pendant_grip"),
        ("clip_bulb", 40, "clip_bulb"),
    ],
)
def test_measured_ring_decides_where_the_code_differs(fitting, ring, really):
    assert effective_fitting(shade(fitting=fitting, ring_mm=ring)) == really


def test_words_say_what_is_wrong_with_the_ring():
    wide = judge(shade(), lamp(holder="e14"))
    assert str(wide.sentence) == "Its ring is too wide for an E14 holder, and there is no reducer in the box."
    small = judge(shade(fitting="ring_e14_b22", ring_mm=29.5), lamp())
    assert str(small.sentence) == "Its ring is too small for an E27 holder."
    other = judge(shade(), lamp(holder="spider"))
    assert str(other.sentence) == "The shade has an E27 ring and the lamp a harp: they do not go together."


@pytest.mark.parametrize(
    ("position", "stands", "hangs"), [("base", True, False), ("top", False, True), ("reversible", True, True)]
)
def test_position(position, stands, hangs):
    one = shade(fitting_position=position)
    for use in ("table", "floor", "wall"):
        assert is_fit(one, use=use) is stands
    assert is_fit(one, use="pendant", holder="e27") is hangs
    assert is_fit(one, use="pendant", holder="pendant") is hangs


def test_candle_clip_is_for_table_and_wall():
    clip = shade(fitting="clip_candle", ring_mm=None)
    fits = {use for use in ("table", "wall", "floor", "pendant") if is_fit(clip, use=use, holder="e14")}
    assert fits == {"table", "wall"}


def test_every_fitting_and_holder_has_a_name():
    assert set(SITS_ON) == set(FITTINGS) <= set(FITTING_NAMES)
    assert set(Holder.values) == set(HOLDER_NAMES)


def test_unknown_fitting_fits_nothing():
    for holder in Holder.values:
        assert judge(shade(fitting="magnet", ring_mm=None), HomeLamp(None, None, holder, "wall")).level is Level.NO
