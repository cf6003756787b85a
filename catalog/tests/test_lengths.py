"""Lengths typed and read."""

from decimal import Decimal

import pytest
from django.utils.translation import override

from catalog.lengths import format_length, format_number, from_mm, to_mm


@pytest.mark.parametrize(
    ("value", "unit", "millimetres"),
    [
        ("38", "cm", 380),
        ("38.04", "cm", 380),
        ("38.05", "cm", 381),
        ("15", "in", 381),
        ("16", "in", 406),
        ("7", "mm", 7),
    ],
)
def test_what_is_typed_becomes_whole_millimetres(value, unit, millimetres):
    assert to_mm(Decimal(value), unit) == millimetres


@pytest.mark.parametrize("value", ["-1", "NaN", "Infinity"])
def test_what_is_no_length_is_refused(value):
    with pytest.raises(ValueError, match="not a length"):
        to_mm(Decimal(value), "cm")


@pytest.mark.parametrize(
    ("millimetres", "unit", "read"),
    [
        (235, "cm", "23.5 cm"),
        (300, "cm", "30 cm"),
        (235, "in", "9.3 in"),
        (235, "mm", "235 mm"),
        (1000, "cm", "100 cm"),
    ],
)
def test_lengths_are_read_with_their_unit(millimetres, unit, read):
    assert format_length(millimetres, unit) == read


def test_russian_decimals_have_a_comma():
    with override("ru"):
        assert format_number(235, "cm") == "23,5"
        assert format_number(1300, "mm") == "1300"


def test_a_length_is_never_shown_as_nothing():
    assert format_length(1, "in") == "0.1 in"
    assert format_length(0, "in") == "0 in"
    assert str(from_mm(1, "in")) == "0.04"
