"""A data sheet says each thing once: sizes in one unit, a straight width in one row, the material in one phrase."""

import pytest
from django.utils.translation import override

from catalog.sheet.data_sheet import data_sheet
from catalog.tests.factories import ProductFactory

pytestmark = pytest.mark.django_db

SIZES = ("Diameter", "Width", "Depth", "Width at the top", "Width at the bottom", "Widest", "Height")


def sizes(**fields):
    return {fact.label: fact.value for fact in data_sheet(ProductFactory(**fields)) if fact.label in SIZES}


def material(**fields):
    return next((fact.value, fact.aside) for fact in data_sheet(ProductFactory(**fields)) if fact.label == "Material")


def test_a_straight_drum_has_one_diameter():
    assert sizes() == {"Diameter": "30 cm", "Height": "20 cm"}


def test_what_is_straight_and_has_corners_has_a_width():
    assert sizes(shape="hexagon") == {"Width": "30 cm", "Height": "20 cm"}
    sides = {"shape": "rectangle", "top_depth_mm": 205, "bottom_depth_mm": 205}
    assert sizes(**sides) == {"Width": "30 cm", "Depth": "20.5 cm", "Height": "20 cm"}


@pytest.mark.parametrize(
    ("other", "row"),
    [
        ({"top_diameter_mm": 299, "shape": "tapered_drum"}, {"Width at the top": "29.9 cm"}),
        ({"widest_mm": 305}, {"Widest": "30.5 cm", "Width at the top": "30 cm"}),
    ],
)
def test_one_that_is_not_has_a_row_for_each(other, row):
    found = sizes(**other)
    assert found["Width at the bottom"] == "30 cm"
    assert row.items() <= found.items()
    assert "Diameter" not in found


@pytest.mark.parametrize(
    ("kind", "made_of", "said"),
    [
        ("linen", "Linen on a polystyrene liner", ("Linen on a polystyrene liner", "")),
        ("velvet", "Cotton velvet", ("Cotton velvet", "")),
        ("metal", "Spun steel, powder coated", ("Metal", "Spun steel, powder coated")),
        ("silk", "", ("Silk", "")),
    ],
)
def test_the_material_is_not_said_twice(kind, made_of, said):
    assert material(material=kind, composition_en=made_of) == said


def test_in_russian_neither():
    with override("ru"):
        product = ProductFactory(composition_ru="Лён на белой основе")
        assert [fact.value for fact in data_sheet(product) if "лён" in fact.value.lower()] == ["Лён на белой основе"]
