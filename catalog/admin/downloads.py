"""Shades and movements of stock as rows of a table."""

from collections.abc import Iterator, Sequence

from django.db.models import QuerySet

from catalog.goods.columns import HEADER, row_of
from catalog.models import Product, StockMovement
from shop.csv_tables import Cell

# Rows that are read from the database at once.
AT_ONCE = 500


def shades_as_rows(shades: QuerySet[Product]) -> Iterator[Sequence[Cell]]:
    yield HEADER
    for shade in shades.select_related("family").defer("search_text").iterator(AT_ONCE):
        yield row_of(shade)


def movements_as_rows(movements: QuerySet[StockMovement]) -> Iterator[Sequence[Cell]]:
    yield ["when", "sku", "change", "reason", "order", "return", "staff_member"]
    for one in movements.select_related("product", "staff_member").iterator(AT_ONCE):
        by = one.staff_member.get_username() if one.staff_member else ""
        yield [one.created_at, one.product.sku, one.delta, one.reason, one.order_number, one.return_number, by]
