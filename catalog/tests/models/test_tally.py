"""The numbers of public shades are right after any change, whoever makes it, and `check_shop` compares them."""

import pytest
from django.db import connection

from catalog import stock
from catalog.consistency.counts import miscounted
from catalog.models import Product
from catalog.models.tally import TOTAL, counted, fold, tally
from catalog.terms import Reason
from catalog.tests.factories import ProductFactory

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]


def rows():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM product_counts")
        return cursor.fetchone()[0]


def test_an_empty_shop_has_none():
    assert tally() == counted() == {}


def test_they_follow_every_change():
    drum, bell = ProductFactory(shape="drum"), ProductFactory(shape="bell", for_wall=True, stock=1)
    assert tally() == counted()
    assert (tally()[TOTAL], tally()["shape", "bell"], tally()["in_stock", "1"]) == (2, 1, 2)
    changes = [
        lambda: stock.adjust([bell.pk], -1, reason=Reason.LOSS),
        lambda: Product.objects.filter(pk=drum.pk).update(shape="dome", colour_family="blue"),
        lambda: Product.objects.bulk_create(
            [ProductFactory.build(shape="cone"), ProductFactory.build(is_public=False)]
        ),
        lambda: Product.objects.filter(shape="dome").update(is_public=False),
        lambda: Product.objects.filter(shape="cone").delete(),
        lambda: Product.objects.all().delete(),
    ]
    seen = [tally()]
    for change in changes:
        change()
        assert tally() == counted()
        assert tally() != seen[-1]
        seen.append(tally())
    assert seen[-1] == {}
    assert list(miscounted()) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite counts each time")
def test_a_sale_that_leaves_some_is_not_counted():
    product = ProductFactory(stock=5)
    before = rows()
    stock.adjust([product.pk], -1, reason=Reason.LOSS)
    Product.objects.filter(pk=product.pk).update(price="5.00")
    assert rows() == before


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite counts each time")
def test_folding_changes_no_number(monkeypatch):
    for shape in ("drum", "bell", "drum"):
        ProductFactory(shape=shape)
    kept, before = tally(), rows()
    assert fold() == 0
    monkeypatch.setattr("catalog.models.tally.FOLD_FROM", 5)
    assert fold() == before > rows()
    assert tally() == kept == counted()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite counts each time")
def test_check_shop_names_a_wrong_number():
    ProductFactory(shape="drum")
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO product_counts VALUES ('shape', 'drum', 2)")
    assert list(miscounted()) == ["shades, shape drum: the number kept is 3, of 1"]
