"""The ring gauge is true to the millimetre."""

import itertools
from math import hypot

from catalog.drawing.ring_gauge import ring_gauge
from catalog.fit.fittings import effective_fitting
from catalog.tests.fit.shades import shade


def test_rings_and_card_are_true_millimetres():
    gauge = ring_gauge()
    assert [2 * float(ring.radius) for ring in gauge.rings] == [29, 30, 38, 40]
    assert (gauge.card_width, gauge.card_height, gauge.card_corner) == ("85.60", "53.98", "3.18")
    # One unit is one millimetre only if the sheet is as wide as its view box.
    assert (gauge.view_box, gauge.width, gauge.height) == ("0 0 140 132", "140mm", "132mm")


def test_nothing_touches():
    gauge = ring_gauge()
    circles = [(float(ring.x), float(ring.y), float(ring.radius)) for ring in gauge.rings]
    for (x, y, r), (other_x, other_y, other_r) in itertools.combinations(circles, 2):
        assert hypot(x - other_x, y - other_y) > r + other_r + 4
    for x, y, r in circles:
        assert r < x < 140 - r
        assert y + r + 6 < 132
        assert x - r > 2 + 85.6 + 4 or y - r > 2 + 53.98 + 4


def test_what_the_gauge_says_is_what_the_fit_rules_say():
    names = {"E14, B22": "ring_e14_b22", "UNO": "uno", "E27": "ring_e27"}
    for ring in ring_gauge().rings:
        code = names[str(ring.note)]
        assert effective_fitting(shade(fitting=code, ring_mm=ring.diameter_mm)) == code
