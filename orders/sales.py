"""What was sold: takings and orders by day, and which shades sell best, in two statements."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, F, QuerySet, Sum, Value
from django.db.models.functions import TruncDate
from django.utils import timezone

from orders.models import Order, OrderItem, OrderReturn
from shop.language import current_language
from shop.money import cents, from_cents

BEST = 20


class Day(NamedTuple):
    """Orders that were paid on it, for how much, less what came back on it."""

    day: date
    orders: int
    takings: Decimal


class Seller(NamedTuple):
    """A shade that was sold. `days_left`: for how many days its stock lasts at this pace; None if it is hidden."""

    product_id: int
    sku: str
    name: str
    quantity: int
    takings: Decimal
    stock: int
    days_left: int | None


@dataclass(frozen=True)
class Sales:
    """From the first to the last day, both included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def end(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.last + timedelta(days=1), time.min))

    def days(self) -> list[Day]:
        """Every day, also those without an order."""
        paid = self._by_day(Order.objects.all(), "paid_at", "total_amount")
        returned = self._by_day(OrderReturn.objects.order_by(), "created_at", "amount")
        orders: dict[date, int] = {}
        takings: dict[date, Decimal] = {}
        for row in paid.union(returned, all=True):
            is_order = row["kind"] == "paid_at"
            orders[row["day"]] = orders.get(row["day"], 0) + row["rows"] * is_order
            amount = from_cents(row["cents"])
            takings[row["day"]] = takings.get(row["day"], Decimal(0)) + (amount if is_order else -amount)
        return [Day(day, orders.get(day, 0), takings.get(day, Decimal(0))) for day in self._all_days()]

    def _all_days(self) -> Iterator[date]:
        for n in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=n)

    def _by_day(self, rows: QuerySet[Any], moment: str, amount: str) -> QuerySet[Any, dict[str, Any]]:
        within = rows.filter(**{f"{moment}__gte": self.start, f"{moment}__lt": self.end})
        by_day = within.values(kind=Value(moment), day=TruncDate(moment))
        return by_day.annotate(rows=Count("pk"), cents=Sum(cents(amount)))

    def best_sellers(self) -> list[Seller]:
        """By pieces sold, the most first; what came back is not subtracted."""
        paid = Order.objects.filter(paid_at__gte=self.start, paid_at__lt=self.end)
        # Not by a join: SQLite would begin with all lines that there are.
        sold = OrderItem.objects.filter(order__in=paid.values("pk")).order_by()
        best = sold.values("product").annotate(
            pieces=Sum("quantity"),
            cents=Sum(cents("product_price") * F("quantity")),
            sku=F("product__sku"),
            name=F(f"product__name_{current_language()}"),
            stock=F("product__stock"),
            is_public=F("product__is_public"),
        )
        return [self._seller(row) for row in best.order_by("-pieces", "product")[:BEST]]

    def _seller(self, row: dict[str, Any]) -> Seller:
        # Days that are still to come sell nothing.
        days = (min(self.last, timezone.localdate()) - self.first).days + 1
        left = row["stock"] * max(days, 1) // row["pieces"] if row["is_public"] else None
        takings = from_cents(row["cents"])
        return Seller(row["product"], row["sku"], row["name"], row["pieces"], takings, row["stock"], left)
