"""What the shop has stored of a person, as one file (GDPR, articles 15 and 20): JSON, to read and to take elsewhere."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F

from accounts.models import User
from orders.models import Order
from orders.personal import PERSONAL

# What staff noted is not the person's own: staff decide what of it they hand over.
DELIVERY = (*(name for name in PERSONAL if name != "staff_note"), "country")
BUYER = ("name", "street", "postcode", "city", "country")
TIMES = ("created_at", "expires_at", "paid_at", "cancelled_at", "dispatched_at")


def data_of(user: User, *, with_notes: bool = False) -> dict[str, Any]:
    """The account, its cart and its orders with their invoices; notes of staff only where staff make the file.

    Times are UTC, amounts decimals as texts. The number of queries is the same for any
    number of orders.
    """
    orders = user.orders.order_by("pk").prefetch_related("items", "events", "returns__line", "invoices")
    return {
        "account": {
            "email": user.email,
            "created_at": user.created_at,
            "last_login": user.last_login,
        },
        "cart": list(_cart(user)),
        "orders": [_order(order, with_notes=with_notes) for order in orders],
    }


def _cart(user: User) -> Iterable[Any]:
    return user.cart_items.order_by("pk").values("quantity", "updated_at", sku=F("product__sku"))


def _order(order: Order, *, with_notes: bool) -> dict[str, Any]:
    notes = {"staff_note": order.staff_note} if with_notes else {}
    return {
        "number": order.number,
        "status": order.status,
        "payment": order.payment,
        "total": order.total_amount,
        "currency": order.currency,
        "vat_rate": order.vat_rate,
        "vat": order.vat_amount,
        **{name: getattr(order, name) for name in TIMES},
        "delivery": {name: getattr(order, name) for name in DELIVERY},
        **notes,
        "lines": [
            {"name": line.product_name, "price": line.product_price, "quantity": line.quantity}
            for line in order.items.all()
        ],
        "events": [
            {"at": event.created_at, "from": event.from_status, "to": event.to_status} for event in order.events.all()
        ],
        "returns": [
            {
                "number": back.number,
                "at": back.created_at,
                "name": back.line.product_name,
                "quantity": back.quantity,
                "amount": back.amount,
            }
            for back in order.returns.all()
        ],
        "invoices": [
            {
                "number": invoice.number,
                "issued_at": invoice.issued_at,
                "corrects": invoice.corrects,
                "return": invoice.return_number,
                "seller": invoice.seller,
                "lines": [
                    {"sku": line.sku, "name": line.name, "price": line.price, "quantity": line.quantity}
                    for line in invoice.sold_lines
                ],
                "currency": invoice.currency,
                "total": invoice.total_amount,
                "vat_rate": invoice.vat_rate,
                "vat": invoice.vat_amount,
                "buyer": {name: getattr(invoice, f"buyer_{name}") for name in BUYER},
            }
            for invoice in order.invoices.all()
        ],
    }
