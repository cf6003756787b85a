"""The models of orders. Other modules import them from here."""

from orders.models.event import OrderEvent
from orders.models.line import OrderItem
from orders.models.order import Order, OrderQuerySet, deadline
from orders.models.order_return import OrderReturn
from orders.models.status import InvalidTransition, MoreThanSold, PaymentExpired, Status, WrongLines

__all__ = [
    "InvalidTransition",
    "MoreThanSold",
    "Order",
    "OrderEvent",
    "OrderItem",
    "OrderQuerySet",
    "OrderReturn",
    "PaymentExpired",
    "Status",
    "WrongLines",
    "deadline",
]
