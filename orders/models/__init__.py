"""The models of orders. Other modules import them from here."""

from orders.models.event import OrderEvent
from orders.models.invoice import CannotChange, Invoice, InvoiceQuerySet
from orders.models.invoice_counter import InvoiceCounter, Series
from orders.models.line import OrderItem
from orders.models.order import Order
from orders.models.order_queries import OrderQuerySet
from orders.models.order_return import OrderReturn, with_returns_known
from orders.models.payment import OVERDUE_AT, Payment, deadline, grace
from orders.models.status import (
    AddressErased,
    InvalidTransition,
    MoreThanSold,
    PaymentExpired,
    Status,
    WrongLines,
)

__all__ = [
    "OVERDUE_AT",
    "AddressErased",
    "CannotChange",
    "InvalidTransition",
    "Invoice",
    "InvoiceCounter",
    "InvoiceQuerySet",
    "MoreThanSold",
    "Order",
    "OrderEvent",
    "OrderItem",
    "OrderQuerySet",
    "OrderReturn",
    "Payment",
    "PaymentExpired",
    "Series",
    "Status",
    "WrongLines",
    "deadline",
    "grace",
    "with_returns_known",
]
