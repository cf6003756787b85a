"""What came back: no more than was sold, for as much as it was sold, and in stock exactly once."""

from collections.abc import Iterator

from django.db.models import Exists, F, FloatField, OuterRef, Q, Sum, Value
from django.db.models.functions import Abs, Cast, Concat

from catalog.models import StockMovement
from catalog.terms import Reason
from orders.consistency.lines import HALF_A_CENT
from orders.models import OrderEvent, OrderItem, OrderReturn
from shop.consistency import found


def faults_of_returns() -> Iterator[str]:
    yield from quantities()
    yield from orders_of_returns()
    yield from amounts()
    yield from events()
    yield from restocked()


def quantities() -> Iterator[str]:
    counted = OrderItem.objects.values("order__number", "product__sku", "quantity").annotate(
        back=Sum("returns__quantity")
    )
    yield from found(
        counted.filter(back__gt=F("quantity")).order_by("order__number", "product__sku"),
        "order {order__number}: {back} of {product__sku} came back, and {quantity} were sold",
    )


def orders_of_returns() -> Iterator[str]:
    """A return is of its line's order, and of one that was dispatched before."""
    wrong = {
        "its line is one of another order": ~Q(order=F("line__order")),
        "its order was not dispatched": Q(order__dispatched_at=None),
        "it came back before it was dispatched": Q(created_at__lt=F("order__dispatched_at")),
        "its number is not of its order": ~Q(number__startswith=Concat(F("order__number"), Value("/"))),
    }
    for fault, condition in wrong.items():
        rows = OrderReturn.objects.filter(condition).order_by("pk")
        yield from found(rows, "return {number}: {fault}", fault=fault)


def amounts() -> Iterator[str]:
    should = Cast("line__product_price", FloatField()) * F("quantity")
    rows = OrderReturn.objects.annotate(should=should, difference=Abs(should - Cast("amount", FloatField())))
    yield from found(
        rows.filter(difference__gte=HALF_A_CENT).order_by("pk"),
        "return {number}: its amount is {amount}, its shades were sold for {should:.2f}",
    )


def events() -> Iterator[str]:
    """Each return has one event, of the same time, and each event its return."""
    event = OrderEvent.objects.filter(
        order=OuterRef("order_id"), return_number=OuterRef("number"), created_at=OuterRef("created_at")
    )
    rows = OrderReturn.objects.filter(~Exists(event)).order_by("pk")
    yield from found(rows, "return {number}: its order has no event of it")
    back = OrderReturn.objects.filter(order=OuterRef("order_id"), number=OuterRef("return_number"))
    rows_of_events = OrderEvent.objects.exclude(return_number="").filter(~Exists(back)).order_by("pk")
    yield from found(
        rows_of_events, "order {order__number}: an event says that {return_number} came back, and nothing did"
    )


def restocked() -> Iterator[str]:
    """What went back into stock is in the ledger with its quantity, and nothing else is."""
    movement = StockMovement.objects.exclude(return_number="").filter(
        product=OuterRef("line__product_id"),
        reason=Reason.RETURNED,
        order_number=OuterRef("order__number"),
        return_number=OuterRef("number"),
        delta=OuterRef("quantity"),
    )
    rows = OrderReturn.objects.filter(~Exists(movement), is_restocked=True).order_by("pk")
    yield from found(rows, "return {number}: {line__product__sku} and the stock that went back differ")
    back = OrderReturn.objects.filter(
        number=OuterRef("return_number"), line__product=OuterRef("product_id"), is_restocked=True
    )
    movements = StockMovement.objects.filter(~Exists(back), reason=Reason.RETURNED).order_by("pk")
    yield from found(movements, "movement {pk} (return {return_number}, product {product__sku}): nothing came back")
