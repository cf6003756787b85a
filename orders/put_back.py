"""Ordering again: the shades of an order go back into the cart."""

from cart.contents import Kept, put_back
from cart.owner import Owner
from orders.models import InvalidTransition, Order


def put_order_back(order: Order) -> list[Kept]:
    """Puts the shades of an order into its user's cart. Returns the result for each shade. Idempotent.

    Raises InvalidTransition if the order is pending: its shades are reserved for it.
    """
    if order.is_pending:
        raise InvalidTransition(f"{order.number} is {order.status}")
    wanted = dict(order.items.values_list("product_id", "quantity"))
    return put_back(Owner(user_id=order.user_id), wanted)
