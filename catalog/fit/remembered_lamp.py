"""The shopper's lamp: kept in a signed cookie of its own, and what every shade says about it."""

from collections.abc import Iterable
from typing import cast

from django.http import HttpRequest, HttpResponse

from catalog.fit.lamp import HomeLamp
from catalog.fit.rules import judge
from catalog.fit.shade import as_shade
from catalog.lengths import Unit
from catalog.models import Product
from shop.cookies import SignedCookie

COOKIE = SignedCookie("lamp", salt="catalog.lamp", seconds=365 * 86400)


def remembered_lamp(request: HttpRequest) -> HomeLamp | None:
    """The lamp of the cookie; None where there is none, or where it says nothing that we wrote."""
    return _read(COOKIE.read(request))


def remember(response: HttpResponse, lamp: HomeLamp) -> None:
    """The answer carries the lamp home for a year."""
    COOKIE.set(response, _written(lamp))


def forget(response: HttpResponse) -> None:
    COOKIE.delete(response)


def add_verdicts(products: Iterable[Product], lamp: HomeLamp | None) -> None:
    """Gives each product `verdict`: whether it fits the lamp, None without a lamp or for a draft. No query."""
    for product in products:
        product.verdict = judge(as_shade(product), lamp) if lamp and product.is_public else None


def _written(lamp: HomeLamp) -> str:
    sizes = ("" if mm is None else str(mm) for mm in (lamp.height_mm, lamp.width_mm, lamp.table_mm))
    return ".".join((*sizes, lamp.holder, lamp.use, lamp.unit))


def _read(text: str) -> HomeLamp | None:
    try:
        *sizes, holder, use, unit = text.split(".")
        height, width, table = (int(size) if size else None for size in sizes)
        return HomeLamp(height, width, holder, use, table, cast(Unit, unit))
    except ValueError:
        return None
