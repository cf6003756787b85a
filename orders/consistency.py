"""Consistency of the shop: rules that no constraint can express, checked over all rows."""

from collections.abc import Iterator
from decimal import Decimal

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from accounts.consistency import addresses
from catalog.consistency import unmountable
from catalog.models import Product, StockMovement
from catalog.terms import Reason
from orders.models import Order, OrderEvent, Status
from orders.personal import PERSONAL, closed_address


def inconsistencies() -> Iterator[str]:
    """One line for each fault, naming the row. Money is summed in Python, because SQLite sums floats."""
    yield from stock_and_ledger()
    yield from totals()
    yield from states()
    yield from order_movements()
    yield from parcels()
    yield from addresses()
    yield from unmountable()


def stock_and_ledger() -> Iterator[str]:
    """The stock of a product is the sum of its movements."""
    ledger = Product.objects.annotate(ledger=Coalesce(Sum("movements__delta"), 0)).exclude(stock=F("ledger"))
    for sku, stock, total in ledger.order_by("pk").values_list("sku", "stock", "ledger"):
        yield f"product {sku}: stock is {stock}, its movements sum to {total}"
    for product in Product.objects.public().without_pair().order_by("pk"):
        yield f"product {product.sku}: it is shown without its two photographs"


def totals() -> Iterator[str]:
    """An order has lines, and its total is their sum."""
    for order in Order.objects.prefetch_related("items").order_by("pk").iterator(chunk_size=1000):
        total = sum((item.total for item in order.items.all()), Decimal(0))
        if not order.items.all():
            yield f"order {order.number}: it has no lines"
        elif total != order.total_amount:
            yield f"order {order.number}: its total is {order.total_amount}, its lines sum to {total}"


def states() -> Iterator[str]:
    """The events of an order lead, step by step, from placing it to its present status."""
    steps: dict[int, list[OrderEvent]] = {}
    for event in OrderEvent.objects.order_by("order_id", "pk"):
        steps.setdefault(event.order_id, []).append(event)
    for order in Order.objects.order_by("pk"):
        state = ""
        for event in steps.get(order.pk, []):
            if event.from_status != state:
                yield f"order {order.number}: an event leaves {event.from_status!r} while it was {state!r}"
            state = event.to_status
        if state != order.status:
            yield f"order {order.number}: it is {order.status!r}, its events end at {state!r}"


def order_movements() -> Iterator[str]:
    """Every order took its stock exactly once, and every cancelled order returned it exactly once."""
    moved: dict[tuple[str, str], dict[int, int]] = {}
    for movement in StockMovement.objects.exclude(order_number=""):
        moved.setdefault((movement.order_number, movement.reason), {})[movement.product_id] = movement.delta
    for order in Order.objects.prefetch_related("items").order_by("pk"):
        sold = {item.product_id: item.quantity for item in order.items.all()}
        taken = {pk: -delta for pk, delta in moved.pop((order.number, Reason.SALE.value), {}).items()}
        returned = moved.pop((order.number, Reason.CANCELLATION.value), {})
        if taken != sold:
            yield f"order {order.number}: its lines and the stock it took differ"
        if returned != (sold if order.status == Status.CANCELLED else {}):
            yield f"order {order.number}: it is {order.status!r}, and the stock it returned does not agree"
    for number, reason in moved:
        yield f"movement {reason} of order {number}: there is no such order"


def parcels() -> Iterator[str]:
    """A paid, undispatched order has an address; other orders of a closed account have none."""
    nowhere = Q(name="") | Q(street="") | Q(city="")
    for number in Order.objects.owed().filter(nowhere).order_by("pk").values_list("number", flat=True):
        yield f"order {number}: it is paid and not dispatched, and nobody knows where it goes"
    kept = ~Q(**dict.fromkeys(PERSONAL, ""))
    for order in Order.objects.filter(kept, user__is_active=False).select_related("user").order_by("pk"):
        if order.user.email == closed_address(order.user_id) and not order.is_owed:
            yield f"order {order.number}: its account is closed, and it still says where it went"
