"""Readings of orders, from partial indexes that hold only those that are counted."""

from collections.abc import Mapping

from orders import clock
from orders.models import Order, Status
from shop.metrics.readings import count, reading


@reading("shop_orders", "Orders that wait for something, up to 10000 of each", label="waiting_for")
def waiting() -> Mapping[str, float]:
    """An overdue order waits for `tidy`, within a minute."""
    return {
        "payment": count(Order.objects.filter(status=Status.PENDING)),
        "cancellation": count(Order.objects.overdue(clock.now()).order_by()),
        "dispatch": count(Order.objects.owed()),
    }
