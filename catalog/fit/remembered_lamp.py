"""The lamp at home: kept in a signed cookie of its own, and what every shade says about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import cast, get_args
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from catalog.fit.rules import judge
from catalog.fit.verdict import Lamp, Shade, Verdict
from catalog.lengths import Unit, format_length, from_mm
from catalog.models import Product
from catalog.terms import Holder, Use
from shop.cookies import SignedCookie

COOKIE = SignedCookie("lamp", salt="catalog.lamp", seconds=365 * 86400)
# Those in which shoppers measure.
SHOPPERS_UNITS: tuple[Unit, ...] = ("cm", "in")


@dataclass(frozen=True)
class HomeLamp(Lamp):
    """A lamp and the unit in which its owner measures. ValueError for what cannot be."""

    unit: Unit = "cm"

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.unit not in SHOPPERS_UNITS:
            raise ValueError(f"nobody measures lamps in {self.unit}")

    def verdict(self, product: Product) -> Verdict:
        """Whether a public shade fits it, in the owner's unit."""
        return judge(as_shade(product), self, self.unit)

    @property
    def sizes(self) -> dict[str, Decimal | None]:
        """Height, width and table as their owner types them."""
        measures = {"height": self.height_mm, "width": self.width_mm, "table": self.table_mm}
        return {name: None if mm is None else from_mm(mm, self.unit) for name, mm in measures.items()}

    @property
    def fields(self) -> dict[str, str]:
        """The fields of the fit finder that ask for this lamp; nothing for what is not known."""
        sizes = {name: str(size) for name, size in self.sizes.items() if size is not None}
        return {**sizes, "holder": self.holder, "use": self.use, "unit": self.unit}

    @property
    def query(self) -> str:
        return urlencode(self.fields)

    @property
    def address(self) -> str:
        """The page that answers for every shade."""
        return f"{reverse('catalog:fit')}?{self.query}"

    @property
    def words(self) -> str:
        """Table lamp, 38 cm tall, 16 cm wide, E27; or pendant, hanging cable, a table of 90 cm."""
        said = [str(Use(self.use).label)]
        if self.height_mm is not None:
            said.append(_("%(length)s tall") % {"length": format_length(self.height_mm, self.unit)})
        if self.width_mm is not None:
            said.append(_("%(length)s wide") % {"length": format_length(self.width_mm, self.unit)})
        holder = str(Holder(self.holder).label)
        said.append(holder[0].lower() + holder[1:] if holder[1].islower() else holder)
        if self.table_mm is not None:
            said.append(_("a table of %(length)s") % {"length": format_length(self.table_mm, self.unit)})
        return ", ".join(said)


def as_shade(product: Product) -> Shade:
    """A public product as the rules read it: the table's constraints see to it that no measure is missing."""
    return cast(Shade, product)


def remembered_lamp(request: HttpRequest) -> HomeLamp | None:
    """The lamp of the cookie; None where there is none, or where it says nothing that we wrote."""
    return _read(COOKIE.read(request))


def remember(response: HttpResponse, lamp: HomeLamp) -> None:
    """The answer carries the lamp home for a year."""
    COOKIE.set(response, _written(lamp))


def forget(response: HttpResponse) -> None:
    COOKIE.delete(response)


def add_verdicts(products: Iterable[Product], lamp: HomeLamp | None) -> None:
    """Gives each product `verdict`: whether it fits the lamp, None without a lamp or for a draft. No query."""
    for product in products:
        product.verdict = lamp.verdict(product) if lamp and product.is_public else None  # type: ignore[attr-defined]


def _written(lamp: HomeLamp) -> str:
    sizes = ("" if mm is None else str(mm) for mm in (lamp.height_mm, lamp.width_mm, lamp.table_mm))
    return ".".join((*sizes, lamp.holder, lamp.use, lamp.unit))


def _read(text: str) -> HomeLamp | None:
    try:
        *sizes, holder, use, unit = text.split(".")
        height, width, table = (int(size) if size else None for size in sizes)
        if unit not in get_args(Unit):
            return None
        return HomeLamp(height, width, holder, use, table, cast(Unit, unit))  # type: ignore[arg-type]
    except ValueError:
        return None
