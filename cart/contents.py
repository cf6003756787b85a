"""The lines of a cart, and what changes them. Every writer of a user's cart locks it first (cart/owner.py)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection, transaction
from django.db.models import Case, When
from django.db.models.functions import Least
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from cart.models import CartItem
from cart.owner import Owner, lock_user, locked
from catalog.models import MAX_QUANTITY, Product
from catalog.models.pair import give_pairs
from pages.current import business
from shop.money import LARGEST, money


class TooMany(Exception):
    """More than is in stock, or than one cart may hold. `largest` is the largest quantity the line can have."""

    def __init__(self, largest: int, in_cart: int = 0) -> None:
        super().__init__(f"at most {largest}")
        self.largest = largest
        self.in_cart = in_cart


@dataclass(frozen=True)
class Kept:
    """The result for one product: how many were asked for, and how many are in the cart now."""

    product: Product
    asked: int
    kept: int

    @property
    def is_missing(self) -> bool:
        """Whether none are available; of a line that was there before, all may still be in the cart."""
        return self.product.largest_order == 0

    @property
    def is_cut(self) -> bool:
        """Whether some are in the cart, but fewer than were asked for."""
        return 0 < self.kept < self.asked and not self.is_missing


@dataclass(frozen=True)
class Cart:
    """The lines of a cart as a page shows them."""

    items: list[CartItem]

    @property
    def count(self) -> int:
        """How many shades are available: those that the total counts."""
        return sum(item.possible for item in self.items)

    @property
    def total(self) -> Decimal:
        """The price of those available, in the shop's currency. Summed in Python, because SQLite sums floats."""
        return sum((item.total for item in self.items), Decimal(0))

    @property
    def vat_rate(self) -> Decimal | None:
        """Of today: it decides what stands beside the total in the header."""
        return business().vat_rate

    @property
    def changed(self) -> list[CartItem]:
        """The lines that cannot be ordered as they are; `mend` corrects them."""
        return [item for item in self.items if not item.is_ready]

    @property
    def is_ready(self) -> bool:
        """Whether it can be ordered as it is."""
        return bool(self.items) and not self.obstacle

    @property
    def is_too_large(self) -> bool:
        """Whether it costs more than one order can hold."""
        return self.total > LARGEST

    @property
    def obstacle(self) -> str:
        """Why it cannot be ordered as it is; empty if it can."""
        if self.changed:
            return gettext("Some shades have run short or are no longer sold. The total is for what is available.")
        if self.is_too_large:
            return gettext("The largest order is %s. Take fewer shades and order the rest separately.") % money(LARGEST)
        return ""

    @property
    def mending(self) -> str:
        """What `mend` does to this cart, as the words of its button."""
        if any(item.is_short for item in self.changed):
            if len(self.changed) > 1:
                return gettext("Take what is left and go on")
            left = self.changed[0].available
            text = ngettext("Take the one that is left and go on", "Take the %(n)s that are left and go on", left)
            return text % {"n": left}
        count = len(self.changed)
        if count == len(self.items):
            return gettext("Empty the cart")
        if count == 1:
            return gettext("Remove it and go on")
        if count == 2:
            return gettext("Remove both and go on")
        return ngettext("Remove %(n)s line and go on", "Remove all %(n)s and go on", count) % {"n": count}


def cart_of(owner: Owner) -> Cart:
    """The cart with the photographs of its shades: two queries."""
    items = owner.lines()
    give_pairs(item.product for item in items)
    return Cart(items)


# One statement, so that no concurrent add is lost, of a guest neither, whose cart has no lock.
ADD = """
    INSERT INTO carts (product_id, quantity, price_when_added, updated_at, {owner}) {line}
    ON CONFLICT ({owner}, product_id) DO UPDATE
        SET quantity = carts.quantity + excluded.quantity, updated_at = excluded.updated_at
        WHERE carts.quantity + excluded.quantity <= %s
    RETURNING quantity
"""
# A user's cart is locked in the same statement, before the line is looked for.
LINES = {
    "user_id": "SELECT %s, %s, %s, %s, id FROM users WHERE id = %s {lock}",
    "token": "VALUES (%s, %s, %s, %s, %s)",
}


def add(owner: Owner, product: Product, quantity: int) -> None:
    """Adds to the quantity in the cart. Raises TooMany; then nothing is changed."""
    largest = product.largest_order
    if quantity > largest or not is_added(owner, product, quantity):
        in_cart = owner.items().filter(product=product).values_list("quantity", flat=True).first()
        raise TooMany(largest, in_cart or 0)


def is_added(owner: Owner, product: Product, quantity: int) -> bool:
    """Whether there was room for the quantity, which then was added."""
    [(name, key)] = owner.key.items()
    # SQLite locks its whole file.
    lock = "FOR NO KEY UPDATE" if connection.features.has_select_for_update else ""
    statement = ADD.format(owner=name, line=LINES[name].format(lock=lock))
    price, now = (
        CartItem._meta.get_field(field).get_db_prep_save(value, connection)  # type: ignore[union-attr]  # no relation
        for field, value in (("price_when_added", product.price), ("updated_at", timezone.now()))
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [product.pk, quantity, price, now, key, product.largest_order])
        return cursor.fetchone() is not None


def set_quantity(owner: Owner, product: Product, quantity: int) -> None:
    """Sets the quantity of an existing line; 0 removes it. Raises TooMany; then nothing is changed."""
    with locked(owner):
        line = owner.items().filter(product=product)
        if quantity == 0:
            line.delete()
            return
        largest = product.largest_order
        if quantity > largest:
            raise TooMany(largest)
        line.update(quantity=quantity, updated_at=timezone.now())


def mend(owner: Owner) -> list[Kept]:
    """Removes lines that are not available, and lowers the others to what is in stock. Idempotent."""
    with locked(owner):
        changed = [item for item in owner.items().select_related("product").order_by("pk") if not item.is_ready]
        owner.items().filter(pk__in=[item.pk for item in changed if item.is_gone]).delete()
        short = {item.pk: item.possible for item in changed if item.is_short}
        if short:
            left = Case(*(When(pk=pk, then=possible) for pk, possible in short.items()))
            # A guest's cart has no lock: what another tab has made smaller in between stays smaller.
            lines = owner.items().filter(pk__in=short)
            lines.update(quantity=Least("quantity", left), updated_at=timezone.now())
    return [Kept(item.product, item.quantity, item.possible) for item in changed]


def put_back(owner: Owner, wanted: Mapping[int, int]) -> list[Kept]:
    """Raises each product, by key, to the wanted quantity or to what is available. Idempotent."""
    with locked(owner):
        there = {item.product_id: item for item in owner.items()}
        kept, fresh, raised = [], [], []
        for product in Product.objects.filter(pk__in=wanted).order_by("pk"):
            asked = wanted[product.pk]
            quantity = min(asked, product.largest_order)
            item = there.get(product.pk)
            if item is None and quantity:
                fresh.append(CartItem(**owner.key, product=product, quantity=quantity, price_when_added=product.price))
            elif item and item.quantity < quantity:
                item.quantity, item.updated_at = quantity, timezone.now()
                raised.append(item)
            kept.append(Kept(product, asked, max(quantity, item.quantity if item else 0)))
        CartItem.objects.bulk_create(fresh)
        CartItem.objects.bulk_update(raised, ["quantity", "updated_at"])
    return kept


def merge(token: str, user_id: int) -> list[Kept]:
    """Moves a guest's lines into a user's cart, once. Returns the lines that changed it or were cut to the stock.

    The larger quantity wins, bounded by stock; the older price is kept, so that a price that changed since is still
    shown as changed. A second merge of the same token finds no lines.
    """
    with transaction.atomic():
        # The user's row first, then the guest's lines: every writer of a cart locks in this order.
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
    # A line whose shade is no longer available stays as it is, so that the cart can say so.
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
