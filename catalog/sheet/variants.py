"""Other widths and colours of a shade's family."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from translated_fields import to_attribute

from catalog.lengths import format_length
from catalog.models import Product
from catalog.models.product import FamilyColour
from shop.statements import Statement


@dataclass(frozen=True)
class Variant:
    """One choice beside a product: where it leads and what it says. A dot promises its colour in the current width."""

    product: Product
    label: str
    is_current: bool
    has_other_price: bool
    has_swatch: bool = False


def _variant(current: Product, other: Product, label: str, *, has_swatch: bool = False) -> Variant:
    return Variant(other, label, other.pk == current.pk, other.price != current.price, has_swatch)


def widths(current: Product, family: list[Product]) -> list[Variant]:
    """The same colour in every width; empty if there is only one."""
    same = sorted((p for p in family if p.colour == current.colour and p.widest_mm), key=lambda p: p.widest_mm or 0)
    return [_variant(current, p, format_length(p.widest_mm or 0, "cm")) for p in same] if len(same) > 1 else []


def colours(current: Product, family: list[Product]) -> list[Variant]:
    """Every colour, each in the width nearest to the current one; the width is named if it differs."""
    nearest: dict[str, Product] = {}
    for product in sorted(
        family, key=lambda p: (abs((p.widest_mm or 0) - (current.widest_mm or 0)), p.pk != current.pk)
    ):
        nearest.setdefault(str(product.colour), product)
    in_order = [product for product in family if product in nearest.values()]
    if len(in_order) < 2:
        return []
    return [_colour(current, product) for product in in_order]


def _colour(current: Product, other: Product) -> Variant:
    if other.widest_mm == current.widest_mm:
        return _variant(current, other, str(other.colour), has_swatch=True)
    return _variant(current, other, f"{other.colour}, {format_length(other.widest_mm or 0, 'cm')}")


def name_prices(variants: list[Variant]) -> bool:
    """Whether one of them has a price beside its name."""
    return any(one.has_other_price for one in variants)


@lru_cache
def _in_families(colour: str) -> Statement[Any]:
    """Only what is shown is read, in the active language, which a public shade never lacks."""
    return Statement(
        lambda *families: (
            Product.objects.public()
            .filter(family__pk__in=families)
            .order_by("family_position", "pk")
            .values_list("family_id", "widest_mm", colour, "swatch")
        )
    )


def add_family_colours(products: list[Product]) -> None:
    """Sets `family_colours` of each product: its family in its own width, one for each colour, if there are several."""
    families = {product.family_id for product in products if product.family_id}
    members: dict[tuple[int | None, int | None], dict[str, FamilyColour]] = {}
    if families:
        for family, width, *shown in _in_families(to_attribute("colour")).tuples(*families):
            colour = FamilyColour(*shown)
            members.setdefault((family, width), {}).setdefault(colour.colour, colour)
    for product in products:
        in_colours = tuple(members.get((product.family_id, product.widest_mm), {}).values())
        product.family_colours = in_colours if len(in_colours) > 1 else ()
