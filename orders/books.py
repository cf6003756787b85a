"""Orders as a table for the bookkeeper: a row a line as sold, and a row with a minus for what came back of it.

The VAT is that of the whole order, on its first row alone, and with a minus that of all that came back together, on the
first of its rows, so that the column can be added up. It is that of the credit note, where there is one.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from operator import itemgetter
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from orders.models import Invoice, Order, OrderItem, OrderReturn, Series
from orders.vat import vat_coming_back
from shop.csv_tables import Cell

# How many orders are read at a time: memory does not grow with their number.
AT_ONCE = 500
OF_ORDER = ("pk", "number", "created_at", "paid_at", "dispatched_at", "status", "country", "currency")
# Beside them, of the whole order.
VAT = ("vat_rate", "vat_amount")
# The first says of which order, or of which line.
OF_LINE = ("order_id", "pk", "product__sku", "product_name", "quantity", "product_price")
OF_RETURN = ("line_id", "number", "created_at", "quantity", "amount")


def rows_of(orders: QuerySet[Order]) -> Iterator[list[Cell]]:
    """The names of the columns, in the language of the page, and the rows in the order of the query."""
    return _rows(head(), {code: str(words) for code, words in Order._meta.get_field("status").flatchoices}, orders)


def head() -> list[Cell]:
    return [
        *(_("number"), _("placed"), _("paid at"), _("dispatched at"), _("came back"), _("status"), _("SKU")),
        *(_("name"), _("quantity"), _("price"), _("amount"), _("country"), _("currency")),
        *(_("VAT rate, %"), _("VAT of the order or return")),
    ]


def _rows(names: list[Cell], states: dict[str, str], orders: QuerySet[Order]) -> Iterator[list[Cell]]:
    yield names
    read = orders.values_list(*OF_ORDER, *VAT).iterator(chunk_size=AT_ONCE)
    while chunk := list(islice(read, AT_ONCE)):
        yield from _rows_of(chunk, states)


def _rows_of(chunk: list[Any], states: dict[str, str]) -> Iterator[list[Cell]]:
    """As tuples: to make models of the rows, and querysets of what belongs to them, takes three times as long."""
    keys = [pk for pk, *_rest in chunk]
    lines = _by_first(OrderItem.objects.filter(order__in=keys).values_list(*OF_LINE))
    returns = _by_first(OrderReturn.objects.filter(order__in=keys).values_list(*OF_RETURN))
    credited = _credited(keys) if returns else {}
    for pk, number, placed, paid, sent, status, country, currency, rate, vat in chunk:
        of_order, of_returns = vat, _vat_of_returns([one for line, *_rest in lines[pk] for one in returns[line]], rate)
        of_returns |= {number: credited[number] for number in of_returns.keys() & credited.keys()}
        for line, sku, name, quantity, price in lines[pk]:
            when, what = [number, placed, paid, sent], [states[status], sku, name]
            yield [*when, None, *what, quantity, price, price * quantity, country, currency, rate, of_order]
            of_order = None
            for of_return, came_back, pieces, amount in returns[line]:
                back = of_returns.pop(of_return, None)
                of_row = [country, currency, rate, None if back is None else -back]
                yield [*when, came_back, *what, -pieces, price, -amount, *of_row]


def _credited(orders: list[int]) -> dict[str, Decimal]:
    """The VAT of credit notes, by the number of the return."""
    notes = Invoice.objects.filter(order__in=orders, series=Series.CREDIT_NOTE)
    return dict(notes.values_list("return_number", "vat_amount"))


def _vat_of_returns(returns: list[Any], rate: Decimal | None) -> dict[str, Decimal]:
    """The VAT of each return of an order, by number, in the order in which they came; nothing without a rate."""
    if rate is None:
        return {}
    totals = defaultdict[str, Decimal](Decimal)
    for number, _at, _pieces, amount in sorted(returns, key=itemgetter(1)):
        totals[number] += amount
    said: dict[str, tuple[Decimal, Decimal]] = {}
    for number, total in totals.items():
        said[number] = total, vat_coming_back(total, rate, said.values())
    return {number: vat for number, (_total, vat) in said.items()}


def _by_first(rows: QuerySet[Any, Any]) -> defaultdict[int, list[Any]]:
    """Rows in their order, by their first column."""
    found = defaultdict(list)
    for first, *rest in rows:
        found[first].append(rest)
    return found
