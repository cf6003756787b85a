"""What the home page shows of the whole stock: how many shades of each shape, and how much light comes through them."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from catalog.drawing.icons import SILHOUETTES, Picture
from catalog.listing.state import ListState
from catalog.models import Product
from catalog.terms import Light, Shape

THROUGH = {
    "glows": _("Linen, paper, silk and glass: the whole shade lights up."),
    "half": _("Dark cloth: a dim colour at the sides, most light up and down."),
    "opaque": _("Metal: all the light falls on the table."),
}


@dataclass(frozen=True)
class Kind:
    """Shades that have something in common: what it is, how many they are, and where they are listed."""

    value: str
    label: Any
    count: int
    url: str
    picture: Picture | None = None
    note: Any = ""


@dataclass(frozen=True)
class Shelf:
    total: int
    shapes: list[Kind]
    lights: list[Kind]


def shelf() -> Shelf:
    """One query. A shape without a shade is left out; an answer to "how much light" never is."""
    shapes: Counter[str] = Counter()
    lights: Counter[str] = Counter()
    rows = Product.objects.public().order_by().values_list("shape", "light").annotate(n=Count("pk"))
    for shape, light, number in rows:
        shapes[shape] += number
        lights[light] += number
    return Shelf(
        total=sum(shapes.values()),
        shapes=[
            Kind(shape.value, shape.label, shapes[shape.value], _url("shape", shape.value), SILHOUETTES[shape.value])
            for shape in Shape
            if shapes[shape.value]
        ],
        lights=[
            Kind(light.value, light.label, lights[light.value], _url("light", light.value), note=THROUGH[light.value])
            for light in Light
        ],
    )


def _url(name: str, value: str) -> str:
    return ListState(values={name: (value,)}).url
