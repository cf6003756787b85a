"""Orders as a table for the bookkeeper: a row a line as sold, and a row with a minus for what came back of it."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from orders.models import Order, OrderItem, OrderReturn
from shop.csv_tables import Cell

# How many orders are read at a time: memory does not grow with their number.
AT_ONCE = 500


def rows_of(orders: QuerySet[Order]) -> Iterator[list[Cell]]:
    """The names of the columns, in the language of the page, and the rows in the order of the query."""
    return _rows(head(), {code: str(words) for code, words in Order._meta.get_field("status").flatchoices}, orders)


def head() -> list[Cell]:
    return [
        *(_("number"), _("placed"), _("paid at"), _("dispatched at"), _("came back"), _("status"), _("SKU")),
        *(_("name"), _("quantity"), _("price"), _("amount"), _("country")),
    ]


def _rows(names: list[Cell], states: dict[str, str], orders: QuerySet[Order]) -> Iterator[list[Cell]]:
    yield names
    read = orders.prefetch_related("items__product", "items__returns")
    for order in read.iterator(chunk_size=AT_ONCE):
        for line in order.items.all():
            yield _row(order, states, line)
            for one in line.returns.all():
                yield _row(order, states, line, one)


def _row(order: Order, states: dict[str, str], line: OrderItem, back: OrderReturn | None = None) -> list[Cell]:
    return [
        order.number,
        order.created_at,
        order.paid_at,
        order.dispatched_at,
        back and back.created_at,
        states[order.status],
        line.product.sku,
        line.product_name,
        -back.quantity if back else line.quantity,
        line.product_price,
        -back.amount if back else line.total,
        order.country,
    ]
