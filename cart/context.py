"""The cart in the header of every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cart.contents import Cart
from cart.owner import owner_of


def cart(request: HttpRequest) -> dict[str, object]:
    """Lazy, and without photographs; a page that shows them passes its own cart instead."""
    return {"cart": SimpleLazyObject(lambda: Cart(owner_of(request).lines()))}
