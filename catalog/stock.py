"""All changes of stock, each together with its movement in the ledger.

Locks are always taken in this order: cart, then order, then products by primary key. A caller that holds none of
them may come here; one that needs a cart or an order locks it first.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from catalog.models import Product, StockMovement
from catalog.terms import Reason
from shop.inserts import Written, insert
from shop.statements import Statement

# Rows of one statement: a delivery may have thousands.
BATCH = 500
# More than this of one shade is a slip of the finger, and a column holds no more than two thousand times as much.
MOST_STOCK = 1_000_000


@dataclass(frozen=True)
class Shortage:
    """A product of which less is available than was wanted."""

    product: Product
    wanted: int
    available: int


class Refused(Exception):
    """The stock cannot be changed so. Nothing was changed."""


class OutOfStock(Refused):
    """Some products are not available in the wanted quantity. Nothing was taken."""

    def __init__(self, shortages: list[Shortage]) -> None:
        super().__init__(", ".join(f"{s.product.sku}: {s.available} of {s.wanted}" for s in shortages))
        self.shortages = shortages


class SentTwice(Exception):
    """The same form has changed stock already. It was not changed again."""


class Gone(Refused):
    """A product whose stock was to change no longer exists."""


class NotLost(Refused):
    """What is broken or lost can only be taken away."""


class TooMuch(Refused):
    """More than MOST_STOCK of a product would be there."""


# What is read of a product that is sold, or that a message names. Its texts are most of a row.
READ = ("sku", "name_en", "name_ru", "price", "stock", "is_public")
LOCKED = Statement(
    lambda *keys: Product.objects.select_for_update(no_key=True).only(*READ).filter(pk__in=keys).order_by("pk")
)


def lock_products(ids: Iterable[int]) -> dict[int, Product]:
    """The existing products by primary key, with READ, locked in that order, so that two orders never deadlock."""
    keys = tuple(ids)
    return {product.pk: product for product in LOCKED(*keys)} if keys else {}


def take(products: Mapping[int, Product], quantities: Mapping[int, int], *, order_number: str) -> None:
    """Takes the stock of an order from locked products. Raises OutOfStock; then nothing is taken."""
    shortages = []
    for pk, quantity in sorted(quantities.items()):
        product = products[pk]
        available = product.stock if product.is_public else 0
        if available < quantity:
            shortages.append(Shortage(product, quantity, available))
    if shortages:
        raise OutOfStock(shortages)
    _move(products, {pk: -quantity for pk, quantity in quantities.items()}, Reason.SALE, order_number=order_number)


def give_back(quantities: Mapping[int, int], *, order_number: str) -> None:
    """Returns the stock of a cancelled order. Runs inside the transaction that cancels it."""
    _move(lock_products(quantities), quantities, Reason.CANCELLATION, order_number=order_number)


def take_anew(quantities: Mapping[int, int], *, order_number: str) -> None:
    """Takes the stock of a cancelled order that is taken up again, of hidden products too: they were sold.

    Runs inside the transaction that takes it up. Raises OutOfStock; then nothing is taken.
    """
    products = lock_products(quantities)
    shortages = [Shortage(p, quantities[pk], p.stock) for pk, p in products.items() if p.stock < quantities[pk]]
    if shortages:
        raise OutOfStock(shortages)
    _move(products, {pk: -quantity for pk, quantity in quantities.items()}, Reason.TAKEN_UP, order_number=order_number)


def take_back(quantities: Mapping[int, int], *, order_number: str, return_number: str, staff_member: Any) -> None:
    """Puts what came back of an order on sale again. Runs inside the transaction that writes the return."""
    why = {"order_number": order_number, "return_number": return_number, "staff_member": staff_member}
    _move(lock_products(quantities), quantities, Reason.RETURNED, **why)


def adjust(
    product_ids: Iterable[int], delta: int, *, reason: str, staff_member: Any = None, form_key: str = ""
) -> list[Product]:
    """A member of staff changes the stock of each existing product by the same number, with a reason.

    Raises Refused, as below zero (OutOfStock), and SentTwice if the form with this key has changed stock already.
    """
    with transaction.atomic():
        there = lock_products(product_ids)
        return change(dict.fromkeys(there, delta), reason=reason, staff_member=staff_member, form_key=form_key)


def change(deltas: Mapping[int, int], *, reason: str, staff_member: Any = None, form_key: str = "") -> list[Product]:
    """A member of staff changes the stock of each product by its own number.

    Raises SentTwice as `adjust`, and Refused: Gone, NotLost, OutOfStock, TooMuch.
    """
    with transaction.atomic():
        products = lock_products(deltas)
        if form_key and StockMovement.objects.filter(form_key=form_key).exists():
            raise SentTwice
        if products.keys() != deltas.keys():
            raise Gone
        if any(is_no_loss(delta, reason) for delta in deltas.values()):
            raise NotLost
        if any(delta > 0 and products[pk].stock + delta > MOST_STOCK for pk, delta in deltas.items()):
            raise TooMuch
        shortages = [Shortage(p, -deltas[pk], p.stock) for pk, p in products.items() if p.stock + deltas[pk] < 0]
        if shortages:
            raise OutOfStock(shortages)
        _move(products, deltas, reason, staff_member=staff_member, form_key=form_key)
        return list(products.values())


def is_no_loss(delta: int, reason: str) -> bool:
    """Whether something would be added because it is broken or lost."""
    return delta > 0 and reason == Reason.LOSS


def _move(
    products: Mapping[int, Product],
    deltas: Mapping[int, int],
    reason: str,
    **why: Any,
) -> None:
    """Adds each delta to the stock of its locked product, and writes a movement with `why`. Checks nothing."""
    moved = [products[pk] for pk in sorted(deltas)]
    for product in moved:
        product.stock += deltas[product.pk]
    for start in range(0, len(moved), BATCH):
        batch = moved[start : start + BATCH]
        movements = (
            StockMovement(product=product, delta=deltas[product.pk], reason=reason, **why) for product in batch
        )
        insert(movements, beside=new_stock(batch))


def new_stock(products: Sequence[Product]) -> Written:
    """A statement. That of `bulk_update`, a CASE for each row, takes Django longer than all else of an order."""
    rows = ", ".join(["(%s, %s)"] * len(products))
    statement = f"UPDATE products SET stock = moved.column2 FROM (VALUES {rows}) AS moved WHERE id = moved.column1"  # noqa: S608  # placeholders alone
    return statement, [value for product in products for value in (product.pk, product.stock)]
