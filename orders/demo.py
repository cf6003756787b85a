"""Half a year of invented orders, for a shop that is only being looked at: paid, sent, come back or never paid.

The ledger is as it would be if each had been placed, and so is every event; `check_shop` finds nothing.
"""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from operator import attrgetter
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from catalog import stock
from catalog.models import Product, StockMovement
from catalog.terms import Reason
from orders.models import Order, OrderEvent, OrderItem, OrderReturn, Status, deadline
from pages.current import business

DAYS = 182
# Of a hundred orders. What is sent comes back within two weeks, if at all.
NEVER_PAID, CANCELLED, COMES_BACK = 7, 2, 4
# How long after its deadline an order is cancelled.
LATE = timedelta(minutes=1)
# How many are written at a time.
AT_ONCE = 500
# How many of the shades are sold: a statement names no more than some ten thousand values.
MOST_SHADES = 2000
PEOPLE = (
    ("Anna Lindqvist", "+46701234567", "Kastanjegatan 12", "223 59", "Lund", "SE"),
    ("Jonas Weber", "+4930901820", "Lindenstraße 7", "10969", "Berlin", "DE"),
    ("Maija Ozola", "+37167012345", "Brīvības iela 40", "LV-1050", "Rīga", "LV"),
    ("Пётр Соколов", "+74951234567", "улица Правды, 24, кв. 8", "125124", "Москва", "RU"),
    ("Claire Martin", "+33142685300", "12 rue des Lilas", "75020", "Paris", "FR"),
    ("Eva Novák", "+420224811111", "Dlouhá 3", "110 00", "Praha", "CZ"),
    ("Mikko Virtanen", "+358942410000", "Puistokatu 5", "00140", "Helsinki", "FI"),
    ("Giulia Rossi", "+390612345678", "Via Roma 18", "00184", "Roma", "IT"),
)


class RealOrders(Exception):
    """The shop has orders, or no shades to sell. Nothing was changed."""


@dataclass
class Written:
    """Rows that belong together, to be written at once."""

    orders: list[Order] = field(default_factory=list)
    lines: list[OrderItem] = field(default_factory=list)
    events: list[OrderEvent] = field(default_factory=list)
    returns: list[OrderReturn] = field(default_factory=list)
    movements: list[StockMovement] = field(default_factory=list)


def seed_orders(count: int, progress: Callable[[int, int], None]) -> int:
    """All or nothing. Returns how many were made. Raises RealOrders. `progress`: how many of how many are made."""
    with transaction.atomic():
        if Order.objects.exists():
            raise RealOrders("This shop has orders already.")
        shades = stock.lock_products(Product.objects.public().order_by("pk").values_list("pk", flat=True)[:MOST_SHADES])
        if not shades:
            raise RealOrders("There are no shades: run seed_catalogue first.")
        return _Half(list(shades.values()), random.Random(7)).write(count, progress)  # noqa: S311  # no secret


def accounts(count: int) -> list[User]:
    """Nobody can log in to them. Those of an earlier time are used again."""
    addresses = [f"demo-{n}@example.org" for n in range(count)]
    unusable = make_password(None)
    User.objects.bulk_create((User(email=one, password=unusable) for one in addresses), ignore_conflicts=True)
    batches = (addresses[start : start + AT_ONCE] for start in range(0, count, AT_ONCE))
    return [user for some in batches for user in User.objects.filter(email__in=some).order_by("pk")]


class _Half:
    """The half year that ends now. The same one each time, apart from its numbers."""

    def __init__(self, shades: list[Product], dice: random.Random) -> None:
        self.now, self.dice, self.shades = timezone.now(), dice, shades
        # A few shades are bought often, and most seldom.
        self.weights = [1 / (rank + 3) for rank in range(len(shades))]
        delivered = business().countries
        self.people = [one for one in PEOPLE if one[-1] in delivered] or [(*PEOPLE[0][:-1], next(iter(delivered)))]
        self.staff, self.accounts = User(), [User()]

    def write(self, count: int, progress: Callable[[int, int], None]) -> int:
        self.staff, *self.accounts = accounts(1 + max(1, count // 3))
        rows, taken = Written(), Counter[int]()
        for n, moment in enumerate(self.moments(count)):
            self.invent(n, moment, rows, taken)
        self.receive(taken)
        for start in range(0, count, AT_ONCE):
            Order.objects.bulk_create(rows.orders[start : start + AT_ONCE])
            progress(min(start + AT_ONCE, count), count)
        OrderItem.objects.bulk_create(rows.lines, batch_size=AT_ONCE)
        OrderEvent.objects.bulk_create(rows.events, batch_size=AT_ONCE)
        OrderReturn.objects.bulk_create(rows.returns, batch_size=AT_ONCE)
        # The ledger is read by its keys: the return of one order comes after the sale of the next.
        rows.movements.sort(key=attrgetter("created_at"))
        StockMovement.objects.bulk_create(rows.movements, batch_size=AT_ONCE)
        return count

    def moments(self, count: int) -> list[datetime]:
        """More towards the end, in the evening and at the weekend; the last two are of this moment."""
        found: list[datetime] = []
        while len(found) < count - 2:
            at = self.now - timedelta(days=DAYS * (1 - self.dice.random() ** 0.7))
            at = at.replace(
                hour=self.dice.choice([8, 10, 12, 13, 17, 19, 20, 20, 21, 22]), minute=self.dice.randrange(60)
            )
            if at < self.now - timedelta(hours=2) and (at.weekday() > 4 or self.dice.random() < 0.8):
                found.append(at)
        soon = [self.now - timedelta(minutes=minutes) for minutes in (12, 5)]
        return [*sorted(found), *soon][-count:]

    def invent(self, n: int, placed: datetime, rows: Written, taken: "Counter[int]") -> None:
        """One order with all that became of it."""
        fate = self.dice.randrange(100)
        name, phone, street, postcode, city, country = self.dice.choice(self.people)
        order = Order(
            user=self.dice.choice(self.accounts), checkout_key=f"demo-{n}", created_at=placed, country=country
        )
        order.name, order.phone, order.street, order.postcode, order.city = name, phone, street, postcode, city
        order.expires_at = deadline(placed)
        chosen = dict.fromkeys(self.dice.choices(self.shades, self.weights, k=self.dice.choice([1, 1, 1, 2, 2, 3])))
        lines = [
            OrderItem(
                order=order,
                product=shade,
                product_name=getattr(shade, "name_ru" if country == "RU" else "name_en"),
                product_price=shade.price,
                quantity=self.dice.choice([1, 1, 1, 2, 2, 4]),
            )
            for shade in chosen
        ]
        order.total_amount = sum((line.total for line in lines), Decimal(0))
        rows.orders.append(order)
        rows.lines += lines
        self.event(rows, order, placed, "", Status.PENDING, order.user)
        for line in lines:
            self.move(rows, line, -line.quantity, Reason.SALE, placed)
            taken[line.product_id] += line.quantity
        if order.expires_at + LATE > self.now:
            return
        if fate < NEVER_PAID + CANCELLED:
            self.cancel(rows, order, lines, is_late=fate < NEVER_PAID)
        else:
            self.pay(rows, order, lines)

    def cancel(self, rows: Written, order: Order, lines: list[OrderItem], *, is_late: bool) -> None:
        order.status = Status.CANCELLED
        order.cancelled_at = order.expires_at + LATE if is_late else self.soon_after(order)
        by = None if is_late else order.user
        self.event(rows, order, order.cancelled_at, Status.PENDING, Status.CANCELLED, by)
        for line in lines:
            self.move(rows, line, line.quantity, Reason.CANCELLATION, order.cancelled_at)

    def pay(self, rows: Written, order: Order, lines: list[OrderItem]) -> None:
        """And dispatch it on one of the next days, unless that is still to come."""
        order.status, order.paid_at = Status.PAID, self.soon_after(order)
        self.event(rows, order, order.paid_at, Status.PENDING, Status.PAID, order.user)
        sent = order.paid_at + timedelta(hours=self.dice.randrange(10, 60))
        if sent > self.now:
            return
        order.dispatched_at = sent
        self.event(rows, order, sent, Status.PAID, Status.PAID, self.staff)
        back = sent + timedelta(days=self.dice.randrange(4, 14))
        if self.dice.randrange(100) < COMES_BACK and back < self.now:
            self.come_back(rows, order, lines[0], back)

    def soon_after(self, order: Order) -> datetime:
        """In the first half of the time to pay."""
        return order.created_at + (order.expires_at - order.created_at) * self.dice.uniform(0.05, 0.5)

    def come_back(self, rows: Written, order: Order, line: OrderItem, moment: datetime) -> None:
        number, is_restocked = f"{order.number}/1", self.dice.random() < 0.8
        rows.returns.append(
            OrderReturn(
                number=number,
                order=order,
                line=line,
                quantity=1,
                is_restocked=is_restocked,
                amount=line.product_price,
                by=self.staff,
                created_at=moment,
            )
        )
        self.event(rows, order, moment, Status.PAID, Status.PAID, self.staff, return_number=number)
        if is_restocked:
            self.move(rows, line, 1, Reason.RETURNED, moment, return_number=number, staff_member=self.staff)

    def event(
        self, rows: Written, order: Order, moment: datetime, before: str, after: str, by: User | None, **more: str
    ) -> None:
        step = {"from_status": before, "to_status": after}
        rows.events.append(OrderEvent(order=order, by=by, created_at=moment, **step, **more))

    def move(self, rows: Written, line: OrderItem, delta: int, reason: Reason, moment: datetime, **more: Any) -> None:
        rows.movements.append(
            StockMovement(
                product=line.product,
                delta=delta,
                reason=reason,
                order_number=line.order.number,
                created_at=moment,
                **more,
            )
        )
        line.product.stock += delta

    def receive(self, taken: "Counter[int]") -> None:
        """What will be sold came in before the first order, so that no stock was ever below what there was."""
        start = self.now - timedelta(days=DAYS + 1)
        sold = [shade for shade in self.shades if taken[shade.pk]]
        for shade in sold:
            shade.stock += taken[shade.pk]
        StockMovement.objects.bulk_create(
            StockMovement(product=shade, delta=taken[shade.pk], reason=Reason.RECEIPT, created_at=start)
            for shade in sold
        )
        Product.objects.bulk_update(sold, ["stock"], batch_size=AT_ONCE)
