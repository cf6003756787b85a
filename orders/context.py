"""Orders on the account page: accounts must not import orders."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from accounts.requests import is_signed_in
from orders.models import Order


def owed(request: HttpRequest) -> dict[str, object]:
    """The visitor's orders that closing the account touches, in one query, lazily.

    Those that are paid and not dispatched, and those that wait for a transfer. With them for how long an invoice keeps
    its buyer.
    """
    found = SimpleLazyObject(lambda: open_to(request))
    return {
        "owed_orders": SimpleLazyObject(lambda: [order for order in found if order.is_owed]),
        "open_transfers": SimpleLazyObject(lambda: [order for order in found if order.is_pending]),
        "invoice_years": settings.INVOICE_YEARS,
    }


def open_to(request: HttpRequest) -> list[Order]:
    if not is_signed_in(request):
        return []
    paid, transfers = request.user.orders.owed(), request.user.orders.open_transfers()
    return list((paid | transfers).order_by("pk"))
