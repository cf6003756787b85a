"""A shop has one currency: amounts of another would be added to its own."""

from collections.abc import Iterator

from django.db.models import Count

from orders.models import Order
from shop.money import shop_currency


def faults_of_currency() -> Iterator[str]:
    """Orders of another currency than that of the settings."""
    others = Order.objects.exclude(currency=shop_currency()).order_by("currency").values("currency")
    for currency, count in others.annotate(n=Count("pk")).values_list("currency", "n"):
        yield f"CURRENCY is {shop_currency()}, and {count} orders are in {currency}"
