"""The cart's link in the header."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from cart.models import CartItem
from cart.owner import owner_of


@dataclass
class CartLink:
    """What the link says. Asks the database when a page shows it, and not for those who never added anything."""

    request: HttpRequest

    @cached_property
    def lines(self) -> list[CartItem]:
        """All lines with their products, without photographs."""
        return list(owner_of(self.request).items().select_related("product"))

    @property
    def count(self) -> int:
        """How many shades the cart holds."""
        return sum(item.quantity for item in self.lines)

    @property
    def total(self) -> Decimal:
        """What those cost today that can be had, in the shop's currency. Summed here, because SQLite sums floats."""
        return sum((item.total for item in self.lines if not item.is_gone), Decimal(0))


def cart(request: HttpRequest) -> dict[str, Any]:
    return {"cart_link": CartLink(request)}
