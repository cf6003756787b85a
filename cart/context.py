"""The cart in the header of every page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cart.contents import Cart
from cart.owner import Owner, owner_of


def cart(request: HttpRequest) -> dict[str, object]:
    """Lazy, and without photographs; a page that shows them passes its own cart instead."""
    return {"cart": SimpleLazyObject(lambda: _in_cart(owner_of(request)))}


def _in_cart(owner: Owner) -> Cart:
    # Django compiles even the statement of `none()`, which it then does not send.
    return Cart([] if owner.is_nobody else list(owner.items().select_related("product")))
