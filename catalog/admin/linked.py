"""A warning where shades leave the shop to which its own pages still link."""

from collections.abc import Collection, Iterable

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalog.models import Product
from catalog.models.old_slug import OldSlug
from pages.linked import pages_that_link
from shop.staff.words import named


def warn_of_links(request: HttpRequest, shades: Iterable[Product]) -> None:
    """One message for all of these shades. Three statements at most."""
    linked = pages_that_link("catalog:product")
    if not linked:
        return
    keys = {shade.pk: shade for shade in shades}
    slugs = by_slug(linked)
    gone = [(slug, keys[key]) for slug, key in slugs.items() if key in keys]
    if gone:
        skus = sorted({shade.sku for _slug, shade in gone})
        pages = sorted({page for slug, _shade in gone for page in linked[slug]})
        text = _("These pages of the shop link to %(shades)s, and visitors will find nothing there: %(pages)s.")
        messages.warning(request, text % {"shades": named(skus), "pages": ", ".join(pages)})


def by_slug(slugs: Collection[str]) -> dict[str, int]:
    """The shade that each of these addresses leads to, now or by a former address."""
    rows = Product.objects.filter(slug__in=slugs).order_by().values_list("slug", "pk")
    former = OldSlug.objects.filter(slug__in=slugs).order_by().values_list("slug", "product")
    return {**dict(former), **dict(rows)}
