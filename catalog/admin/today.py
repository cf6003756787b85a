"""The shades' part of the staff's start page: what is sold out or nearly so, and what drafts lack. Three statements."""

from collections import Counter
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Value, When
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.admin.stock_filter import LOW, OUT, PARAMETER
from catalog.models import Product
from catalog.models.product_queries import SCARCE, faults_of
from catalog.sheet.lacking import fields_in_words
from shop.staff.today import Figure, Section, listed

HIDDEN = "hidden"
# The drafts that are named, the newest first.
DRAFTS = 5


def shades_today(request: HttpRequest) -> Section | None:
    if not request.user.has_perm("catalog.view_product"):
        return None
    found = numbers()
    public = {"is_public__exact": 1}
    figures = [
        Figure(_("Sold out"), str(found[OUT.code]), listed(Product, {**public, PARAMETER: OUT.code})),
        Figure(_("Low stock"), str(found[LOW.code]), listed(Product, {**public, PARAMETER: LOW.code})),
        Figure(_("Hidden"), str(found[HIDDEN]), listed(Product, {"is_public__exact": 0})),
    ]
    if found[HIDDEN]:
        figures += drafts()
    return Section(2, _("Shades"), figures)


def numbers() -> Counter[str]:
    """How many shades are sold out, low, or hidden. Two indexes have these shades and no others."""
    scarce = Case(When(OUT.condition, then=Value(OUT.code)), default=Value(LOW.code))
    kinds = (Product.objects.public().filter(SCARCE), scarce), (Product.objects.filter(is_public=False), Value(HIDDEN))
    of_sale, hidden = (rows.order_by().values_list(kind).annotate(number=Count("*")) for rows, kind in kinds)
    return Counter(dict(of_sale.union(hidden, all=True)))


@cache
def newest_drafts(vendor: str) -> tuple[str, Any]:
    """Their statement and its parameters, which are always the same: to make them takes longer than to ask."""
    newest = Product.objects.filter(is_public=False).order_by("-created_at", "-pk").only("sku", *Product.name.fields)
    return newest.with_lacks()[:DRAFTS].query.sql_with_params()


def drafts() -> list[Figure]:
    """The newest hidden shades, each with what it lacks before it can be shown."""
    figures = []
    for shade in Product.objects.raw(*newest_drafts(connection.vendor)).prefetch_related("photos"):
        url = reverse("admin:catalog_product_change", args=[shade.pk])
        lacks = ", ".join(fields_in_words(faults_of(shade)))
        note = _("lacks: %s") % lacks if lacks else _("ready to be shown")
        figures.append(Figure(str(shade), shade.sku, url, note, is_named=True))
    return figures
