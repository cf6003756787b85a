"""Drawings to scale: their layout, and that every label is legible."""

import itertools
import re

import pytest
from django.utils.translation import override

from catalog.drawing.dimensions import RULE_MM, base_path
from catalog.drawing.scale import is_hanging, scale_drawing, standard_base
from catalog.fit.rules import judge
from catalog.fit.verdict import Level
from catalog.tests.drawing.paths import box
from catalog.tests.fit.shades import SHAPES, catalogue, lamp, shade

UNITS = ("mm", "cm", "in")
CATALOGUE = {one.slug: one for one in catalogue()}
# What the narrowest screen leaves a drawing, and the smallest type that can be read there.
NARROWEST_PX, SMALLEST_PX = 288, 10


def view(drawing):
    left, top, width, height = (float(value) for value in drawing.view_box.split())
    return left, top, left + width, top + height


def place(transform):
    x, y = re.fullmatch(r"translate\((\S+) (\S+)\)", transform).groups()
    return float(x), float(y)


def assert_labels_apart(drawing):
    left, top, right, bottom = view(drawing)
    for label in drawing.labels:
        box = label.box
        assert box[0] >= left, label
        assert box[2] <= right, label
        assert box[1] >= top, label
        assert box[3] <= bottom, label
    for one, other in itertools.combinations(drawing.labels, 2):
        a, b = one.box, other.box
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1], (one, other)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("slug", CATALOGUE)
def test_labels_are_apart_and_legible_on_the_narrowest_screen(slug, unit):
    for language in ("en", "ru"):
        with override(language):
            drawing = scale_drawing(CATALOGUE[slug], unit=unit)
            assert_labels_apart(drawing)
            left, _top, right, _bottom = view(drawing)
            for label in drawing.labels:
                size = (23 if label.is_note else 26) * label.scale
                assert size * NARROWEST_PX / (right - left) >= SMALLEST_PX


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize(("wide", "tall"), [(120, 100), (200, 500), (900, 300), (600, 600)])
@pytest.mark.parametrize("position", ["base", "top"])
def test_labels_are_apart_on_odd_sizes(shape, wide, tall, position):
    top, bottom = wide // 3, wide // 2 if shape in ("globe", "mushroom", "drum") else wide
    measures = {"top_diameter_mm": top, "bottom_diameter_mm": bottom, "widest_mm": wide, "height_mm": tall}
    one = shade(shape=shape, fitting_position=position, top_depth_mm=top, bottom_depth_mm=bottom, **measures)
    for unit in UNITS:
        assert_labels_apart(scale_drawing(one, unit=unit))
        assert_labels_apart(scale_drawing(one, 1300, 450, unit))


def test_shade_stands_on_the_shoppers_base():
    drawing = scale_drawing(shade(wide=300, height_mm=200), 300, 150)
    assert place(drawing.shade_place)[1] == -288
    assert place(drawing.base_place)[1] == 0
    assert box(drawing.base) == (-75, -300, 75, 0)
    assert drawing.sizes.whole == "488 mm"
    assert [dimension.label.text for dimension in drawing.dimensions] == ["Ø 300", "200", "488"]


def test_dimension_lines_are_as_long_as_they_say():
    drawing = scale_drawing(CATALOGUE["tuva-knife-pleat-ivory-35"], 380, 160)
    lengths = {}
    for dimension in drawing.dimensions:
        left, top, right, bottom = box(dimension.path)
        is_upright = dimension.label.anchor == "start"
        lengths[dimension.label.text] = bottom - top if is_upright else right - left
    assert lengths == {"Ø 190": 190, "Ø 350": 350, "220": 220, "588": 588}


def test_rule_is_300_units_in_every_unit():
    for unit in UNITS:
        _left, top, _right, bottom = box(scale_drawing(shade(), unit=unit).rule.path)
        assert bottom - top == RULE_MM
    assert [label.text for label in scale_drawing(shade()).rule.labels] == ["10", "20", "30 cm"]
    assert [label.text for label in scale_drawing(shade(), unit="in").rule.labels] == ["4", "8", "11.8 in"]


def test_what_hangs_has_a_cord_and_no_base():
    drawing = scale_drawing(CATALOGUE["mori-rattan-dome-50"], 300, 150)
    assert drawing.is_hanging
    assert drawing.base == drawing.ground == ""
    assert drawing.cord.endswith("V-290")
    only_hangs = shade(for_table=False, for_floor=False, for_wall=False)
    assert is_hanging(only_hangs)
    assert not is_hanging(shade())


def test_three_widths_are_told_where_three_differ():
    for position in ("base", "top"):
        basket = shade(shape="globe", top_diameter_mm=200, bottom_diameter_mm=304, widest_mm=380, height_mm=300)
        drawing = scale_drawing(shade(**{**basket.__dict__, "fitting_position": position}))
        assert {"Ø 200", "Ø 304", "Ø 380"} <= {label.text for label in drawing.labels}


def test_both_sides_of_an_oval_are_told():
    labels = [label.text for label in scale_drawing(CATALOGUE["elin-oval-sand-40"], unit="cm").labels]
    assert {"40 × 24", "35 × 21"} <= set(labels)


def test_russian_labels_have_a_comma_and_coordinates_a_point():
    with override("ru"):
        drawing = scale_drawing(shade(wide=355, height_mm=215), unit="cm")
        assert "Ø 35,5" in [label.text for label in drawing.labels]
        assert "," not in drawing.view_box + drawing.shade_place + drawing.labels[0].transform


@pytest.mark.parametrize("slug", [slug for slug, one in CATALOGUE.items() if not is_hanging(one)])
def test_standard_base_suits_the_shade_where_one_can(slug):
    one = CATALOGUE[slug]
    height, width = standard_base(one)
    holder = "e14" if one.fitting == "ring_e14_b22" else "e27"
    # A cylinder 18 wide and 34 tall suits no base by the rules.
    expected = Level.NO if one.shape == "cylinder" else Level.POSSIBLE
    assert judge(one, lamp(height_mm=height, width_mm=width, holder=holder)).level >= expected


def test_tall_bases_are_floor_stands():
    assert box(base_path(1300, 280)) == (-140, -1300, 140, 0)
    assert standard_base(shade(for_table=False))[0] == 1300
