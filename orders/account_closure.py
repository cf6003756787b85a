"""Closing an account. The row stays, because its orders stay in the books; personal data are erased.

Not from invoices: who bought is part of what the law has a shop keep. `tidy` erases it when the years are over.

Locks are always taken in this order: cart, then order, then products by primary key. The carts of owners are locked
together, by primary key (accounts/owners.py).
"""

from django.db import transaction

from accounts.models import User
from accounts.owners import lock_leaving
from accounts.second_factor.codes import remove as remove_second_factor
from cart.owner import Owner
from catalog import stock
from orders.models import Order, OrderItem
from orders.personal import PERSONAL, closed_address


def close_account(*, user: User) -> list[Order]:
    """Empties the cart, cancels pending orders, erases personal data and ends every session of the account.

    Returns the orders that are paid and not dispatched: they keep their delivery address until they are dispatched.
    Sessions end because they carry a hash of the password, and the new one is unusable. Raises LastOwner.
    """
    owner = Owner(user_id=user.pk)
    with transaction.atomic():
        # Locks the cart, too.
        lock_leaving(user)
        owner.items().delete()
        # Lock all of them, so that none is paid or dispatched before the account is closed.
        orders = list(user.orders.select_for_update().order_by("pk"))
        pending = [order for order in orders if order.is_pending]
        # All products at once: order by order they would not be locked by primary key.
        stock.lock_products(OrderItem.objects.filter(order__in=pending).values_list("product_id", flat=True))
        for order in pending:
            order.cancel(by=user)
        owed = [order for order in orders if order.is_owed]
        user.orders.exclude(pk__in=[order.pk for order in owed]).update(**dict.fromkeys(PERSONAL, ""))
        user.email = closed_address(user.pk)
        user.set_unusable_password()
        user.is_active = user.is_staff = user.is_superuser = False
        remove_second_factor(user, by=user)
        user.save(update_fields=["email", "password", "is_active", "is_staff", "is_superuser"])
        return owed
