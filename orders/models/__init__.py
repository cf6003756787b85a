"""The models of orders. Other modules import them from here."""

from orders.models.event import OrderEvent
from orders.models.line import OrderItem
from orders.models.order import Order, OrderQuerySet, deadline
from orders.models.status import InvalidTransition, PaymentExpired, Status

__all__ = [
    "InvalidTransition",
    "Order",
    "OrderEvent",
    "OrderItem",
    "OrderQuerySet",
    "PaymentExpired",
    "Status",
    "deadline",
]
