"""The data sheet of a shade, in words, as the product page shows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from catalog.fit.shade import as_shade
from catalog.fit.suits import bases
from catalog.lengths import Unit, format_length, plain_number
from catalog.models import Product
from catalog.terms import SIDED, Shape
from shop.countries import country_name

# Their width is measured between two sides, or two corners.
WITH_CORNERS = (*SIDED, Shape.HEXAGON)


@dataclass(frozen=True)
class Fact:
    """One row: what it is, its value, and an aside in softer print. `repeats` what another row says."""

    label: str
    value: str
    aside: str = ""
    repeats: bool = False


def data_sheet(product: Product, unit: Unit = "cm") -> list[Fact]:
    """All known facts of a shade; unknown ones have no row. A straight shade has one width.

    `unit` is that of the lamp bases, which shoppers measure themselves.
    """
    rows = (*_article(product), *(_straight_size(product) or _size(product)), *_cloth(product))
    rows = (*rows, *_holding(product, unit), *_rest(product))
    return [fact for fact in rows if fact.value and not fact.repeats]


def sheet_rows(product: Product) -> tuple[Fact, ...]:
    """The same rows for every shade; unknown facts have no value."""
    return (*_article(product), *_size(product), *_cloth(product), *_holding(product), *_rest(product))


def _length(millimetres: int | None) -> str:
    """In centimetres, to the millimetre; empty for an opening of 0."""
    if millimetres is None:
        return ""
    return format_length(millimetres, "cm") if millimetres else _("closed")


def _watts(value: int | None) -> str:
    return _("%d W") % value if value else ""


def _in_the_box(p: Product) -> tuple[str, str]:
    if p.reducer_included:
        return _("Shade and reducer ring 40 → 29 mm"), _("for E14 and B22")
    return pgettext("in the box", "Shade"), _("no reducer ring for E14 and B22") if p.fitting == "ring_e27" else ""


def _article(p: Product) -> Iterator[Fact]:
    yield Fact(pgettext("data sheet", "SKU"), p.sku)
    yield Fact(_("In the box"), *_in_the_box(p))
    yield Fact(_("Shape"), p.get_shape_display(), p.get_finish_display() if p.finish != "plain" else "")


def _size(p: Product) -> Iterator[Fact]:
    yield Fact(_("Width at the top"), _length(p.top_diameter_mm))
    yield Fact(_("Width at the bottom"), _length(p.bottom_diameter_mm))
    yield Fact(_("Other side at the top"), _length(p.top_depth_mm))
    yield Fact(_("Other side at the bottom"), _length(p.bottom_depth_mm))
    yield Fact(_("Widest"), _length(p.widest_mm), repeats=p.widest_mm == p.bottom_diameter_mm)
    yield Fact(_("Height"), _length(p.height_mm))


def _straight_size(p: Product) -> tuple[Fact, ...]:
    """The rows of a shade that is as wide at the top as at the bottom; empty for others."""
    is_straight = p.top_diameter_mm == p.bottom_diameter_mm == p.widest_mm and p.top_depth_mm == p.bottom_depth_mm
    if not is_straight:
        return ()
    label = _("Width") if p.shape in WITH_CORNERS else _("Diameter")
    return (
        Fact(label, _length(p.widest_mm)),
        Fact(_("Depth"), _length(p.bottom_depth_mm)),
        Fact(_("Height"), _length(p.height_mm)),
    )


def _cloth(p: Product) -> Iterator[Fact]:
    yield Fact(_("Material"), *_material(p))
    yield Fact(_("Lining"), p.get_lining_display())
    yield Fact(_("Lets light through"), p.get_light_display())
    yield Fact(_("Colour"), str(p.colour))


def _material(p: Product) -> tuple[str, str]:
    """Material and composition; the composition alone if it names the material: "Linen on a styrene liner"."""
    material, composition = str(p.get_material_display()), str(p.composition)
    return (composition, "") if material.casefold() in composition.casefold() else (material, composition)


def _holding(p: Product, unit: Unit = "cm") -> Iterator[Fact]:
    yield Fact(_("Fitting"), p.get_fitting_display(), p.get_fitting_position_display())
    yield Fact(_("Ring, inside"), _("%s mm") % plain_number(p.ring_mm) if p.ring_mm else "")
    yield Fact(_("Bulb"), p.get_bulb_base_display())
    led = _("LED at most %s") % _watts(p.max_watts_led) if p.max_watts_led else ""
    yield Fact(_("Bulb, at most"), _watts(p.max_watts), led)
    yield Fact(_("For"), ", ".join(p.uses))
    suited = bases(as_shade(p)) if p.is_public else None
    yield Fact(_("Lamp base"), suited.words(unit) if suited else "")


def _rest(p: Product) -> Iterator[Fact]:
    yield Fact(_("Care"), str(p.care))
    yield Fact(_("Weight"), _("%d g") % p.weight_g if p.weight_g else "")
    yield Fact(_("Frame"), p.frame_colour)
    yield Fact(_("Maker"), p.maker)
    yield Fact(_("Origin"), country_name(p.country) if p.country else "")
