"""What else there is of a shade's family: other widths, other colours."""

from dataclasses import dataclass

from catalog.lengths import format_length
from catalog.models import Product


@dataclass(frozen=True)
class Variant:
    """One choice beside a product: where it leads and what it says."""

    product: Product
    label: str
    is_current: bool
    has_other_price: bool


def _variant(current: Product, other: Product, label: str) -> Variant:
    return Variant(other, label, other.pk == current.pk, other.price != current.price)


def widths(current: Product, family: list[Product]) -> list[Variant]:
    """The same colour in every width; empty where there is only one."""
    same = sorted((p for p in family if p.colour == current.colour and p.widest_mm), key=lambda p: p.widest_mm or 0)
    return [_variant(current, p, format_length(p.widest_mm or 0, "cm")) for p in same] if len(same) > 1 else []


def colours(current: Product, family: list[Product]) -> list[Variant]:
    """Every colour, each in the width nearest to the current one, which is named where it differs."""
    nearest: dict[str, Product] = {}
    for product in sorted(
        family, key=lambda p: (abs((p.widest_mm or 0) - (current.widest_mm or 0)), p.pk != current.pk)
    ):
        nearest.setdefault(str(product.colour), product)
    in_order = [product for product in family if product in nearest.values()]
    if len(in_order) < 2:
        return []
    return [
        _variant(
            current,
            product,
            str(product.colour)
            if product.widest_mm == current.widest_mm
            else f"{product.colour}, {format_length(product.widest_mm or 0, 'cm')}",
        )
        for product in in_order
    ]


def add_family_colours(products: list[Product]) -> None:
    """Gives each product `family_colours`: one member of its family for each colour, where there are several."""
    families = {product.family_id for product in products if product.family_id}
    members: dict[int, dict[str, Product]] = {}
    if families:
        for member in Product.objects.public().filter(family__in=families).order_by("family_position", "pk"):
            members.setdefault(member.family_id or 0, {}).setdefault(str(member.colour), member)
    for product in products:
        in_colours = list(members.get(product.family_id or 0, {}).values())
        product.family_colours = in_colours if len(in_colours) > 1 else []
