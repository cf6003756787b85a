"""The sitemap, in every language of the shop."""

from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from catalog.models import Product, ProductQuerySet
from pages.current import current
from pages.models.page import Known

# Entries of one file; 50,000 are allowed, but a file is built in one request.
ADDRESSES = 5000


class PageSitemap(Sitemap):
    """Pages other than products, those in the shop's own words included."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str | Known]:
        names = ("home", "product_list", "fit", "replace", "compare", "ring_gauge")
        return [*(f"catalog:{name}" for name in names), *current().pages]

    def location(self, item: str | Known) -> str:
        return reverse(item) if isinstance(item, str) else reverse("pages:page", args=[item.slug])

    def get_languages_for_item(self, item: str | Known) -> list[str]:
        """Pages in the shop's own words: those in which they have a text."""
        languages = super().get_languages_for_item(item)
        return [code for code in languages if isinstance(item, str) or item.is_shown(code)]


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
