"""All check constraints of a row are asked for in one query, and say what Django's own method says."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog import terms
from catalog.models import Lamp, Photo, Product
from catalog.tests.factories import ProductFactory

pytestmark = pytest.mark.django_db
lengths = st.sampled_from([None, -1, 0, 1, 100, 200, 300])
FIELDS = {
    "is_public": st.booleans(),
    "price": st.sampled_from([Decimal(-1), Decimal(0), Decimal("0.01"), Decimal(50)]),
    "shape": st.sampled_from(["", "blob", *terms.Shape.values]),
    "fitting": st.sampled_from(["", "magnet", *terms.Fitting.values]),
    "name_ru": st.sampled_from(["", "Барабан"]),
    "swatch": st.sampled_from(["", "#d6cab6"]),
    "for_table": st.booleans(),
    "max_watts": st.sampled_from([None, 0, 60]),
    "ring_mm": st.sampled_from([None, Decimal(0), Decimal("39.5")]),
    **dict.fromkeys(("top_diameter_mm", "bottom_diameter_mm", "widest_mm", "height_mm", "bottom_depth_mm"), lengths),
}


def messages(validate, instance, exclude):
    """The messages of all fields together: Django keeps them in a heap of its own."""
    try:
        validate(instance, exclude)
    except ValidationError as error:
        return sorted(error.messages)
    return []


@given(st.fixed_dictionaries(FIELDS), st.sets(st.sampled_from([*FIELDS, "sku"]), max_size=3))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_answers_are_those_of_django(fields, exclude):
    product = ProductFactory.build(**fields)
    theirs = messages(models.Model.validate_constraints, product, exclude)
    assert messages(type(product).validate_constraints, product, exclude) == theirs


def test_each_constraint_can_be_broken_by_these_values():
    broken = set()
    for name, values in FIELDS.items():
        for value in getattr(values, "elements", [True, False]):
            product = ProductFactory.build(**{name: value})
            broken |= set(messages(Product.validate_constraints, product, set()))
    assert len(broken) > 8


def test_a_shade_costs_one_query_and_one_for_each_unique_field(django_assert_num_queries):
    product = ProductFactory()
    # 1 all checks, 2 the SKU, 3 the address
    with django_assert_num_queries(3):
        product.validate_constraints()


@pytest.mark.parametrize(
    ("instance", "field"),
    [
        (Lamp(slug="lamp", name_en="x", name_ru="x", use="table", holder="e27"), "height_mm"),
        (Photo(kind="x-ray", width=1, height=1), "kind"),
    ],
)
def test_a_message_stands_beside_its_field(instance, field):
    with pytest.raises(ValidationError) as refused:
        instance.validate_constraints()
    assert field in refused.value.message_dict


def test_a_second_row_of_a_unique_field_is_named_beside_it():
    first = ProductFactory()
    with pytest.raises(ValidationError) as refused:
        ProductFactory.build(sku=first.sku).validate_constraints()
    assert set(refused.value.message_dict) == {"sku"}
    lamp = Lamp.objects.create(slug="lamp", name_en="x", name_ru="x", use="floor", holder="e27")
    with pytest.raises(ValidationError) as refused:
        Lamp(slug=lamp.slug, name_en="y", name_ru="y", use="floor", holder="e27").validate_constraints()
    assert set(refused.value.message_dict) == {"slug"}
