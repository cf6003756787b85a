"""A shop keeps its currency. `migrate`, which comes before each start, refuses settings that say another."""

from typing import Any

from django.core import checks
from django.db import connections

from orders.models import Order
from shop.money import shop_currency


@checks.register(checks.Tags.database)
def currency_is_kept(*, databases: Any = None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Asked only where the database is: an error if there are orders of another currency than CURRENCY."""
    for alias in databases or ():
        if not has_currency(alias):
            continue
        other = Order.objects.using(alias).exclude(currency=shop_currency()).values_list("currency", flat=True).first()
        if other:
            return [
                checks.Error(
                    f"CURRENCY is {shop_currency()}, and there are orders in {other}.",
                    hint=f"Set CURRENCY={other} again; a shop of another currency needs a database of its own.",
                    id="orders.E001",
                )
            ]
    return []


def has_currency(alias: str) -> bool:
    """Whether the table of orders is there, and has the column: `migrate` asks before it makes them."""
    connection, table = connections[alias], Order._meta.db_table
    with connection.cursor() as cursor:
        introspection = connection.introspection
        return table in introspection.table_names(cursor) and "currency" in {
            column.name for column in introspection.get_table_description(cursor, table)
        }
