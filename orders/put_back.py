"""Ordering again: what was in an order, in the cart once more."""

from cart.contents import Kept, put_back
from cart.owner import Owner
from orders.models import InvalidTransition, Order


def put_order_back(order: Order) -> list[Kept]:
    """Puts into its user's cart what an order held, and tells what became of each shade. Twice is as once.

    Raises InvalidTransition where the order waits for its payment: its shades are kept in it.
    """
    if order.is_pending:
        raise InvalidTransition(f"{order.number} is {order.status}")
    wanted = dict(order.items.values_list("product_id", "quantity"))
    return put_back(Owner(user_id=order.user_id), wanted)
