"""The cart's link in the header."""

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from cart.owner import owner_of


@dataclass
class CartLink:
    """What the link says. Asks the database when a page shows it, and not for those who never added anything."""

    request: HttpRequest

    @cached_property
    def lines(self) -> list[tuple[int, Decimal]]:
        """Quantity and today's price of each line."""
        return list(owner_of(self.request).items().values_list("quantity", "product__price"))

    @property
    def count(self) -> int:
        """How many shades the cart holds."""
        return sum(quantity for quantity, _price in self.lines)

    @property
    def total(self) -> Decimal:
        """What they cost today, in the shop's currency. Summed here, because SQLite sums floats."""
        return sum((quantity * price for quantity, price in self.lines), Decimal(0))


def cart(request: HttpRequest) -> dict[str, Any]:
    return {"cart_link": CartLink(request)}
