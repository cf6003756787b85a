"""Context of every page: the shop's name, its delivery, its business data."""

from typing import Any

from django.http import HttpRequest

from pages.current import current
from shop.kept import set_read_at


def words(request: HttpRequest) -> dict[str, Any]:
    now = current()
    set_read_at(request, now.read_at)
    business = now.business
    return {"shop_name": str(business.shop_name), "delivery": business.delivery_facts, "business": business}
