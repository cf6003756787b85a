"""Two to four shades on one scale."""

import itertools

import pytest

from catalog.drawing.side_by_side import comparison
from catalog.tests.drawing.paths import box
from catalog.tests.drawing.test_drawing import assert_labels_apart, place
from catalog.tests.fit.shades import PlainShade, catalogue, shade

SHADES = catalogue()


@pytest.mark.parametrize("unit", ["mm", "cm", "in"])
@pytest.mark.parametrize("start", range(0, 24, 4))
def test_labels_and_shades_are_apart(start, unit):
    for count in (2, 3, 4):
        drawing = comparison(SHADES[start : start + count], unit)
        assert_labels_apart(drawing)
        edges = [(place(one.place)[0], one.silhouette.width / 2) for one in drawing.shades]
        for (x, half), (next_x, next_half) in itertools.pairwise(edges):
            assert x + half < next_x - next_half


def test_all_are_at_one_scale_and_stand_on_one_line():
    drawing = comparison([shade(wide=300, height_mm=200), shade(wide=600, height_mm=400)])
    small, large = (box(one.silhouette.outline) for one in drawing.shades)
    assert large[2] - large[0] == 2 * (small[2] - small[0])
    assert [box(one.base)[3] for one in drawing.shades] == [0, 0]
    assert drawing.ground.split()[1].startswith("0H")


def test_what_hangs_has_a_cord():
    hanging = shade(fitting_position="top")
    standing, hung = comparison([shade(), hanging]).shades
    assert standing.base
    assert not standing.cord
    assert hung.cord
    assert not hung.base
    assert hung.shade is hanging


@pytest.mark.parametrize("count", [0, 1, 5])
def test_one_or_five_cannot_be_compared(count):
    with pytest.raises(ValueError, match="2 to 4"):
        comparison([PlainShade()] * count)
