"""The lines of a cart, and what changes them. Every writer of a user's cart locks it first (cart/owner.py)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext

from cart.models import CartItem
from cart.owner import Owner, lock_user, locked
from catalog.models import MAX_QUANTITY, Product
from shop.money import LARGEST, money


class TooMany(Exception):
    """More than there are, or than one cart holds. `largest` is the largest quantity the line can have."""

    def __init__(self, largest: int, in_cart: int = 0) -> None:
        super().__init__(f"at most {largest}")
        self.largest = largest
        self.in_cart = in_cart


@dataclass(frozen=True)
class Kept:
    """What became of a wish: how many of the product were asked for, and how many are in the cart now."""

    product: Product
    asked: int
    kept: int

    @property
    def is_cut(self) -> bool:
        """Some are in the cart, and fewer than were asked for."""
        return 0 < self.kept < self.asked


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
        return bool(self.items) and not self.obstacle

    @property
    def is_too_large(self) -> bool:
        """Whether it costs more than one order can hold."""
        return self.total > LARGEST

    @property
    def obstacle(self) -> str:
        """Why it cannot be ordered as it stands; empty where it can."""
        if not all(item.is_ready for item in self.items):
            return gettext("Change the marked lines, then you can check out.")
        if self.is_too_large:
            return gettext("The largest order is %s. Take fewer shades and order the rest separately.") % money(LARGEST)
        return ""


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
        # Counted by the database, so that no parallel add is lost.
        grown = {"quantity": F("quantity") + quantity, "updated_at": timezone.now()}
        if line.filter(quantity__lte=largest - quantity).update(**grown):
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


def put_back(owner: Owner, wanted: Mapping[int, int]) -> list[Kept]:
    """Sees to it that the cart has as many of each product as are wanted, by key, or can be had. Twice is as once."""
    kept = []
    with locked(owner):
        there = {item.product_id: item for item in owner.items()}
        for product in Product.objects.filter(pk__in=wanted).order_by("pk"):
            asked = wanted[product.pk]
            quantity = min(asked, product.largest_order)
            item = there.get(product.pk)
            if item is None and quantity:
                CartItem.objects.create(**owner.key, product=product, quantity=quantity, price_when_added=product.price)
            elif item and item.quantity < quantity:
                owner.items().filter(pk=item.pk).update(quantity=quantity, updated_at=timezone.now())
            kept.append(Kept(product, asked, max(quantity, item.quantity if item else 0)))
    return kept


def merge(token: str, user_id: int) -> list[Kept]:
    """Moves a guest's lines into a user's cart, once, and tells what became of those that changed it or were cut.

    The larger quantity wins, bounded by stock; the older price is kept, so that a price that changed since is still
    shown as changed. A second merge of the same token finds no lines.
    """
    with transaction.atomic():
        # The user's row first, then the guest's lines: the order that every writer of a cart keeps.
        lock_user(user_id)
        guest = list(
            CartItem.objects.select_for_update(of=("self",))
            .filter(token=token)
            .select_related("product")
            .order_by("pk")
        )
        own = {item.product_id: item for item in CartItem.objects.filter(user=user_id).select_related("product")}
        changes = []
        for item in guest:
            line = own.get(item.product_id)
            before = line.quantity if line else 0
            asked = max(before, item.quantity)
            kept = _join(line, item) if line else _move(item, user_id)
            if kept != before or kept < asked:
                changes.append(Kept(item.product, asked, kept))
        CartItem.objects.filter(pk__in=[item.pk for item in guest], token=token).delete()
        return changes


def _bounded(quantity: int, item: CartItem) -> int:
    # A line whose shade is gone stays as it is, so that the cart can say so.
    return min(quantity, item.available or quantity, MAX_QUANTITY)


def _join(own: CartItem, guest: CartItem) -> int:
    older = min(own, guest, key=lambda item: item.pk)
    own.quantity = _bounded(max(own.quantity, guest.quantity), own)
    own.price_when_added = older.price_when_added
    own.updated_at = timezone.now()
    own.save(update_fields=["quantity", "price_when_added", "updated_at"])
    return own.quantity


def _move(item: CartItem, user_id: int) -> int:
    item.quantity = _bounded(item.quantity, item)
    item.user_id, item.token, item.updated_at = user_id, None, timezone.now()
    item.save(update_fields=["quantity", "user", "token", "updated_at"])
    return item.quantity
