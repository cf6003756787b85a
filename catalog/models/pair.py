"""The pair of photographs that lists show of a shade, read without making a model of each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from translated_fields import to_attribute

from catalog import terms
from catalog.models.photograph import ALT, PAIR, Photo
from catalog.photographs import renditions
from shop.language import current_language
from shop.statements import Statement

if TYPE_CHECKING:
    from catalog.models.product import Product

TEXTS = tuple(Photo.alt_text.fields)


class Shot(NamedTuple):
    """What a page shows of a photograph: its largest file, that one's size in px, and the alternative text."""

    name: str
    width: int
    height: int
    alt: str

    @property
    def sources(self) -> renditions.Sources:
        """The addresses of all its renditions."""
        return renditions.sources(self.name, self.width)


Pair = tuple[Shot | None, Shot | None]

OF_SHADES: Statement[Any] = Statement(
    lambda *keys: (
        Photo.objects.filter(product__pk__in=keys, kind__in=PAIR)
        .order_by()
        .values_list("product_id", "kind", "image", "width", "height", *TEXTS)
    )
)


def give_pairs(products: "Iterable[Product]") -> None:
    """Sets `shots` of each product: its photographs by day and lit, in the active language. One query."""
    shades = {product.pk: product for product in products}
    rows = OF_SHADES.tuples(*shades) if shades else ()
    found: dict[tuple[int, str], Shot] = {}
    own = TEXTS.index(to_attribute("alt_text", current_language()))
    for pk, kind, name, width, height, *texts in rows:
        alt = texts[own] or next(filter(None, texts), "") or ALT[kind] % {"shade": shades[pk]}
        found[pk, kind] = Shot(name, width, height, alt)
    for product in shades.values():
        product.shots = found.get((product.pk, terms.PhotoKind.UNLIT)), found.get((product.pk, terms.PhotoKind.LIT))
