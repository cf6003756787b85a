"""Counts for the home page: shades by shape, and by how much light they let through."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from catalog.drawing.icons import SILHOUETTES, Picture
from catalog.listing.facets import Counts
from catalog.listing.state import ListState
from catalog.models.count import Count
from catalog.terms import Light, Shape

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

THROUGH = {
    "glows": _("Linen, paper, silk and glass: the whole shade lights up."),
    "half": _("Dark cloth: a dim colour at the sides, most light up and down."),
    "opaque": _("Metal: all the light falls on the table."),
}


@dataclass(frozen=True)
class CountedLink:
    """A link to a list of shades, with its label and the number of shades."""

    value: str
    label: "StrOrPromise"
    count: Count
    url: str
    picture: Picture | None = None
    note: "StrOrPromise" = ""


@dataclass(frozen=True)
class Shelf:
    total: Count
    shapes: list[CountedLink]
    lights: list[CountedLink]


def shelf(counts: Counts) -> Shelf:
    """For the counts of all shades. Shapes without shades are omitted; the kinds of light never are."""
    return Shelf(
        total=counts.total,
        shapes=[link for link in _links("shape", Shape, counts) if link.count],
        lights=_links("light", Light, counts),
    )


def _links(name: str, codes: type[TextChoices], counts: Counts) -> list[CountedLink]:
    return [
        CountedLink(
            code,
            label,
            counts.option(name, code),
            ListState(values={name: (code,)}).url,
            picture=SILHOUETTES.get(code),
            note=THROUGH.get(code, ""),
        )
        for code, label in codes.choices
    ]
