"""What a shade suits: the rules of size read the other way, from the shade to the bases it goes on."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _

from catalog.fit.proportions import OVERHANG_MM, proportions
from catalog.fit.shade import Shade, narrow_side_mm, sides_sum_mm
from catalog.fit.verdict import Level
from catalog.lengths import MM_PER_UNIT, Unit, format_length, format_number, plain_number

# Inches are said to a quarter, rounded inwards so that both ends still suit; finer where no quarter lies within.
INCH_STEPS = (Decimal("0.25"), Decimal("0.01"))


@dataclass(frozen=True)
class Bases:
    """The bases of table lamps that a shade suits (GOOD) or goes on (POSSIBLE). Millimetres, all ends included."""

    level: Level
    lowest_mm: int
    highest_mm: int
    widest_mm: int

    def heights(self, unit: Unit) -> str:
        """28 to 35 cm; one length where both ends are the same."""
        if unit == "in":
            return _inches_within(self.lowest_mm, self.highest_mm)
        lowest, highest = format_length(self.lowest_mm, "cm"), format_length(self.highest_mm, "cm")
        if lowest == highest:
            return lowest
        return _("%(least)s to %(most)s") % {"least": format_number(self.lowest_mm, "cm"), "most": highest}

    def width(self, unit: Unit) -> str:
        """The widest base, rounded down to a quarter in inches."""
        return _inches_up_to(self.widest_mm) if unit == "in" else format_length(self.widest_mm, "cm")

    def words(self, unit: Unit) -> str:
        """The sentence for the shopper."""
        if self.level is Level.GOOD:
            sizes = {"heights": self.heights(unit), "width": self.width(unit)}
            return _("Suits bases %(heights)s tall and up to %(width)s wide.") % sizes
        return _("Goes on bases %(heights)s tall.") % {"heights": self.heights(unit)}


def bases(shade: Shade) -> Bases | None:
    """The bases on which width and height are good; where there are none, those on which both are possible.

    None for a shade that is not for table lamps, and for one that goes on no base at all.
    """
    if not shade.for_table:
        return None
    kind, twice, narrow = proportions(shade.shape), sides_sum_mm(shade), narrow_side_mm(shade)
    suited = _overlap(kind.good_width.base_heights(twice, 2), kind.good_height.base_heights(shade.height_mm))
    if suited and narrow > OVERHANG_MM:
        return Bases(Level.GOOD, *suited, narrow - OVERHANG_MM)
    # What is good is also possible: on very low bases the good widths reach further than the possible ones.
    widths = [kind.possible_width, kind.good_width] if narrow > OVERHANG_MM else [kind.possible_width]
    ranges = [width.base_heights(twice, 2) for width in widths]
    gone = _overlap(_together(ranges), kind.possible_height.base_heights(shade.height_mm))
    return Bases(Level.POSSIBLE, *gone, narrow) if gone and narrow > 0 else None


def _together(ranges: list[tuple[int, int]]) -> tuple[int, int]:
    """Ranges that all contain one height, as one."""
    return min(low for low, _high in ranges), max(high for _low, high in ranges)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int] | None:
    """Where both hold; a base has a height above 0."""
    lowest, highest = max(one[0], other[0], 1), min(one[1], other[1])
    return (lowest, highest) if lowest <= highest else None


def _inches_within(lowest_mm: int, highest_mm: int) -> str:
    for step in INCH_STEPS:
        least, most = _steps(lowest_mm, step, ROUND_CEILING), _steps(highest_mm, step, ROUND_FLOOR)
        if least < most:
            number = _("%(number)s in") % {"number": plain_number(most)}
            return _("%(least)s to %(most)s") % {"least": plain_number(least), "most": number}
    return format_length(highest_mm, "in")


def _inches_up_to(highest_mm: int) -> str:
    most = next((most for step in INCH_STEPS if (most := _steps(highest_mm, step, ROUND_FLOOR))), None)
    return _("%(number)s in") % {"number": plain_number(most)} if most else format_length(highest_mm, "in")


def _steps(length_mm: int, step: Decimal, rounding: str) -> Decimal:
    """The length in inches, in whole steps."""
    return (length_mm / (step * MM_PER_UNIT["in"])).to_integral_value(rounding) * step
