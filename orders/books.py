"""Orders as a table for the bookkeeper: a row a line as sold, and a row with a minus for what came back of it.

The VAT is that of the whole order, on its first row alone, so that the column can be added up; that of what came back
stands in its credit note.
"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from orders.models import Order, OrderItem, OrderReturn
from shop.csv_tables import Cell

# How many orders are read at a time: memory does not grow with their number.
AT_ONCE = 500
OF_ORDER = ("pk", "number", "created_at", "paid_at", "dispatched_at", "status", "country", "vat_rate", "vat_amount")
# The first says of which order, or of which line.
OF_LINE = ("order_id", "pk", "product__sku", "product_name", "quantity", "product_price")
OF_RETURN = ("line_id", "created_at", "quantity", "amount")


def rows_of(orders: QuerySet[Order]) -> Iterator[list[Cell]]:
    """The names of the columns, in the language of the page, and the rows in the order of the query."""
    return _rows(head(), {code: str(words) for code, words in Order._meta.get_field("status").flatchoices}, orders)


def head() -> list[Cell]:
    return [
        *(_("number"), _("placed"), _("paid at"), _("dispatched at"), _("came back"), _("status"), _("SKU")),
        *(_("name"), _("quantity"), _("price"), _("amount"), _("country"), _("VAT rate, %"), _("VAT of the order")),
    ]


def _rows(names: list[Cell], states: dict[str, str], orders: QuerySet[Order]) -> Iterator[list[Cell]]:
    yield names
    read = orders.values_list(*OF_ORDER).iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(read, AT_ONCE)):
        yield from _rows_of(chunk, states)


def _rows_of(chunk: list[Any], states: dict[str, str]) -> Iterator[list[Cell]]:
    """As tuples: to make models of the rows, and querysets of what belongs to them, takes three times as long."""
    keys = [pk for pk, *_rest in chunk]
    lines = _by_first(OrderItem.objects.filter(order__in=keys).values_list(*OF_LINE))
    returns = _by_first(OrderReturn.objects.filter(order__in=keys).values_list(*OF_RETURN))
    for pk, number, placed, paid, sent, status, country, rate, vat in chunk:
        of_order = vat
        for line, sku, name, quantity, price in lines[pk]:
            when, what = [number, placed, paid, sent], [states[status], sku, name]
            yield [*when, None, *what, quantity, price, price * quantity, country, rate, of_order]
            of_order = None
            for came_back, pieces, amount in returns[line]:
                yield [*when, came_back, *what, -pieces, price, -amount, country, rate, None]


def _by_first(rows: QuerySet[Any, Any]) -> defaultdict[int, list[Any]]:
    """Rows in their order, by their first column."""
    found = defaultdict(list)
    for first, *rest in rows:
        found[first].append(rest)
    return found
