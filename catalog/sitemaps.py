"""The map of the site for search engines, in every language of the shop."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from catalog.models import Product
from catalog.queries import ProductQuerySet


class PageSitemap(Sitemap):
    """Pages that are no products."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> list[str]:
        return [f"catalog:{name}" for name in ("home", "product_list", "fit", "compare", "ring_gauge")]

    def location(self, item: str) -> str:
        return reverse(item)


class ProductSitemap(Sitemap):
    """Every shade that visitors see."""

    i18n = True
    alternates = True
    x_default = True

    def items(self) -> ProductQuerySet:
        return Product.objects.on_sale().only("slug", "created_at").order_by("pk")

    def lastmod(self, product: Product) -> datetime:
        return product.created_at


SITEMAPS = {"pages": PageSitemap, "products": ProductSitemap}
