"""The kinds of public shades are right after any change, whoever makes it, and `check_shop` compares them."""

import random

import pytest
from django.db import connection

from catalog.consistency.counts import miscounted
from catalog.models import Product
from catalog.models.kind import COLUMNS, Kind, fold_kinds, has_kinds, miscounted_kinds
from catalog.tests.factories import ProductFactory
from catalog.tests.listing.lists import RANDOM_SEED, random_shades

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no kinds"),
]


def kept():
    """The number of each kind, by its columns; no kind has two."""
    numbers, kinds = {}, {}
    for kind, number, *columns in Kind.objects.values_list("kind", "number", *COLUMNS):
        numbers[tuple(columns)] = numbers.get(tuple(columns), 0) + number
        assert kinds.setdefault(kind, columns) == columns
    assert len(kinds) == len(numbers)
    return {columns: number for columns, number in numbers.items() if number}


def there():
    numbers = {}
    for columns in Product.objects.public().values_list(*COLUMNS):
        numbers[columns] = numbers.get(columns, 0) + 1
    return numbers


def test_they_follow_every_change():
    drum, bell = ProductFactory(shape="drum"), ProductFactory(shape="bell", fitting="spider", ring_mm=None)
    hidden = ProductFactory(is_public=False, shape="cone")
    changes = [
        lambda: Product.objects.filter(pk=drum.pk).update(shape="dome", colour_family="blue"),
        lambda: Product.objects.filter(pk=bell.pk).update(ring_mm="29.5", height_mm=77),
        lambda: Product.objects.bulk_create(
            [
                ProductFactory.build(shape="cone"),
                ProductFactory.build(shape="cone"),
                ProductFactory.build(shape="pagoda"),
            ]
        ),
        lambda: Product.objects.filter(pk=hidden.pk).update(is_public=True),
        lambda: Product.objects.filter(shape="dome").update(is_public=False),
        lambda: Product.objects.filter(shape="cone").delete(),
        lambda: Product.objects.all().delete(),
    ]
    seen = [kept()]
    assert seen[-1] == there() != {}
    for change in changes:
        change()
        assert kept() == there() != seen[-1]
        seen.append(kept())
    assert seen[-1] == {}
    assert list(miscounted()) == []


def test_a_price_a_text_and_a_sale_are_not_counted():
    product = ProductFactory(stock=5)
    before = Kind.objects.count()
    Product.objects.filter(pk=product.pk).update(price="5.00", stock=0, name_en="Another")
    assert Kind.objects.count() == before


def test_folding_changes_no_number():
    shades = [ProductFactory(shape=shape) for shape in ("drum", "bell", "drum")]
    for shape in ("dome", "cone", "drum"):
        Product.objects.filter(pk=shades[0].pk).update(shape=shape)
    numbers, before = kept(), Kind.objects.count()
    assert fold_kinds() == 0
    for _ in range(10):
        Product.objects.filter(pk=shades[0].pk).update(shape="bell")
        Product.objects.filter(pk=shades[0].pk).update(shape="drum")
    assert fold_kinds() > before
    assert (Kind.objects.count(), kept()) == (2, numbers)
    assert numbers == there()


def test_check_shop_names_a_wrong_number():
    kind = Kind.objects.values_list("kind", flat=True)
    ProductFactory(shape="drum")
    assert list(miscounted_kinds()) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE product_kinds SET number = 3")
    assert list(miscounted()) == [f"shades of the kind {kind[0]}: the number kept is 3, of 1"]


def test_shades_are_of_one_kind_if_nothing_is_asked_that_differs():
    rnd = random.Random(RANDOM_SEED)
    random_shades(rnd, 200)
    assert has_kinds()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(DISTINCT kind), count(DISTINCT ({', '.join(COLUMNS)})) FROM products")
        kinds, columns = cursor.fetchone()
    assert kinds == columns > 100
