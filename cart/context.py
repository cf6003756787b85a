"""The cart's link in the header."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from cart.owner import owner_of


@dataclass
class CartLink:
    """What the link says. Asks the database when a page shows it, and not for those who never added anything."""

    request: HttpRequest

    @cached_property
    def count(self) -> int:
        """How many shades the cart holds."""
        return sum(owner_of(self.request).items().values_list("quantity", flat=True))


def cart(request: HttpRequest) -> dict[str, Any]:
    return {"cart_link": CartLink(request)}
