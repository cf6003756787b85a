"""A shade is published in one place, which says all that it lacks."""

import pytest
from django.core.exceptions import ValidationError

from catalog.models import Product
from catalog.tests.factories import PhotoFactory, ProductFactory

pytestmark = pytest.mark.django_db


def draft(**fields):
    return ProductFactory(is_public=False, **fields)


def test_a_complete_shade_is_shown():
    product = draft()
    product.publish()
    assert list(Product.objects.public()) == [product]


def test_everything_that_is_missing_is_named_at_once_and_nothing_is_saved():
    product = draft(shape="", colour_ru="", max_watts=None, ring_mm=None)
    product.photos.filter(kind="lit").delete()
    with pytest.raises(ValidationError) as refused:
        product.publish()
    assert set(refused.value.message_dict) == {"shape", "colour_ru", "max_watts", "ring_mm", "photos"}
    assert not Product.objects.public().exists()


@pytest.mark.parametrize("kinds", [(), ("unlit",), ("lit",), ("lit", "detail", "detail")])
def test_a_pair_is_an_unlit_and_a_lit_photograph(kinds):
    product = draft()
    product.photos.all().delete()
    for kind in kinds:
        PhotoFactory(product=product, kind=kind)
    with pytest.raises(ValidationError, match="by day and a lit one"):
        product.publish()
    assert list(Product.objects.without_pair()) == [product]


def test_a_pair_has_one_size():
    product = draft()
    assert not Product.objects.without_pair().exists()
    product.photos.filter(kind="lit").update(height=100)
    with pytest.raises(ValidationError, match="one size"):
        product.publish()
    assert list(Product.objects.without_pair()) == [product]
