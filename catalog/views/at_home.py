"""What a product page says about the shade at the shopper's: its verdict, its drawing, its bulb, how it is held."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from catalog.drawing.scale import ScaleDrawing, is_hanging, scale_drawing
from catalog.fit.bulb_forms import bulb_form
from catalog.fit.mounting import holding
from catalog.fit.remembered_lamp import HomeLamp, as_shade, remembered_lamp
from catalog.lengths import Unit
from catalog.models import Product


def at_home(request: HttpRequest, product: Product) -> dict[str, Any]:
    """The context of those parts of the page. All of it is in the address and in the cookie of the lamp; no query."""
    lamp = remembered_lamp(request)
    unit = unit_asked(request, lamp)
    form = bulb_form(request.GET, unit)
    return {
        "lamp": lamp,
        "verdict": lamp.verdict(product) if lamp else None,
        "drawing": drawing(product, lamp, unit),
        "is_own_base": stands_on(lamp, product),
        "units": unit_links(request, product.get_absolute_url(), unit),
        "bulb": form,
        "bulb_answer": form.answer(as_shade(product), unit),
        "holding": holding(product),
    }


def unit_asked(request: HttpRequest, lamp: HomeLamp | None = None) -> Unit:
    """Inches or centimetres: that of the address, else that of the lamp."""
    asked = request.GET.get("unit")
    if asked in ("cm", "in"):
        return "in" if asked == "in" else "cm"
    return lamp.unit if lamp else "cm"


def unit_links(request: HttpRequest, path: str, unit: Unit) -> list[dict[str, Any]]:
    """The same page in centimetres and in inches, with whatever else its address says."""
    links = []
    for code, label in (("cm", _("Centimetres")), ("in", _("Inches"))):
        query = request.GET.copy()
        query["unit"] = code
        links.append({"url": f"{path}?{query.urlencode()}", "label": label, "is_current": code == unit})
    return links


def stands_on(lamp: HomeLamp | None, product: Product) -> bool:
    """Whether the shade is drawn on the shopper's own base: one that stands, and is measured."""
    stands = lamp is not None and lamp.use in ("table", "floor") and not is_hanging(as_shade(product))
    return stands and lamp is not None and lamp.height_mm is not None and lamp.width_mm is not None


def drawing(product: Product, lamp: HomeLamp | None, unit: Unit) -> ScaleDrawing:
    """To scale, on the shopper's base, or on one that suits the shade."""
    if lamp and stands_on(lamp, product):
        return scale_drawing(as_shade(product), lamp.height_mm, lamp.width_mm, unit)
    return scale_drawing(as_shade(product), unit=unit)
