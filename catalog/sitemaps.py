"""The sitemap, in every language of the shop."""

from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.models import Product, ProductQuerySet

# Entries of one file; 50,000 are allowed, but a file is built in one request.
ADDRESSES = 5000


class PageSitemap(Sitemap):
    """Pages other than products."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return [f"catalog:{name}" for name in ("home", "product_list", "fit", "replace", "compare", "ring_gauge")]

    def location(self, item: str) -> str:
        return reverse(item)


class ProductSitemap(Sitemap):
    """All public shades."""

    i18n = True
    alternates = True
    x_default = True

    limit = ADDRESSES

    def items(self) -> ProductQuerySet:
        return Product.objects.public().only("slug").order_by("pk")


SITEMAPS: dict[str, type[Sitemap] | Sitemap] = {"pages": PageSitemap, "products": ProductSitemap}


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml: all pages, or an index of files if there are too many for one."""
    if ProductSitemap().paginator.num_pages > 1:
        return views.index(request, SITEMAPS, sitemap_url_name="sitemap_section")
    return views.sitemap(request, SITEMAPS)


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    """/sitemap-products.xml?p=2: one of those files."""
    return views.sitemap(request, SITEMAPS, section=section)
