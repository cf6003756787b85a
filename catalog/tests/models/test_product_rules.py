"""Constraints of the table `products`: enforced by the database, and shown beside the field of a form."""

import pytest
from django.core.exceptions import ValidationError

from catalog.models import Product
from catalog.models import constraints as rules
from catalog.tests.factories import ProductFactory
from shop.tests.constraints import refused_by

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

UNMEASURED = {"is_public": False, "top_diameter_mm": None, "bottom_diameter_mm": None}
OVAL = {"shape": "oval", "top_depth_mm": 200, "bottom_depth_mm": 200}

# By constraint: a change that breaks it and no other.
RANGES = {
    "price_above_zero": {"price": 0},
    "price_fits": {"price": "1000000.01"},
    "stock_not_negative": {"stock": -1},
    "low_stock_at_not_negative": {"low_stock_at": -1},
    "top_diameter_mm_not_negative": {"top_diameter_mm": -1},
    "bottom_diameter_mm_above_zero": {"top_diameter_mm": 0, "bottom_diameter_mm": 0},
    "top_depth_mm_above_zero": {"top_depth_mm": 0},
    "bottom_depth_mm_above_zero": {"bottom_depth_mm": 0},
    "height_mm_above_zero": {"height_mm": 0},
    "widest_mm_above_zero": UNMEASURED | {"widest_mm": 0},
    "ring_mm_above_zero": {"ring_mm": 0},
    "max_watts_above_zero": {"max_watts": 0},
    "max_watts_led_above_zero": {"max_watts_led": 0},
    "weight_g_above_zero": {"weight_g": 0},
    "top_not_wider": {"top_diameter_mm": 301, "widest_mm": 301},
    "widest_is_widest": {"widest_mm": 299},
    "slug_lower_case": {"slug": "Kado-28"},
}
PUBLIC = {
    **{f"public_{field}": {field: ""} for field in rules.TEXTS},
    **{f"public_{field}": {field: ""} for field in rules.CODES if field != "bulb_base"},
    **{f"public_{field}": {field: None} for field in rules.NUMBERS},
    "public_top_depth_mm": OVAL | {"top_depth_mm": None},
    "public_bottom_depth_mm": OVAL | {"bottom_depth_mm": None},
    "public_ring_mm": {"ring_mm": None},
    "public_use": {"for_table": False},
}
CODES = {f"{field}_known": {field: "nonsense"} for field in rules.CODES}
BROKEN = [(f"products_{name}", change) for name, change in (RANGES | PUBLIC | CODES).items()]


def test_every_constraint_is_tested_here():
    unique = {"products_sku_unique", "products_slug_unique"}
    assert {name for name, _ in BROKEN} | unique == {constraint.name for constraint in Product._meta.constraints}


@pytest.mark.parametrize(("name", "change"), BROKEN)
def test_the_database_refuses(name, change):
    product = ProductFactory(photos=[])
    with refused_by(f'"{name}"', columns=f"CHECK constraint failed: {name}"):
        Product.objects.filter(pk=product.pk).update(**change)


@pytest.mark.parametrize(("name", "change"), BROKEN)
def test_a_form_says_it_beside_the_field(name, change):
    constraint = next(one for one in Product._meta.constraints if one.name == name)
    product = ProductFactory.build(**change)
    with pytest.raises(ValidationError) as refusal:
        product.full_clean()
    assert set(refusal.value.message_dict) == {constraint.violation_error_code}
    if name.removeprefix("products_") in PUBLIC:
        assert refusal.value.messages == [str(constraint.violation_error_message)]


@pytest.mark.parametrize(("name", "change"), [one for one in BROKEN if "_public_" in one[0]])
def test_a_draft_may_lack_it(name, change):
    draft = ProductFactory.build(**change, is_public=False)
    draft.full_clean()
    draft.save()
    with refused_by(name):
        Product.objects.update(is_public=True)


@pytest.mark.parametrize("field", ["sku", "slug"])
def test_sku_and_address_are_of_one_shade(field):
    first, second = ProductFactory(), ProductFactory()
    with refused_by(f"products_{field}_unique", columns=f"products.{field}"):
        Product.objects.filter(pk=second.pk).update(**{field: getattr(first, field)})
    with pytest.raises(ValidationError) as refusal:
        ProductFactory.build(**{field: getattr(first, field)}).full_clean()
    assert set(refusal.value.message_dict) == {field}


@pytest.mark.parametrize("shape", ["globe", "dome", "mushroom", "pagoda", "scalloped"])
def test_some_shapes_may_be_wider_at_the_top(shape):
    product = ProductFactory.build(shape=shape, top_diameter_mm=320, widest_mm=320)
    product.full_clean()
    product.save()
    assert Product.objects.get().top_diameter_mm == 320


def test_a_whole_public_shade_breaks_no_rule():
    ProductFactory.build().full_clean()
    ProductFactory.build(**OVAL).full_clean()
    ProductFactory.build(top_diameter_mm=0, fitting="spider", ring_mm=None, bulb_base="").full_clean()


@pytest.mark.parametrize("swatch", ["d6cab6", "#d6cab", "#D6CAB6", "#d6cabg", "red"])
def test_a_swatch_is_a_colour_in_hexadecimal(swatch):
    with pytest.raises(ValidationError) as refusal:
        ProductFactory.build(swatch=swatch).full_clean()
    assert set(refusal.value.message_dict) == {"swatch"}
