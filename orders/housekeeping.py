"""What the scheduler does: cancels what was not paid in time, drops what was left behind. Safe to run twice."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from cart.models import CartItem
from orders.models import InvalidTransition, Order


@dataclass(frozen=True)
class Tidied:
    """How many of each were cancelled or dropped."""

    orders: int
    cart_lines: int
    sessions: int


def tidy() -> Tidied:
    """Each order in a transaction of its own; one that is being paid at this moment is left to its shopper."""
    now = timezone.now()
    cart_lines, _ = CartItem.objects.abandoned(now - timedelta(days=settings.CART_DAYS)).delete()
    sessions, _ = Session.objects.filter(expire_date__lt=now).delete()
    return Tidied(orders=cancel_overdue(), cart_lines=cart_lines, sessions=sessions)


def cancel_overdue() -> int:
    cancelled = 0
    for order in Order.objects.overdue().iterator():
        try:
            order.cancel(by=None)
        except InvalidTransition:
            continue
        cancelled += 1
    return cancelled
