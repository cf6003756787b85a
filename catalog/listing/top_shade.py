"""The photographs of the home page: a shade by day and lit at its top, and a near view of the same one further down."""

from typing import NamedTuple

from catalog.models import Photo, Product
from catalog.terms import PhotoKind
from pages.models import Business


class Top(NamedTuple):
    """The shade at the top, with its pair, and a near view of it if there is one."""

    shade: Product
    detail: Photo | None


def top_of_home(business: Business, newest: list[Product]) -> Top | None:
    """The shade that the owner has chosen, else the newest; None in the demo, which has pictures of its own, and
    in a shop without shades. At most three queries.
    """
    shade = _chosen(business.home_shade, newest) if business.home_shade else None
    if shade is None:
        if business.is_demo or not newest:
            return None
        shade = newest[0]
    return Top(shade, shade.photos.filter(kind=PhotoKind.DETAIL).first())


def _chosen(sku: str, newest: list[Product]) -> Product | None:
    """None once it is hidden."""
    for shade in newest:
        if shade.sku == sku:
            return shade
    return Product.objects.public().with_pair().filter(sku=sku).first()
