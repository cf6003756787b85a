"""A shade's size and bulb in one line, as lists tell shades apart."""

import pytest

from catalog.models import Product


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"widest_mm": 300, "height_mm": 205, "bulb_base": "E27"}, "Ø 30 × 20.5 cm · E27"),
        ({"widest_mm": 400, "bottom_depth_mm": 240, "height_mm": 200}, "40 × 24 × 20 cm"),
        ({"widest_mm": 300, "bulb_base": "E14"}, "E14"),
        ({}, ""),
    ],
)
def test_only_what_is_known_is_said(fields, said):
    assert Product(**fields).size_and_bulb == said
    assert Product(**fields).facts == said


def test_a_card_says_that_what_stands_on_a_base_can_hang():
    shade = Product(widest_mm=300, height_mm=200, bulb_base="E27", fitting_position="reversible")
    assert shade.facts == "Ø 30 × 20 cm · E27 · also as a pendant"
