"""Orders on the account page: accounts must not import orders."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.requests import is_signed_in
from orders.models import Order


def owed(request: HttpRequest) -> dict[str, object]:
    """The visitor's orders that are paid and not dispatched. Lazy."""
    return {"owed_orders": SimpleLazyObject(lambda: owed_to(request))}


def owed_to(request: HttpRequest) -> list[Order]:
    return list(request.user.orders.owed().order_by("pk")) if is_signed_in(request) else []
