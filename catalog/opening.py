"""What the shades lack before the shop may open, and which of them its own words may name."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from catalog.models import OldSlug, Product
from pages.current import business, current
from pages.models import HomePage
from shop.opening import Missing


def led_to(slugs: Collection[str]) -> set[str]:
    """Those of these addresses that lead visitors to a shade: its own, or a former one. One query."""
    own = Product.objects.public().filter(slug__in=slugs).order_by().values_list("slug")
    former = OldSlug.objects.filter(slug__in=slugs, product__is_public=True).order_by().values_list("slug")
    return {slug for (slug,) in own.union(former)}


def shown_skus(skus: Collection[str]) -> set[str]:
    return set(Product.objects.public().filter(sku__in=skus).values_list("sku", flat=True))


# Asked as often as the business data are read: once a second.
@lru_cache(maxsize=1)
def _is_any_shown(read_at: float) -> bool:
    return Product.objects.public().exists()


def missing_of_shades() -> Iterator[Missing]:
    """One query a second."""
    if not _is_any_shown(current().read_at):
        form = reverse("admin:catalog_product_changelist")
        yield Missing(
            capfirst(str(Product._meta.verbose_name_plural)), _("none is shown"), form, "catalog.change_product"
        )


def missing_of_home_page() -> Iterator[Missing]:
    """The shade that was chosen for its top, if nobody sees it any more. A query where one is chosen."""
    if (sku := business().home_shade) and not shown_skus([sku]):
        form = reverse("admin:pages_homepage_change", args=[business().pk])
        how = _("the shade %(sku)s at the top is not shown any more") % {"sku": sku}
        yield Missing(capfirst(str(HomePage._meta.verbose_name)), how, form, "pages.change_homepage")
