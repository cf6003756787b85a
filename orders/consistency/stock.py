"""Every order took the stock of its lines exactly once, and every cancelled order returned it exactly once.

One that was taken up again took it once more.
"""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, QuerySet

from catalog.models import StockMovement
from catalog.terms import Reason
from orders.models import OrderEvent, OrderItem, Status
from shop.consistency import found

DIFFER = "order {order__number}: its line of {product__sku} and the stock that was {moved} differ"
NO_LINE = "movement {pk} ({reason} of order {order_number}, product {product__sku}): there is no such line"


def faults_of_order_stock() -> Iterator[str]:
    lines = OrderItem.objects.all()
    taken_up = lines.filter(Exists(OrderEvent.objects.filter(order=OuterRef("order"), from_status=Status.CANCELLED)))
    cancelled = lines.filter(order__status=Status.CANCELLED)
    moved: list[tuple[QuerySet[OrderItem], Reason, int, str]] = [
        (lines, Reason.SALE, -1, "taken"),
        (cancelled, Reason.CANCELLATION, 1, "returned"),
        (taken_up, Reason.CANCELLATION, 1, "returned"),
        (taken_up, Reason.TAKEN_UP, -1, "taken anew"),
    ]
    for rows, reason, sign, words in moved:
        yield from unmoved(rows, reason, sign=sign, moved=words)
    yield from without_line(lines, Reason.SALE)
    yield from without_line(cancelled | taken_up, Reason.CANCELLATION)
    yield from without_line(taken_up, Reason.TAKEN_UP)


def unmoved(lines: QuerySet[OrderItem], reason: Reason, *, sign: int, moved: str) -> Iterator[str]:
    """Lines without a movement of their quantity."""
    # The condition of the unique index, in its own words: without it SQLite would not use the index.
    movement = StockMovement.objects.exclude(order_number="").filter(
        return_number="",
        product=OuterRef("product_id"),
        reason=reason,
        order_number=OuterRef("order__number"),
        delta=OuterRef("quantity") * sign,
    )
    yield from found(lines.filter(~Exists(movement)).order_by("pk"), DIFFER, moved=moved)


def without_line(lines: QuerySet[OrderItem], reason: Reason) -> Iterator[str]:
    """Movements whose order has no such line, or is not in the status that moves stock."""
    line = lines.filter(order__number=OuterRef("order_number"), product=OuterRef("product_id"))
    yield from found(StockMovement.objects.filter(~Exists(line), reason=reason).order_by("pk"), NO_LINE)
