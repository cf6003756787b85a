"""PostgreSQL finds the same shades by their words whether it looks for them or goes through the list in its order."""

import pytest
from django.db import connection, transaction

from catalog.consistency.search import faults_of_search
from catalog.models import Product, first_rows
from catalog.models.facts import LETTERS, bits_of
from catalog.models.first_rows import Rows, first_keys
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
    for are_few in ("true", "false"):
        monkeypatch.setattr(first_rows, "ARE_FEW", f"SELECT {are_few} AS few")
        assert list(first_keys(Rows([condition]))) == there, are_few


def test_bits_are_those_that_the_database_has():
    with connection.cursor() as cursor:
        for word in ("velvet", "40", "лен", "ё2я"):
            cursor.execute(f"SELECT starts_of_words(%s) = {bits_of(word[:LETTERS])}", [f" {word} "])
            assert cursor.fetchone() == (True,), word


def test_facts_that_are_not_kept_are_a_fault_that_a_new_index_repairs(more):
    assert not list(faults_of_search())
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM product_facts WHERE words @@ 'e27'")
        assert cursor.rowcount
    assert any("facts are not kept" in fault for fault in faults_of_search())
    refresh_search()
    assert not list(faults_of_search())


def test_a_changed_shade_is_found_by_its_new_facts(more, monkeypatch):
    monkeypatch.setattr(first_rows, "ARE_FEW", "SELECT false AS few")
    shade = Product.objects.get(slug="navy")
    shade.material, shade.composition_en = "bamboo", "Zephyrine"
    shade.save()
    assert list(first_keys(Rows([understood("zephyrine").condition]))) == [shade.pk]


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
