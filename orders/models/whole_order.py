"""One order of a shopper as its page shows it, read by statements that are written once."""

from accounts.models import User
from catalog.models.pair import give_pairs
from orders.models.event import OrderEvent
from orders.models.line import OrderItem
from orders.models.order import Order
from shop.statements import Statement

OF_USER = Statement(lambda user, number: Order.objects.filter(user=user, number=number).with_pieces_back())
LINES = Statement(lambda order: OrderItem.objects.filter(order=order).select_related("product"))
EVENTS = Statement(lambda order: OrderEvent.objects.filter(order=order))


def whole_order(user: User, number: str) -> Order | None:
    """The order with its lines, the photographs of their shades, and its history: four queries. None of others."""
    order = OF_USER.first(user.pk, number)
    if order is not None:
        order.own_lines, order.own_events = LINES(order.pk), EVENTS(order.pk)
        give_pairs(item.product for item in order.own_lines)
        for event in order.own_events:
            event.order = order
    return order
