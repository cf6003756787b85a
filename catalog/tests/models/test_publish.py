"""A shade is published by one method, which reports all that it lacks."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from catalog.models import Product
from catalog.tests.factories import PhotoFactory, ProductFactory

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


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
    with pytest.raises(ValidationError, match="same size"):
        product.publish()
    assert list(Product.objects.without_pair()) == [product]


def test_many_are_shown_at_once_and_the_others_say_what_they_lack(django_assert_max_num_queries):
    whole = [draft() for _ in range(12)]
    lacking, hidden = draft(shape=""), draft()
    shown_before = ProductFactory()
    # 1 and 5 the transaction, 2 the drafts and what they lack, 3 their photographs, 4 showing them
    with django_assert_max_num_queries(5):
        answer = Product.objects.exclude(pk=hidden.pk).publish()
    assert answer.shown == whole
    assert all(shade.is_public for shade in answer.shown)
    assert [(shade, list(error.message_dict)) for shade, error in answer.refused] == [(lacking, ["shape"])]
    assert set(Product.objects.public()) == {*whole, shown_before}


@pytest.mark.parametrize("shape", ["oval", "rectangle"])
def test_what_is_refused_is_what_the_table_refuses(shape):
    broken = [
        {"name_en": ""},
        {"height_mm": None},
        {"shape": shape},
        {"ring_mm": None},
        {"for_table": False, "for_floor": False, "for_pendant": False, "for_wall": False},
    ]
    for fields in broken:
        product = draft(**fields)
        with pytest.raises(ValidationError):
            product.publish()
        with pytest.raises(IntegrityError), transaction.atomic():
            Product.objects.filter(pk=product.pk).update(is_public=True)
