"""Closing an account. The row stays, because its orders stay in the books; personal data are erased.

Locks are always taken in this order: cart, then order, then products by primary key.
"""

from accounts.models import User
from cart.owner import Owner, locked
from orders.models import Status

PERSONAL = ("name", "phone", "street", "postcode", "city")


def close_account(*, user: User) -> None:
    """Empties the cart, cancels pending orders, erases personal data and ends every session of the account.

    Sessions end because they carry a hash of the password, and the new one is unusable.
    """
    owner = Owner(user_id=user.pk)
    with locked(owner):
        owner.items().delete()
        for order in user.orders.select_for_update().filter(status=Status.PENDING).order_by("pk"):
            order.cancel(by=user)
        user.orders.update(**dict.fromkeys(PERSONAL, ""))
        user.email = f"closed-{user.pk}@invalid"
        user.set_unusable_password()
        user.is_active = user.is_staff = user.is_superuser = False
        user.save(update_fields=["email", "password", "is_active", "is_staff", "is_superuser"])
