"""The cart of every page: what its link in the header says."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cart.contents import Cart
from cart.owner import owner_of


def cart(request: HttpRequest) -> dict[str, object]:
    """Read when a page shows it, and without photographs; a page that has them gives its own cart instead."""
    return {"cart": SimpleLazyObject(lambda: Cart(list(owner_of(request).items().select_related("product"))))}
