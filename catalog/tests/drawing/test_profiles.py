"""Outlines are true to the data sheet within 1 %."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.drawing.paths import number
from catalog.drawing.profiles import profile
from catalog.drawing.scale import silhouette
from catalog.tests.drawing.paths import box, points
from catalog.tests.fit.shades import FINISHES, SHAPES, catalogue, shade

# What each shape may look like: top, bottom and widest as shares of the widest.
TYPICAL = dict.fromkeys(SHAPES, (0.6, 1.0, 1.0)) | {"globe": (0.4, 0.6, 1.0), "mushroom": (0.0, 0.4, 1.0)}


def assert_true_to(one):
    left, top, right, bottom = box(silhouette(one).outline)
    assert right - left == pytest.approx(one.widest_mm, rel=0.01)
    assert bottom - top == pytest.approx(one.height_mm, rel=0.01)
    assert (right - left) / (bottom - top) == pytest.approx(one.widest_mm / one.height_mm, rel=0.01)
    assert left == pytest.approx(-right, abs=0.2)
    assert bottom == pytest.approx(0, abs=0.01 * one.height_mm)
    # A mushroom closed at the top has no straight edge there.
    edge = [x for x, y in points(silhouette(one).outline) if y <= top + 0.001]
    assert max(edge) - min(edge) == pytest.approx(one.top_diameter_mm, rel=0.01, abs=0.2)


@pytest.mark.parametrize("one", catalogue(), ids=lambda one: one.slug)
def test_every_shade_of_the_catalogue_is_drawn_true(one):
    assert_true_to(one)


@pytest.mark.parametrize("shape", SHAPES)
@settings(max_examples=15)
@given(st.integers(80, 900), st.integers(80, 700))
def test_every_shape_is_drawn_true(shape, wide, tall):
    top, bottom, widest = (round(share * wide) for share in TYPICAL[shape])
    assert_true_to(shade(shape=shape, top_diameter_mm=top, bottom_diameter_mm=bottom, widest_mm=widest, height_mm=tall))


@pytest.mark.parametrize("shape", ["globe", "mushroom", "drum", "empire", "hexagon", "square"])
def test_lower_edge_is_the_bottom_diameter(shape):
    one = shade(shape=shape, top_diameter_mm=150, bottom_diameter_mm=200, widest_mm=200 + 120, height_mm=260)
    edge = [x for x, y in points(silhouette(one).outline) if abs(y) < 0.001]
    assert max(edge) - min(edge) == pytest.approx(200, rel=0.01)


def test_a_basket_is_as_wide_as_its_widest_whatever_its_code():
    assert_true_to(shade(shape="drum", top_diameter_mm=250, bottom_diameter_mm=280, widest_mm=360, height_mm=250))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("finish", FINISHES)
def test_details_stay_on_the_shade(shape, finish):
    top, bottom, widest = (round(share * 400) for share in TYPICAL[shape])
    one = shade(shape=shape, finish=finish, top_diameter_mm=top, bottom_diameter_mm=bottom, widest_mm=widest)
    drawn = silhouette(one)
    if finish != "plain":
        assert drawn.details
    if drawn.details:
        left, high, right, low = box(drawn.details)
        assert left >= -drawn.width / 2 - 0.2
        assert right <= drawn.width / 2 + 0.2
        assert high >= -drawn.height - 0.2
        assert low <= 0.2


def test_half_width_follows_the_sides():
    empire = profile(shade(shape="empire", top_diameter_mm=100, bottom_diameter_mm=300, widest_mm=300, height_mm=200))
    assert [empire.half_width(above) for above in (0, 100, 200)] == [150, 100, 50]
    assert empire.half_width(300) == 0


def test_coordinates_have_a_point_and_no_minus_zero():
    assert [number(value) for value in (1.0, -0.04, 12.25, -3.06, 100)] == ["1", "0", "12.2", "-3.1", "100"]
