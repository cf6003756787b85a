"""An old shade that is to be replaced: its measures, how it was held, and on which holders it may have sat."""

from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.fit.fittings import SITS_ON, is_use_allowed
from catalog.fit.lamp import HomeLamp
from catalog.lengths import Unit, format_length, format_number
from catalog.terms import Holder, Use

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# As short as they can be said beside the measures.
SHORT_FITTINGS: dict[str, "StrOrPromise"] = {
    "ring_e27": gettext_lazy("E27 ring"),
    "ring_e14_b22": gettext_lazy("E14/B22 ring"),
    "duplex": gettext_lazy("duplex ring"),
    "spider": gettext_lazy("spider"),
    "uno": gettext_lazy("UNO ring"),
    "clip_bulb": gettext_lazy("bulb clip"),
    "clip_candle": gettext_lazy("candle clip"),
    "pendant_grip": gettext_lazy("cord grip"),
}


@dataclass(frozen=True)
class OldShade:
    """Widths at the top and bottom and vertical height in millimetres; codes of its fitting and of its use.

    It has no reducer, because its owner would hardly know; its ring is as wide as its code says.
    """

    top_mm: int
    bottom_mm: int
    height_mm: int
    fitting: str
    use: str
    unit: Unit = "cm"

    @property
    def holders(self) -> tuple[str, ...]:
        """The holders on which it may have sat (lampshades.md, section 2); none for a candle clip on a floor lamp.

        An E27 ring holds a hanging shade by its top, and there alone is on a hanging cable.
        """
        if not is_use_allowed(self.fitting, self.use):
            return ()
        stands = self.use != Use.PENDANT
        holders = SITS_ON[self.fitting]
        if self.fitting == "ring_e27" and stands:
            holders = tuple(holder for holder in holders if holder != Holder.PENDANT)
        return holders

    @property
    def lamps(self) -> tuple[HomeLamp, ...]:
        """The lamps that may have carried it, one for each holder, with nothing known of their size."""
        return tuple(HomeLamp(None, None, holder, self.use, unit=self.unit) for holder in self.holders)

    def length(self, length_mm: int) -> str:
        """A length as its owner measures."""
        return format_length(length_mm, self.unit)

    @property
    def words(self) -> str:
        """20 × 35 × 22 cm, E27 ring: top, bottom, height and fitting."""
        sizes = " × ".join(format_number(size, self.unit) for size in (self.top_mm, self.bottom_mm, self.height_mm))
        measured = _("%s in") % sizes if self.unit == "in" else _("%s cm") % sizes
        return f"{measured}, {SHORT_FITTINGS[self.fitting]}"

    @property
    def why_none(self) -> str:
        """Why no shade can take its place."""
        if not self.holders:
            return _("A candle clip is light: it holds shades on table and wall lamps only.")
        return _("None of our shades for lamps of this kind goes on the holder that the old one sat on.")

    @property
    def list_url(self) -> str:
        """The shades that are made for its kind of lamp, however they are held."""
        return f"{reverse('catalog:product_list')}?use={self.use}"

    @property
    def list_words(self) -> str:
        """What that list shows."""
        said = {
            Use.TABLE: _("All shades for table lamps"),
            Use.FLOOR: _("All shades for floor lamps"),
            Use.PENDANT: _("All pendant shades"),
            Use.WALL: _("All shades for wall lamps"),
        }
        return said[Use(self.use)]


def height_from_slant(top_mm: int, bottom_mm: int, slant_mm: int) -> int | None:
    """Vertical height in millimetres, half up, of a side so long; None where it cannot reach from edge to edge.

    Slant = sqrt(h² + ((D - d)/2)²) (lampshades.md, section 1), in whole numbers: 4 h² = 4 slant² - (D - d)².
    """
    squared = 4 * slant_mm**2 - (bottom_mm - top_mm) ** 2
    return (isqrt(squared) + 1) // 2 if squared > 0 else None


def least_slant_mm(top_mm: int, bottom_mm: int) -> int:
    """A side is longer than half the difference of the widths: the first whole millimetre that is."""
    return abs(bottom_mm - top_mm) // 2 + 1
