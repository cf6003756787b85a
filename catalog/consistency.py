"""Do the shades agree with the rules of the trade? What no constraint can say, checked over all public rows."""

from collections.abc import Iterator

from catalog.fit.shade import as_shade
from catalog.fit.suits import Bases, bases
from catalog.fit.verdict import Level
from catalog.models import Product


def unmountable() -> Iterator[str]:
    """One line for each public table shade that goes on no base: a fault of its measures."""
    for product, suited in _bases_of_table_shades():
        if suited is None:
            yield f"product {product.sku}: it is for table lamps, and by the rules of size goes on none"


def ill_proportioned() -> Iterator[str]:
    """One line for each public table shade that suits no base well: sold all the same, so only a warning."""
    for product, suited in _bases_of_table_shades():
        if suited and suited.level is not Level.GOOD:
            heights = f"{suited.lowest_mm} to {suited.highest_mm} mm"
            yield f"product {product.sku}: no table lamp suits it well; it goes on bases {heights} tall"


def _bases_of_table_shades() -> Iterator[tuple[Product, Bases | None]]:
    measures = ("sku", "shape", "widest_mm", "bottom_depth_mm", "height_mm", "for_table")
    for product in Product.objects.public().filter(for_table=True).only(*measures).order_by("pk").iterator():
        yield product, bases(as_shade(product))
