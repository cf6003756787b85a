"""Placing an order: one transaction that turns a cart into an order.

Locks are always taken in this order: cart, then order, then products by primary key.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Subquery

from accounts.models import User
from cart.models import CartItem
from cart.owner import Owner, locked
from catalog import stock
from catalog.models import Product
from orders import clock
from orders.models import Order, OrderEvent, OrderItem, Payment, Status, deadline, grace
from orders.transfer import has_account
from orders.vat import vat_in
from pages.current import business
from pages.models import Business
from shop.inserts import insert
from shop.logs import log_event
from shop.money import LARGEST
from shop.statements import Statement, prepared_at_once


@dataclass(frozen=True)
class Line:
    """One line as shown on the review page: product, quantity, unit price."""

    product_id: int
    quantity: int
    price: Decimal


@dataclass(frozen=True)
class Placed:
    """The order, whether this very call created it, and whether it is what the page had shown."""

    order: Order
    is_new: bool
    is_as_shown: bool


class EmptyCart(Exception):
    """The cart is empty. Another tab may have ordered it."""


class NoAccount(Exception):
    """Orders are paid by transfer, and the shop has no account of its own to tell yet. Nothing was ordered."""


class TotalTooLarge(Exception):
    """The cart is as shown, but its total is more than one order can hold. Nothing was ordered."""


class TotalChanged(Exception):
    """The cart or a price differs from what the page showed. Nothing was ordered."""


# The lines, whether the key has made an order already, and the rate of VAT: that of the row itself and not what pages
# keep of it, because what is written here stays.
IN_CART: Statement[Any] = Statement(
    lambda user, key: (
        CartItem.objects.filter(user=user)
        .annotate(
            is_ordered=Exists(Order.objects.filter(user=user, checkout_key=key)),
            vat_rate=Subquery(Business.objects.order_by("pk").values("vat_rate")[:1]),
        )
        .order_by("pk")
    )
)


def place_order(*, user: User, checkout_key: str, shown: Sequence[Line], delivery: dict[str, Any]) -> Placed:
    """Makes the order of a user's cart and empties the cart.

    Raises EmptyCart, NoAccount, TotalChanged, TotalTooLarge, or OutOfStock of catalog.stock; nothing is changed then.
    A `checkout_key` makes one order, however often it is sent: later calls return the first call's order.
    VAT is contained in prices: if its rate has changed since the page was shown, the shopper pays the total that was
    agreed to, and only the part of it that is VAT differs. That is not asked again: the order has the rate of its day.
    """
    owner = Owner(user_id=user.pk)
    # Lock the cart first: a double click must not create two orders.
    with prepared_at_once(), locked(owner):
        items = IN_CART(user.pk, checkout_key)
        if not items or items[0].is_ordered:
            if order := user.orders.filter(checkout_key=checkout_key).first():
                return Placed(order, is_new=False, is_as_shown=same_as(order, shown))
            raise EmptyCart
        if settings.PAYMENT == Payment.TRANSFER and not has_account(business()):
            raise NoAccount
        products = stock.lock_products(item.product_id for item in items)
        # Staff may have deleted a shade since its line was read, and the line with it.
        if len(products) < len(items) or lines_of(items, products) != sorted(shown, key=lambda line: line.product_id):
            raise TotalChanged
        order = create(user, checkout_key, items, products, delivery, rate=items[0].vat_rate)
        quantities = {item.product_id: item.quantity for item in items}
        stock.take(products, quantities, order_number=order.number)
        # Delete only the lines that were read: what another tab adds from now on stays in the cart.
        CartItem.objects.filter(pk__in=[item.pk for item in items]).delete()
        return Placed(order, is_new=True, is_as_shown=True)


def lines_of(items: Sequence[CartItem], products: dict[int, Product]) -> list[Line]:
    """The cart at today's prices, by product."""
    lines = (Line(item.product_id, item.quantity, products[item.product_id].price) for item in items)
    return sorted(lines, key=lambda line: line.product_id)


def same_as(order: Order, shown: Sequence[Line]) -> bool:
    """Whether an order has exactly the lines that a page showed."""
    sold = {Line(item.product_id, item.quantity, item.product_price) for item in order.items.all()}
    return sold == set(shown)


def create(
    user: User,
    checkout_key: str,
    items: Sequence[CartItem],
    products: dict[int, Product],
    delivery: dict[str, Any],
    *,
    rate: Decimal | None,
) -> Order:
    """The order with its lines as sold and its first event. Raises TotalTooLarge."""
    total = sum((products[item.product_id].price * item.quantity for item in items), Decimal(0))
    if total > LARGEST:
        raise TotalTooLarge
    now = clock.now()
    order = Order.objects.create(
        user=user,
        checkout_key=checkout_key,
        total_amount=total,
        vat_rate=rate,
        vat_amount=None if rate is None else vat_in(total, rate),
        created_at=now,
        payment=settings.PAYMENT,
        expires_at=deadline(now, settings.PAYMENT),
        grace=grace(settings.PAYMENT),
        **delivery,
    )
    lines = [
        OrderItem(
            order=order,
            product_id=item.product_id,
            product_name=str(products[item.product_id]),
            product_price=products[item.product_id].price,
            quantity=item.quantity,
        )
        for item in items
    ]
    insert([*lines, OrderEvent(order=order, to_status=Status.PENDING, by=user, created_at=now)])
    transaction.on_commit(partial(log_event, "order placed", order=order.number, by=user.pk, total=str(total)))
    return order
