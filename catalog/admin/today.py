"""The shades' part of the staff's start page: what is sold out or nearly so, and what drafts lack. Three statements."""

from django.db.models import Count, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.admin.stock_filter import LOW, OUT, PARAMETER
from catalog.models import Product
from catalog.sheet.lacking import fields_in_words
from shop.staff.today import Figure, Section, listed

# The drafts that are named, the newest first.
DRAFTS = 5


def shades_today(request: HttpRequest) -> Section | None:
    if not request.user.has_perm("catalog.view_product"):
        return None
    found = Product.objects.aggregate(
        out=Count("pk", filter=OUT.condition & Q(is_public=True)),
        low=Count("pk", filter=LOW.condition & Q(is_public=True)),
        drafts=Count("pk", filter=Q(is_public=False)),
    )
    public = {"is_public__exact": 1}
    figures = [
        Figure(_("Sold out"), str(found["out"]), listed(Product, {**public, PARAMETER: OUT.code})),
        Figure(_("Low stock"), str(found["low"]), listed(Product, {**public, PARAMETER: LOW.code})),
        Figure(_("Hidden"), str(found["drafts"]), listed(Product, {"is_public__exact": 0})),
    ]
    if found["drafts"]:
        figures += drafts()
    return Section(2, _("Shades"), figures)


def drafts() -> list[Figure]:
    """The newest hidden shades, each with what it lacks before it can be shown."""
    newest = Product.objects.filter(is_public=False).order_by("-created_at", "-pk")[:DRAFTS]
    figures = []
    for shade, faults in newest.lacking():
        url = reverse("admin:catalog_product_change", args=[shade.pk])
        lacks = ", ".join(fields_in_words(faults))
        note = _("lacks: %s") % lacks if lacks else _("ready to be shown")
        figures.append(Figure(str(shade), shade.sku, url, note))
    return figures
