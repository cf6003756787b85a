"""The four verdicts of the demo against the trade's table, worked out here once more with fractions."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from catalog.fit.lamp import HomeLamp
from catalog.fit.rules import judge
from catalog.lengths import to_mm
from catalog.tests.fit.shades import catalogue

LOW = ("coolie", "dome", "mushroom", "pagoda")
# good width, possible width (least, plus; most, plus), good and possible height, as shares of H.
TABLE = {
    "usual": (("1", -50, "1", 20), ("0.6", 0, "1.25", 0), ("0.55", "0.85"), ("0.45", "1")),
    "low": (("0.75", 0, "1", 20), ("0.6", 0, "1.25", 0), ("0.4", "0.75"), ("0.3", "0.9")),
    "tall": (("0.4", 0, "1", 0), ("0.3", 0, "1.25", 0), ("0.6", "1"), ("0.45", "1.2")),
}
HOLDERS = {
    "ring_e27": {"e27"},
    "ring_e14_b22": {"e14", "b22"},
    "duplex": {"e27", "b22"},
    "spider": {"spider"},
    "uno": {"uno"},
    "clip_bulb": {"e27", "b22"},
    "clip_candle": {"e14"},
    "pendant_grip": {"pendant"},
}


def mounted(one, holder, use):
    """Section 2 for the demo, whose rings all agree with their codes."""
    holders = set(HOLDERS[one.fitting])
    if one.fitting == "ring_e27" and one.reducer_included:
        holders |= {"e14", "b22"}
    if one.fitting == "ring_e27" and one.fitting_position in ("top", "reversible"):
        holders |= {"pendant"}
    if one.fitting == "clip_candle" and use not in ("table", "wall"):
        holders = set()
    right_way_up = ("top", "reversible") if use == "pendant" else ("base", "reversible")
    return getattr(one, f"for_{use}") and holder in holders and one.fitting_position in right_way_up


def by_hand(one, height, width, holder, use, table):
    if not mounted(one, holder, use):
        return "no"
    sides = (
        [one.widest_mm, one.bottom_depth_mm or one.widest_mm] if one.shape in ("oval", "square", "rectangle") else []
    )
    large, small = max(sides or [one.widest_mm]), min(sides or [one.widest_mm])
    if use == "pendant" and table:
        if large > table - 300:
            return "unsuited"
        return "good" if Fraction(table, 2) <= large <= Fraction(2 * table, 3) else "possible"
    if use != "table":
        return "possible"
    kind = "low" if one.shape in LOW else "tall" if one.shape == "cylinder" else "usual"
    good, possible, good_height, possible_height = TABLE[kind]
    mean = Fraction(large + small, 2)

    def within(value, least, plus, most, more):
        return Fraction(least) * height + plus <= value <= Fraction(most) * height + more

    wide = 2 if small >= width + 25 and within(mean, *good) else int(small >= width and within(mean, *possible))
    least, most = good_height
    tall = 2 if within(one.height_mm, least, 0, most, 0) else None
    if tall is None:
        least, most = possible_height
        tall = int(within(one.height_mm, least, 0, most, 0))
    rank = min(wide, tall, 1 if table and large > table else 2)
    return ("unsuited", "possible", "good")[rank]


@pytest.mark.parametrize("unit", ["cm", "in"])
def test_the_demo_is_judged_as_by_hand(unit):
    chance, seen = random.Random(unit), set()
    shades = catalogue()

    def size(least, most):
        return to_mm(Decimal(chance.randint(least, most)) / 10, unit)

    for _ in range(250):
        height, width = (size(200, 700), size(50, 400)) if unit == "cm" else (size(80, 280), size(20, 160))
        table = chance.choice([None, size(200, 1400 if unit == "cm" else 550)])
        use = chance.choice(["table", "table", "table", "floor", "pendant", "wall"])
        holder = "pendant" if use == "pendant" else chance.choice(["e27", "e27", "e14", "b22", "spider", "uno"])
        home = HomeLamp(height, width, holder, use, table, unit)
        for one in shades:
            verdict = judge(one, home)
            assert verdict.level.code == by_hand(one, height, width, holder, use, table), (one, home)
            seen.add(verdict.level.code)
    assert seen == {"good", "possible", "unsuited", "no"}
