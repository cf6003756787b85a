"""The fit rules by property: whatever the shade and the lamp."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.fit.fittings import effective_fitting
from catalog.fit.rules import height_level, judge, pendant_advice, pendant_level, width_level
from catalog.fit.verdict import Level, Part, worst
from catalog.lengths import from_mm, to_mm
from catalog.tests.fit.shades import lamps, shade, shades, sizes

few = settings(max_examples=200)


@few
@given(shades, lamps)
def test_worst_part_decides_and_gives_its_reason(one, other):
    verdict = judge(one, other)
    assert verdict.level == min(part.level for part in verdict.parts)
    if verdict.level is not Level.GOOD:
        assert verdict.sentence == worst(verdict.parts).words
    assert verdict.is_fit is (verdict.level in (Level.POSSIBLE, Level.GOOD))
    cannot = [part.level for part in verdict.parts if part.part in (Part.USE, Part.FITTING)]
    assert (verdict.level is Level.NO) is (Level.NO in cannot)


@few
@given(shades, lamps)
def test_unit_changes_words_never_levels(one, other):
    in_cm, in_inches = judge(one, other), judge(one, replace(other, unit="in"))
    assert [part.level for part in in_cm.parts] == [part.level for part in in_inches.parts]
    assert "cm" not in in_inches.sentence


@few
@given(shades, lamps)
def test_reducer_never_makes_it_worse(one, other):
    assert (
        judge(replace(one, reducer_included=True), other).level
        >= judge(replace(one, reducer_included=False), other).level
    )


@few
@given(shades, lamps)
def test_reversible_never_makes_it_worse(one, other):
    assert judge(replace(one, fitting_position="reversible"), other).level >= judge(one, other).level


@few
@given(shades, lamps, st.integers(1, 500))
def test_larger_table_never_makes_a_standing_shade_worse(one, other, more):
    if other.use == "pendant" or other.table_mm is None:
        return
    larger = replace(other, table_mm=other.table_mm + more)
    assert judge(one, larger).level >= judge(one, other).level
    assert judge(one, replace(other, table_mm=None)).level >= judge(one, larger).level


@few
@given(sizes, st.integers(1, 900), st.integers(1, 600), st.integers(1, 200))
def test_broader_base_never_makes_it_better(wide, height, width, more):
    one = shade(wide=wide)
    assert width_level(one, height, width + more) <= width_level(one, height, width)


@few
@given(st.integers(125, 900), st.integers(1, 400), st.integers(1, 900), st.integers(1, 300), st.integers(1, 300))
def test_widths_between_two_that_fit_fit_too(height, width, wide, more, most):
    # From a base of 125 mm up: below it H - 5 cm is under 0.6 H, and the table leaves a gap between good and possible.
    narrow, between, broad = (shade(wide=value) for value in (wide, wide + more, wide + more + most))
    ends = min(width_level(narrow, height, width), width_level(broad, height, width))
    assert width_level(between, height, width) >= ends


@few
@given(st.integers(1, 900), sizes, st.integers(1, 300), st.integers(1, 300))
def test_heights_between_two_that_fit_fit_too(height, tall, more, most):
    short, between, long = (shade(height_mm=value) for value in (tall, tall + more, tall + more + most))
    assert height_level(between, height) >= min(height_level(short, height), height_level(long, height))


@few
@given(st.integers(1, 2500), sizes)
def test_pendant_advice_and_verdict_agree(table, wide):
    advice, level = pendant_advice(table), pendant_level(shade(wide=wide), table)
    advised = range(0) if advice.largest_mm is None else range(advice.smallest_mm or 0, advice.largest_mm + 1)
    assert (level is Level.GOOD) is (wide in advised)
    assert (level is not Level.UNSUITED) is (wide <= advice.at_most_mm)


@few
@given(st.integers(1, 3000))
def test_lengths_come_back_from_a_form_as_they_were(millimetres):
    for unit in ("mm", "cm", "in"):
        assert to_mm(from_mm(millimetres, unit), unit) == millimetres


@few
@given(st.decimals(min_value=0, max_value=200, places=2))
def test_inches_and_centimetres_agree(inches):
    assert to_mm(inches, "in") == to_mm(inches * Decimal("2.54"), "cm") == to_mm(inches * Decimal("25.4"), "mm")


@few
@given(shades)
def test_a_ring_within_tolerance_never_speaks_against_its_code(one):
    nominal = {"ring_e27": 40, "ring_e14_b22": 30, "uno": 38}.get(one.fitting)
    if nominal and one.ring_mm is not None and abs(one.ring_mm - nominal) <= Decimal("1.5"):
        assert effective_fitting(one) == one.fitting
