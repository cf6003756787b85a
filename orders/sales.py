"""What was sold: takings and orders by day, and which shades sell best, in two statements."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.utils import timezone

from catalog.models import Product
from orders.models import Order, OrderItem, OrderReturn
from shop.days import DayHere
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


def takings_within(start: Any, end: Any) -> tuple[QuerySet[Any], QuerySet[Any]]:
    """What takings are: orders that were paid from start to end, and what came back then, in cents below zero.

    The two may be places of a `Statement`. Rows of both have `moment`, `cents` and `is_order`, which is 1 or 0.
    """
    paid = Order.objects.filter(paid_at__gte=start, paid_at__lt=end)
    returned = OrderReturn.objects.filter(created_at__gte=start, created_at__lt=end).order_by()
    return (
        paid.annotate(moment=F("paid_at"), cents=cents("total_amount"), is_order=Value(1)),
        returned.annotate(moment=F("created_at"), cents=-cents("amount"), is_order=Value(0)),
    )


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
        orders, takings = Counter[date](), defaultdict[date, int](int)
        paid, returned = (
            rows.values("is_order", day=DayHere("moment")).annotate(rows=Count("pk"), total=Sum("cents"))
            for rows in takings_within(self.start, self.end)
        )
        for row in paid.union(returned, all=True):
            orders[row["day"]] += row["rows"] * row["is_order"]
            takings[row["day"]] += row["total"]
        return [Day(day, orders[day], from_cents(takings[day])) for day in self._all_days()]

    def _all_days(self) -> Iterator[date]:
        for n in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=n)

    def best_sellers(self) -> list[Seller]:
        """By pieces that were sold less those that came back, the most first: both within the period."""
        pieces, takings, shades = Counter[int](), Counter[int](), {}
        sold, returned = self._sold_by_shade(), self._returned_by_shade()
        for row in sold.union(returned, all=True):
            shades[row["shade"]] = row
            pieces[row["shade"]] += row["pieces"]
            takings[row["shade"]] += row["total"]
        best = sorted(((-count, shade) for shade, count in pieces.items() if count > 0))[:BEST]
        return [self._seller(shades[shade], pieces[shade], takings[shade]) for _count, shade in best]

    def _sold_by_shade(self) -> QuerySet[Any, dict[str, Any]]:
        paid = Order.objects.filter(paid_at__gte=self.start, paid_at__lt=self.end)
        # Not by a join: SQLite would begin with all lines that there are.
        sold = OrderItem.objects.filter(order__in=paid.values("pk")).order_by()
        return _by_shade(sold, "product", Sum("quantity"), Sum(cents("product_price") * F("quantity")))

    def _returned_by_shade(self) -> QuerySet[Any, dict[str, Any]]:
        back = OrderReturn.objects.filter(created_at__gte=self.start, created_at__lt=self.end).order_by()
        return _by_shade(back, "line__product", -Sum("quantity"), -Sum(cents("amount")))

    def _seller(self, row: dict[str, Any], pieces: int, takings: int) -> Seller:
        # Days that are still to come sell nothing.
        days = (min(self.last, timezone.localdate()) - self.first).days + 1
        left = row["stock"] * max(days, 1) // pieces if row["is_public"] else None
        return Seller(row["shade"], row["sku"], row["name"], pieces, from_cents(takings), row["stock"], left)


def _by_shade(rows: QuerySet[Any], shade: str, pieces: Any, total: Any) -> QuerySet[Any, dict[str, Any]]:
    # What is said of a shade is looked up once its lines are summed: joined, all lines would be sorted by these texts.
    of_shade = Product.objects.filter(pk=OuterRef("shade"))
    columns = {"sku": "sku", "name": f"name_{current_language()}", "stock": "stock", "is_public": "is_public"}
    said = {name: Subquery(of_shade.values(column)) for name, column in columns.items()}
    return rows.values(shade=F(shade)).annotate(pieces=pieces, total=total).annotate(**said)
