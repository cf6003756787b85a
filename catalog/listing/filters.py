"""What a list of shades can be narrowed by. The codes are those of `terms.py`, in addresses as in the database."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Any

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from catalog import terms

MM_PER_CM = 10


@dataclass(frozen=True)
class Choice:
    """A filter of which several values can be chosen: any of them will do."""

    name: str
    label: Any
    terms: type[TextChoices]
    column: str

    def condition(self, values: Iterable[str]) -> Q:
        return Q(**{f"{self.column}__in": list(values)})


class Use(Choice):
    """A shade may be made for several kinds of lamp: each has a column."""

    def condition(self, values: Iterable[str]) -> Q:
        condition = Q(pk__in=[])
        for value in values:
            condition |= Q(**{f"for_{value}": True})
        return condition


@dataclass(frozen=True)
class Bounds:
    """From and to, both included; None where open."""

    low: Decimal | None = None
    high: Decimal | None = None

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass(frozen=True)
class Range:
    """A filter by a number. `unit` is how many of the column's units one that is typed has."""

    name: str
    label: Any
    column: str
    unit: int = 1

    def condition(self, bounds: Bounds) -> Q:
        condition = Q()
        if bounds.low is not None:
            condition &= Q(**{f"{self.column}__gte": self._stored(bounds.low, ROUND_CEILING)})
        if bounds.high is not None:
            condition &= Q(**{f"{self.column}__lte": self._stored(bounds.high, ROUND_FLOOR)})
        return condition

    def _stored(self, typed: Decimal, rounding: str) -> Decimal | int:
        """Millimetres are whole: at least 40.25 cm is at least 403 mm, and at most 40.25 cm is at most 402 mm."""
        return int((typed * self.unit).to_integral_value(rounding)) if self.unit > 1 else typed


CHOICES = {
    choice.name: choice
    for choice in (
        Use("use", _("For"), terms.Use, ""),
        Choice("shape", _("Shape"), terms.Shape, "shape"),
        Choice("light", _("Light through"), terms.Light, "light"),
        Choice("colour", _("Colour"), terms.ColourFamily, "colour_family"),
        Choice("material", _("Material"), terms.Material, "material"),
        Choice("fitting", _("Fitting"), terms.Fitting, "fitting"),
        Choice("lining", _("Lining"), terms.Lining, "lining"),
    )
}
RANGES = {
    each.name: each
    for each in (
        Range("width", _("Width"), "widest_mm", MM_PER_CM),
        Range("height", _("Height"), "height_mm", MM_PER_CM),
        Range("price", _("Price"), "price"),
    )
}
# Filters that are on or off: their only value is 1.
FLAGS = {"in_stock": _("In stock"), "fits": _("Fits my lamp")}
IN_STOCK = Q(stock__gt=0)
