"""The shades' part of the staff's start page: what is sold out or nearly so, and what drafts lack. Three statements."""

from functools import cache
from typing import Any

from babel.numbers import format_decimal
from django.db import connection
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.admin.stock_filter import LOW, OUT, PARAMETER
from catalog.models import Product
from catalog.models.product import NEWEST
from catalog.models.product_queries import SCARCE, faults_of
from catalog.sheet.lacking import fields_in_words
from shop.language import current_language
from shop.staff.today import Figure, Section, listed

HIDDEN = "hidden"
# What is more is "1,000+": to count all of them could take longer than the page.
MOST_COUNTED = 1000
# The drafts that are named, the newest first.
DRAFTS = 5


def shades_today(request: HttpRequest) -> Section | None:
    if not request.user.has_perm("catalog.view_product"):
        return None
    found = numbers()
    public = {"is_public__exact": 1}
    figures = [
        Figure(_("Sold out"), counted(found[OUT.code]), listed(Product, {**public, PARAMETER: OUT.code})),
        Figure(_("Low stock"), counted(found[LOW.code]), listed(Product, {**public, PARAMETER: LOW.code})),
        Figure(_("Hidden"), counted(found[HIDDEN]), listed(Product, {"is_public__exact": 0})),
    ]
    if found[HIDDEN]:
        figures += drafts()
    return Section(2, _("Shades"), figures)


def numbers() -> dict[str, int]:
    """How many shades are sold out, low, or hidden, counted as far as they are said."""
    with connection.cursor() as cursor:
        cursor.execute(*counts(connection.vendor, MOST_COUNTED))
        return dict(cursor.fetchall())


@cache
def counts(vendor: str, most: int) -> tuple[str, Any]:
    """Two indexes have these shades and no others.

    Hidden ones in its order, or PostgreSQL reads the whole table, where many are hidden and their rows are new.
    """
    scarce = Product.objects.public().filter(SCARCE).order_by()
    kinds = {
        OUT.code: scarce.filter(OUT.condition),
        LOW.code: scarce.filter(LOW.condition),
        HIDDEN: Product.objects.filter(is_public=False).order_by(*NEWEST),
    }
    parts: list[str] = []
    parameters: list[Any] = []
    for code, rows in kinds.items():
        sql, own = rows.values("pk")[: most + 1].query.sql_with_params()
        parts.append(f"SELECT '{code}', COUNT(*) FROM ({sql}) AS counted")  # noqa: S608  # codes of ours
        parameters += own
    return " UNION ALL ".join(parts), parameters


def counted(number: int) -> str:
    if number <= MOST_COUNTED:
        return str(number)
    return f"{format_decimal(MOST_COUNTED, locale=current_language())}+"


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
