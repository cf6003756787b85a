"""What PostgreSQL keeps of the stock follows it, and no index of the shades has the stock itself."""

import pytest
from django.db import connection

from catalog import stock
from catalog.models import Product
from catalog.models.product_queries import SCARCE, SOLD_OUT
from catalog.terms import Reason
from catalog.tests.factories import ProductFactory

pytestmark = [pytest.mark.each_database, pytest.mark.django_db]

INDEXES_OF = """
    SELECT DISTINCT indexrelid::regclass::text FROM pg_index
    JOIN pg_depend ON classid = 'pg_class'::regclass AND objid = indexrelid AND refobjid = indrelid
    JOIN pg_attribute ON attrelid = indrelid AND attnum = refobjsubid
    WHERE indrelid = 'products'::regclass AND attname = %s
"""


def indexes_of(column):
    with connection.cursor() as cursor:
        cursor.execute(INDEXES_OF, [column])
        return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("low_at", [0, 3])
def test_sold_out_and_scarce_follow_the_stock(low_at):
    shade = ProductFactory(stock=5, low_stock_at=low_at)
    for left in (5, 4, 3, 1, 0, 2):
        if delta := left - Product.objects.get().stock:
            stock.adjust([shade.pk], delta, reason=Reason.CORRECTION)
        said = Product.objects.values_list(SOLD_OUT, SCARCE).get()
        assert tuple(map(bool, said)) == (left < 1, left <= low_at)
        assert Product.objects.filter(SOLD_OUT).exists() == (left < 1)
    Product.objects.update(low_stock_at=2)
    assert Product.objects.filter(SCARCE).exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite writes only the indexes that have the column")
def test_a_sale_writes_an_index_only_where_a_shade_becomes_scarce():
    assert indexes_of("stock") == set()
    assert indexes_of("scarce") == {"products_scarce"}
    assert {"products_newest", "products_newest_kind", "products_price", "products_kind"} < indexes_of("sold_out")
