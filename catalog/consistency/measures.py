"""Do the shades agree with the rules of the trade?"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, cast

from catalog.fit.shade import Shade
from catalog.fit.suits import Bases, bases
from catalog.fit.verdict import Level
from catalog.models import Product


class Measures(NamedTuple):
    """What `bases` reads of a shade."""

    shape: str
    widest_mm: int
    bottom_depth_mm: int | None
    height_mm: int
    for_table: bool


@lru_cache(maxsize=10_000)
def suited_bases(measures: Measures) -> Bases | None:
    return bases(cast(Shade, measures))


def unmountable() -> Iterator[str]:
    """One line for each public table shade that goes on no base: a fault of its measures."""
    for sku, suited in _bases_of_table_shades():
        if suited is None:
            yield f"product {sku}: it is for table lamps, and by the rules of size goes on none"


def ill_proportioned() -> Iterator[str]:
    """One line for each public table shade that suits no base well: sold all the same, so only a warning."""
    for sku, suited in _bases_of_table_shades():
        if suited and suited.level is not Level.GOOD:
            heights = f"{suited.lowest_mm} to {suited.highest_mm} mm"
            yield f"product {sku}: no table lamp suits it well; it goes on bases {heights} tall"


def _bases_of_table_shades() -> Iterator[tuple[str, Bases | None]]:
    """Shades that lack a measure are left to the constraints."""
    measured = Product.objects.public().filter(for_table=True, widest_mm__gt=0, height_mm__gt=0)
    for sku, *measures in measured.order_by("pk").values_list("sku", *Measures._fields).iterator():
        yield sku, suited_bases(Measures(*measures))
