"""Putting into the cart, changing and taking out. Every writer of a user's cart locks it first (cart/owner.py)."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from cart.models import CartItem, grown
from cart.owner import Owner, locked
from catalog.models import Product


class TooMany(Exception):
    """More than there are, or than one cart holds. `largest` is the largest quantity the line can have."""

    def __init__(self, largest: int, in_cart: int = 0) -> None:
        super().__init__(f"at most {largest}")
        self.largest = largest
        self.in_cart = in_cart


@dataclass(frozen=True)
class Cart:
    """The lines of a cart as a page shows them."""

    items: list[CartItem]

    @property
    def count(self) -> int:
        return sum(item.quantity for item in self.items)

    @property
    def count_available(self) -> int:
        """How many of them can be had: what the total is for."""
        return sum(item.quantity for item in self.items if not item.is_gone)

    @property
    def total(self) -> Decimal:
        """What the lines cost that can be had, in the shop's currency. Summed here, because SQLite sums floats."""
        return sum((item.total for item in self.items if not item.is_gone), Decimal(0))

    @property
    def is_ready(self) -> bool:
        """Whether it can be ordered as it stands."""
        return bool(self.items) and all(item.is_ready for item in self.items)


def cart_of(owner: Owner) -> Cart:
    return Cart(list(owner.items().with_products()))


def add(owner: Owner, product: Product, quantity: int) -> CartItem:
    """Adds to what is there. Raises TooMany, and then changes nothing."""
    largest = product.largest_order
    if quantity > largest:
        raise TooMany(largest, owner.items().filter(product=product).values_list("quantity", flat=True).first() or 0)
    with locked(owner):
        fresh = {"quantity": quantity, "price_when_added": product.price}
        item, is_new = CartItem.objects.get_or_create(**owner.key, product=product, defaults=fresh)
        if is_new:
            return item
        line = CartItem.objects.filter(pk=item.pk)
        if line.filter(quantity__lte=largest - quantity).update(quantity=grown(quantity), updated_at=timezone.now()):
            return line.get()
        if in_cart := line.values_list("quantity", flat=True).first():
            raise TooMany(largest, in_cart)
    # A guest's cart has no lock: another tab has taken the line out in between.
    return add(owner, product, quantity)


def set_quantity(owner: Owner, product: Product, quantity: int) -> None:
    """Sets the quantity of a line that is there; 0 takes it out. Raises TooMany, and then changes nothing."""
    with locked(owner):
        line = owner.items().filter(product=product)
        if quantity == 0:
            line.delete()
            return
        largest = product.largest_order
        if quantity > largest:
            raise TooMany(largest)
        line.update(quantity=quantity, updated_at=timezone.now())
