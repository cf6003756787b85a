"""Constraints of families, photographs, lamps and the ledger."""

import pytest
from django.core.exceptions import ValidationError

from catalog.models import Family, Lamp, Photo, Product, StockMovement
from catalog.tests.factories import FamilyFactory, LampFactory, PhotoFactory, ProductFactory
from shop.tests.constraints import constraints_of, refused_by

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

# What breaks a column of a movement. An unknown reason breaks two rules at once: either may be named.
MOVEMENTS = {
    "stock_movements_delta_not_zero": {"delta": 0},
    "stock_movements_reason_known": {"reason": "gift"},
    "stock_movements_order_named": {"reason": "sale"},
}


def test_every_constraint_is_tested_here_or_among_the_products():
    others = {
        "families_slug_unique",
        "photos_kind_known",
        "photos_size_above_zero",
        "photos_one_pair",
        "lamps_slug_unique",
        "lamps_holder_known",
        "lamps_use_known",
        "lamps_table_measured",
        "stock_movements_once_per_order",
        "stock_movements_once_per_return",
    }
    products = {constraint.name for constraint in Product._meta.constraints}
    # Tables that staff's issues add bring their own tests: nothing of ours may go missing.
    assert others | set(MOVEMENTS) | products <= constraints_of("catalog")


def test_a_family_has_its_address_alone():
    first, second = FamilyFactory(), FamilyFactory()
    with refused_by("families_slug_unique", columns="families.slug"):
        Family.objects.filter(pk=second.pk).update(slug=first.slug)


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("photos_kind_known", {"kind": "selfie"}),
        ("photos_size_above_zero", {"width": 0}),
        ("photos_size_above_zero", {"height": -1}),
    ],
)
def test_a_photograph_is_of_a_known_kind_and_has_a_size(name, change):
    ProductFactory()
    with refused_by(name):
        Photo.objects.filter(kind="lit").update(**change)


@pytest.mark.parametrize("kind", ["unlit", "lit"])
def test_a_shade_has_one_photograph_of_each_light(kind):
    product = ProductFactory()
    with refused_by("photos_one_pair", columns="photos.product_id, photos.kind"):
        Photo.objects.bulk_create([PhotoFactory.build(product=product, kind=kind)])
    with pytest.raises(ValidationError) as refusal:
        PhotoFactory.build(product=product, kind=kind).validate_constraints()
    assert refusal.value.message_dict == {"kind": ["A shade can have only one photograph of this kind."]}


def test_a_shade_may_have_several_details():
    product = ProductFactory()
    Photo.objects.bulk_create(PhotoFactory.build(product=product, kind="detail") for _ in range(2))
    assert product.photos.filter(kind="detail").count() == 2


def test_a_lamp_has_its_address_alone():
    first, second = LampFactory(), LampFactory()
    with refused_by("lamps_slug_unique", columns="lamps.slug"):
        Lamp.objects.filter(pk=second.pk).update(slug=first.slug)


@pytest.mark.parametrize(
    ("name", "field", "change"),
    [
        ("lamps_holder_known", "holder", {"holder": "e40"}),
        ("lamps_use_known", "use", {"use": "ceiling"}),
        ("lamps_table_measured", "height_mm", {"height_mm": None}),
        ("lamps_table_measured", "height_mm", {"width_mm": None}),
        ("lamps_table_measured", "height_mm", {"height_mm": 0}),
    ],
)
def test_a_lamp_is_held_lit_and_measured_as_lamps_are(name, field, change):
    lamp = LampFactory()
    with refused_by(name):
        Lamp.objects.filter(pk=lamp.pk).update(**change)
    with pytest.raises(ValidationError) as refusal:
        LampFactory.build(**change).full_clean()
    assert set(refusal.value.message_dict) == {field}


def test_a_pendant_needs_no_measures():
    LampFactory.build(use="pendant", holder="pendant", height_mm=None, width_mm=None).full_clean()


@pytest.mark.parametrize("name", MOVEMENTS)
def test_a_movement_is_of_something_for_a_reason(name):
    product = ProductFactory()
    fields = {"product": product, "delta": 1, "reason": "receipt"} | MOVEMENTS[name]
    also = ["stock_movements_order_named"] if name == "stock_movements_reason_known" else []
    with refused_by(name, *also):
        StockMovement.objects.bulk_create([StockMovement(**fields)])


@pytest.mark.parametrize("reason", ["receipt", "correction", "loss"])
def test_a_reason_of_staff_names_no_order(reason):
    product = ProductFactory()
    with refused_by("stock_movements_order_named"):
        StockMovement.objects.bulk_create(
            [StockMovement(product=product, delta=1, reason=reason, order_number="K7QF-2M9D")]
        )


@pytest.mark.parametrize("reason", ["sale", "cancellation", "taken_up"])
def test_an_order_moves_a_product_once_for_one_reason(reason):
    product = ProductFactory()
    fields = {"product": product, "delta": 1, "reason": reason, "order_number": "K7QF-2M9D"}
    StockMovement.objects.create(**fields)
    columns = "stock_movements.product_id, stock_movements.reason, stock_movements.order_number"
    with refused_by("stock_movements_once_per_order", columns=columns):
        StockMovement.objects.bulk_create([StockMovement(**fields)])


def test_a_return_moves_a_product_once_and_an_order_has_several():
    product = ProductFactory()
    fields = {"product": product, "delta": 1, "reason": "returned", "order_number": "K7QF-2M9D"}
    for number in ("K7QF-2M9D/1", "K7QF-2M9D/2"):
        StockMovement.objects.create(**fields, return_number=number)
    columns = "stock_movements.product_id, stock_movements.return_number"
    with refused_by("stock_movements_once_per_return", columns=columns):
        StockMovement.objects.bulk_create([StockMovement(**fields, return_number=number)])


@pytest.mark.parametrize(
    "fields",
    [
        {"reason": "returned", "order_number": "K7QF-2M9D"},
        {"reason": "returned", "return_number": "K7QF-2M9D/1"},
        {"reason": "sale", "order_number": "K7QF-2M9D", "return_number": "K7QF-2M9D/1"},
        {"reason": "receipt", "return_number": "K7QF-2M9D/1"},
    ],
)
def test_what_came_back_names_its_return_and_nothing_else_does(fields):
    product = ProductFactory()
    with refused_by("stock_movements_order_named"):
        StockMovement.objects.bulk_create([StockMovement(product=product, delta=1, **fields)])


def test_staff_may_receive_the_same_product_often():
    product = ProductFactory()
    StockMovement.objects.bulk_create(StockMovement(product=product, delta=1, reason="receipt") for _ in range(2))
    assert product.movements.filter(delta=1).count() == 2
