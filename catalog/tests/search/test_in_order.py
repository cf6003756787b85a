"""PostgreSQL finds the same shades by their words whether it looks for them or goes through the list in its order."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from catalog.consistency.search import faults_of_search
from catalog.models import Product, ProductQuerySet, first_rows, make
from catalog.models.facts import LETTERS, bits_of
from catalog.models.first_rows import Rows, count_of, first_keys, keys, statement
from catalog.models.product_queries import SOLD_OUT
from catalog.models.search_index import refresh_search
from catalog.search.query import understood
from catalog.tests.factories import ProductFactory

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL keeps facts apart"),
]

TYPED = [
    "silk", "velvet", "halm", "halm-oat-30", "drum oat", "шелковый", "лен овсян", "navy", "vik red", "em", "э",
    "halm 40", "40x30", "30", "d40 linen", "e27", "e14 empire", "black pendant", "lamp2000", "pleated empires", "zebra",
]  # fmt: skip


@pytest.fixture
def more(shades):
    ProductFactory(slug="navy", name_en="Navy silken drum", colour_en="Navy blue", colour_family="blue", photos=[])
    ProductFactory(slug="lamp", name_en="Lamp2000 dome", name_ru="Лампион 5 купол", photos=[])
    Product.objects.filter(slug="lamp").update(stock=0)


@pytest.mark.parametrize("typed", TYPED)
def test_the_same_shades_are_found_in_the_same_order(more, typed, monkeypatch):
    condition = understood(typed).condition
    there = list(Product.objects.public().filter(condition).newest().values_list("pk", flat=True))
    for way in ("few", "many", "makes"):
        monkeypatch.setattr(first_rows, "WAY", f"SELECT '{way}' AS way")
        assert list(first_keys(Rows([condition]))) == there, way


SORTED = [
    ProductQuerySet.newest,
    ProductQuerySet.by_price,
    ProductQuerySet.by_price_desc,
    ProductQuerySet.by_width,
]


@pytest.mark.parametrize("way", ["few", "many", "makes"])
def test_each_way_has_the_orders_and_the_conditions_of_a_list(more, way, monkeypatch):
    """The times are such that a span of the newest ends between shades."""
    for days, shade in enumerate(Product.objects.order_by("pk")):
        created_at = timezone.now() - timedelta(days=days % 3)
        Product.objects.filter(pk=shade.pk).update(created_at=created_at, price=20 + days % 4, stock=days % 2)
    monkeypatch.setattr(first_rows, "WAY", f"SELECT '{way}' AS way")
    price, linen = Q(price__gte=21), Q(material="linen")
    for typed in ("drum", "linen", "e27", "40", "шелковый"):
        for condition in (Q(), price, ~Q(SOLD_OUT), linen, price | linen):
            conditions = [understood(typed).condition, condition]
            for order in SORTED:
                there = list(order(Product.objects.public().filter(*conditions)).values_list("pk", flat=True))
                for up_to in (1, 2, 100):
                    with connection.cursor() as cursor:
                        found = keys(Rows(conditions, order), up_to)
                        cursor.execute(found.sql, found.params)
                        assert [key for (key,) in cursor.fetchall()] == there[:up_to], (typed, condition, order, up_to)


@pytest.mark.parametrize("most", [0, 300])
def test_words_in_names_alone_are_found_however_many_have_them(more, most, monkeypatch):
    monkeypatch.setattr(make, "MOST_BY_NAME", most)
    for typed in ("halm", "vika 35", "navy silken", "lamp2000", "fjall dome 50", "халь", "lamp drum"):
        condition = understood(typed).condition
        there = list(Product.objects.public().filter(condition).newest().values_list("pk", flat=True))
        assert list(first_keys(Rows([condition]))) == there, typed
        assert count_of([condition]) == len(there), typed


def test_most_makes_are_not_read_where_the_newest_shades_are_of_none_of_them(more, monkeypatch):
    monkeypatch.setattr(make, "NEWEST", "SELECT * FROM products WHERE FALSE")
    asked = statement(Rows([understood("e27").condition]), 1, {})
    with connection.cursor() as cursor:
        cursor.execute(f"WITH {', '.join(asked.shared)} SELECT way FROM way_0", asked.shared_values)
        assert cursor.fetchone() == ("many",)


def test_bits_are_those_that_the_database_has():
    with connection.cursor() as cursor:
        for word in ("velvet", "40", "лен", "ё2я"):
            cursor.execute(f"SELECT starts_of_words(%s) = {bits_of(word[:LETTERS])}", [f" {word} "])
            assert cursor.fetchone() == (True,), word


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("product_facts WHERE words @@ 'e27'", "facts are not kept"),
        ("product_makes WHERE material = 'silk'", "its make is not kept"),
    ],
)
def test_what_is_not_kept_is_a_fault_that_a_new_index_repairs(more, rows, fault):
    assert not list(faults_of_search())
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {rows}")
        assert cursor.rowcount
    assert any(fault in found for found in faults_of_search())
    refresh_search()
    assert not list(faults_of_search())


@pytest.mark.parametrize("way", ["many", "makes"])
def test_a_changed_shade_is_found_by_its_new_facts(more, way, monkeypatch):
    monkeypatch.setattr(first_rows, "WAY", f"SELECT '{way}' AS way")
    shade = Product.objects.get(slug="navy")
    shade.material, shade.composition_en = "bamboo", "Zephyrine"
    shade.save()
    assert list(first_keys(Rows([understood("zephyrine").condition]))) == [shade.pk]
    Product.objects.filter(slug="navy").update(widest_mm=777, bottom_diameter_mm=777)
    assert list(first_keys(Rows([understood("zephyrine 78 cm").condition]))) == [shade.pk]
    Product.objects.filter(slug="navy").update(is_public=False)
    assert list(first_keys(Rows([understood("zephyrine").condition]))) == []


@pytest.mark.django_db(transaction=True)
def test_new_facts_that_two_transactions_add_keep_neither_waiting():
    """Else two imports would end in a deadlock: each adds its facts in an order of its own."""
    here, there = ProductFactory(), ProductFactory()
    other = connection.copy()
    said = {"search_text": "name\nzephyrine"}
    with transaction.atomic():
        Product.objects.filter(pk=here.pk).update(**said)
        try:
            with other.cursor() as cursor:
                cursor.execute("SET lock_timeout = '2s'")
                cursor.execute("UPDATE products SET search_text = %s WHERE id = %s", [said["search_text"], there.pk])
        finally:
            other.close()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM product_facts WHERE words @@ 'zephyrine'")
        assert cursor.fetchone() == (2,)
    assert {one.pk for one in Product.objects.filter(understood("zephyrine").condition)} == {here.pk, there.pk}
