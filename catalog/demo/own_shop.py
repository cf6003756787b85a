"""Whether a shop is somebody's own: the demo is never loaded between true goods and words."""

from typing import Any

from catalog.models import Product
from pages.models import Business, Page


def is_own_shop(entries: list[dict[str, Any]]) -> bool:
    """Whether it has shades, pages or business data that are not marked as demo, and none of these shades of the demo.

    Orders need no question of their own: a shade that was sold cannot be deleted.
    """
    if Product.objects.filter(sku__in=[entry["sku"] for entry in entries]).exists():
        return False
    has_words = Page.objects.filter(is_demo=False).exists()
    return has_words or Product.objects.exists() or any(row.is_of_a_seller for row in Business.objects.all())
