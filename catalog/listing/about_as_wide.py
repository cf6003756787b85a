"""For a sold-out shade: a link to shades of about its width, for the same lamps."""

from decimal import Decimal

from django.utils.translation import gettext as _

from catalog.lengths import format_number
from catalog.listing.overview import CountedLink
from catalog.listing.ranges import MM_PER_CM, Bounds
from catalog.listing.state import ListState
from catalog.models import Product
from catalog.models.first_rows import count_of
from catalog.terms import Use
from shop.for_a_minute import kept

# Shades up to this many centimetres narrower or wider still suit the same lamp.
NEAR_CM = 3


def about_as_wide(product: Product) -> CountedLink | None:
    """The list of shades in stock that are at most 3 cm narrower or wider; None where there is none.

    One query a minute for all shades of a width and for the same lamps: none of these is in stock, so none is counted.
    """
    if product.widest_mm is None:
        return None
    low = max(product.widest_mm // MM_PER_CM - NEAR_CM, 0)
    high = -(-product.widest_mm // MM_PER_CM) + NEAR_CM
    uses = tuple(use.value for use in Use if getattr(product, f"for_{use.value}"))
    values = {"use": uses, "width": Bounds(Decimal(low), Decimal(high)), "in_stock": True}
    state = ListState(values={name: value for name, value in values.items() if value})
    count = kept(("about as wide", uses, low, high), lambda: count_of([*state.conditions().values()]))
    words = _("Other shades %(low)s to %(high)s cm wide") % {
        "low": format_number(low * MM_PER_CM, "cm"),
        "high": format_number(high * MM_PER_CM, "cm"),
    }
    return CountedLink("", words, count, state.url) if count else None
