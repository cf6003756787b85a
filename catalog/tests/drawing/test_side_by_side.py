"""Two to four shades on one scale, each in a drawing of its own."""

import itertools

import pytest

from catalog.drawing.side_by_side import comparison
from catalog.tests.drawing.paths import box
from catalog.tests.drawing.test_drawing import place
from catalog.tests.fit.shades import PlainShade, catalogue, shade

SHADES = catalogue()
# The narrowest column, at 320 px, and the largest letters of a label there.
COLUMN, LETTERS = 129, 14


def view(drawing):
    return [float(part) for part in drawing.view_box.split()]


def on_screen(mark, drawing, *, starts_at_point=False):
    """Left and right of a label in px, where a column is narrowest."""
    wide = 0.54 * LETTERS * len(mark.text)
    x = COLUMN * float(mark.x.removesuffix("%")) / 100
    left = x + 0.4 * LETTERS if starts_at_point else x - wide / 2
    return left, left + wide


@pytest.mark.parametrize("unit", ["cm", "in"])
@pytest.mark.parametrize("start", range(0, 24, 4))
def test_everything_lies_within_its_drawing(start, unit):
    for count in (2, 3, 4):
        drawing = comparison(SHADES[start : start + count], unit)
        left, high, width, height = view(drawing)
        for one in drawing.shades:
            x, y = place(one.place)
            assert x - one.silhouette.width / 2 >= left
            assert y - one.silhouette.height >= high
            assert y <= high + height
            ends = box(one.dimensions)
            assert ends[0] >= left - 7
            assert ends[1] >= high
            assert ends[2] <= width
            assert ends[3] <= high + height
            for mark, starts in ((one.width, False), (one.height, True)):
                edges = on_screen(mark, drawing, starts_at_point=starts)
                assert edges[0] >= 0
                assert edges[1] <= COLUMN + 12
            # Above or below its line a label has room for its letters.
            label = float(one.width.y.removesuffix("%")) / 100 * COLUMN * height / width
            room = COLUMN * height / width - label if one.is_hanging else label
            assert room >= 1.4 * LETTERS


def test_all_are_at_one_scale_and_stand_on_one_line():
    drawing = comparison([shade(wide=300, height_mm=200), shade(wide=600, height_mm=400)])
    small, large = (box(one.silhouette.outline) for one in drawing.shades)
    assert large[2] - large[0] == 2 * (small[2] - small[0])
    assert [box(one.base)[3] for one in drawing.shades] == [0, 0]
    assert drawing.ground.startswith("M0 0H")


@pytest.mark.parametrize(("unit", "apart", "words"), [("cm", 100, "10 cm"), ("in", 101.6, "4 in")])
def test_the_lines_behind_are_as_far_apart_as_is_said(unit, apart, words):
    drawing = comparison([shade(), shade()], unit)
    heights = [float(line.split()[1].split("H")[0]) for line in drawing.lines.split("M")[1:]]
    assert len(heights) > 2
    for higher, lower in itertools.pairwise(heights):
        assert higher - lower == pytest.approx(apart, abs=0.11)
    assert drawing.lines_apart == words


def test_no_drawing_is_much_higher_than_wide():
    _left, _high, width, height = view(comparison([shade(), shade(for_floor=True, for_table=False)]))
    assert height <= 1.5 * width + 1


def test_what_hangs_has_a_cord_and_what_stands_a_base():
    hanging = shade(fitting_position="top")
    standing, hung = comparison([shade(), hanging]).shades
    assert standing.base
    assert not standing.cord
    assert hung.cord
    assert not hung.base
    assert hung.shade is hanging


def test_how_they_are_drawn_is_said_truly():
    standing, hanging = shade(), shade(fitting_position="top")
    assert "each on a base" in comparison([standing, standing]).lede
    assert "base" not in comparison([hanging, hanging]).lede
    assert comparison([hanging, hanging]).ground == ""
    assert "the others hanging" in comparison([hanging, standing]).lede


@pytest.mark.parametrize("count", [0, 1, 5])
def test_one_or_five_cannot_be_compared(count):
    with pytest.raises(ValueError, match="2 to 4"):
        comparison([PlainShade()] * count)
