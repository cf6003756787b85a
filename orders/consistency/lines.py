"""An order has lines, and its total is their sum."""

from collections.abc import Iterator

from django.db.models import Count, F, FloatField, Sum
from django.db.models.functions import Abs, Cast

from orders.models import Order
from shop.consistency import found

# SQLite sums floats. In totals that an order may have their error is below a thousandth; a true difference is a cent.
HALF_A_CENT = 0.005


def faults_of_lines() -> Iterator[str]:
    counted = Order.objects.values("number").order_by("number").annotate(n=Count("items"))
    yield from found(counted.filter(n=0), "order {number}: it has no lines")
    prices = Sum(Cast("items__product_price", FloatField()) * F("items__quantity"))
    summed = Order.objects.values("number", "total_amount").annotate(lines=prices)
    difference = Abs(F("lines") - Cast("total_amount", FloatField()))
    wrong = summed.annotate(difference=difference).filter(difference__gte=HALF_A_CENT).order_by("number")
    yield from found(wrong, "order {number}: its total is {total_amount}, its lines sum to {lines:.2f}")
