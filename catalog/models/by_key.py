"""The shades of a page whose keys are known, read by a statement that is written once."""

from collections.abc import Sequence

from catalog.models.pair import give_pairs
from catalog.models.product import Product
from shop.statements import Statement

PUBLIC = Statement(lambda *keys: Product.objects.public().filter(pk__in=keys))


def shades_with_pairs(keys: Sequence[int]) -> list[Product]:
    """Those of them that are public, in the order of the keys, with their photographs: two queries at most."""
    shades = {shade.pk: shade for shade in PUBLIC(*keys)} if keys else {}
    give_pairs(shades.values())
    return [shades[key] for key in keys if key in shades]
