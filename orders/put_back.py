"""What was in a cancelled order, back in the cart."""

from cart.contents import Kept, put_back
from cart.owner import Owner
from orders.models import InvalidTransition, Order


def put_order_back(order: Order) -> list[Kept]:
    """Puts into its user's cart what an order held, and tells what became of each shade. Twice is as once.

    Raises InvalidTransition where the order is not cancelled: its shades are still in it.
    """
    if not order.is_cancelled:
        raise InvalidTransition(f"{order.number} is {order.status}")
    wanted = dict(order.items.values_list("product_id", "quantity"))
    return put_back(Owner(user_id=order.user_id), wanted)
