"""What staff see on the shop's own pages: hidden shades, and the way to the form of each."""

from collections.abc import Iterable
from typing import NamedTuple

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from catalog.models import Product
from catalog.sheet.lacking import fields_in_words

# Without these a shade cannot be drawn, held or judged. `for_table` stands for all kinds of lamps.
MEASURED = {
    *("shape", "finish", "top_diameter_mm", "bottom_diameter_mm", "top_depth_mm", "bottom_depth_mm", "height_mm"),
    *("widest_mm", "fitting", "fitting_position", "ring_mm", "for_table", "material", "light", "max_watts"),
}


class Preview(NamedTuple):
    """What the banner above a hidden shade says: what it lacks, and whether all that can be drawn is there."""

    lacks: list[str]
    is_measured: bool


def may(request: HttpRequest, verb: str) -> bool:
    """Whether the admin is open to the reader, who may `view` or `change` shades there. No query for visitors."""
    return admin.site.has_permission(request) and request.user.has_perm(f"catalog.{verb}_product")


def edit_url(request: HttpRequest, product: Product) -> str:
    """The address of the form of a shade; empty for whoever may not change it."""
    return reverse("admin:catalog_product_change", args=[product.pk]) if may(request, "change") else ""


def preview_of(product: Product) -> Preview | None:
    """None for a public shade. Two statements."""
    if product.is_public:
        return None
    lacking: Iterable[str] = ()
    for _shade, faults in Product.objects.filter(pk=product.pk).lacking():
        lacking = faults
    return Preview(fields_in_words(lacking), is_measured=MEASURED.isdisjoint(lacking))


def for_staff_alone(response: HttpResponse) -> HttpResponse:
    """The same page, for no cache and no search engine."""
    del response.headers["Cache-Control"]
    add_never_cache_headers(response)
    response.headers["X-Robots-Tag"] = "noindex"
    return response
