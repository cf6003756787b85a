"""Context of every page: the shop's name, its delivery, its business data, the links to its own words, a banner."""

from typing import Any

from django.http import HttpRequest

from pages.current import current
from pages.models import Business
from shop.kept import set_read_at
from shop.language import current_language


def words(request: HttpRequest) -> dict[str, Any]:
    now = current()
    set_read_at(request, now.read_at)
    business = shown_business(request)
    return {
        "shop_name": str(business.shop_name),
        "delivery": business.delivery_facts,
        "business": business,
        "pages": now.links[current_language()],
        "banner": getattr(request, "banner", ""),
    }


def shown_business(request: HttpRequest) -> Business:
    """The business data that the page of this request shows: those of today, or those of a preview."""
    business: Business = getattr(request, "previewed", None) or current().business
    return business


def set_banner(request: HttpRequest, banner: str) -> None:
    """Has the page of this request say above it what it is, to staff, who alone see it."""
    request.banner = banner  # type: ignore[attr-defined]  # our own attribute


def preview(request: HttpRequest, business: Business) -> None:
    """Has the page of this request show these business data, whatever is stored."""
    request.previewed = business  # type: ignore[attr-defined]  # our own attribute
