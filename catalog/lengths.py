"""Lengths as shoppers type and read them. The code works in whole millimetres; people in centimetres or inches."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Literal

from django.utils.formats import number_format
from django.utils.translation import gettext

from shop.language import current_language

Unit = Literal["mm", "cm", "in"]

MM_PER_UNIT: dict[Unit, Decimal] = {"mm": Decimal(1), "cm": Decimal(10), "in": Decimal("25.4")}
# Units that may be typed beside a length, in centimetres.
CENTIMETRES = {
    **dict.fromkeys(("cm", "cm.", "см", "см."), Decimal(1)),
    **dict.fromkeys(("mm", "mm.", "мм", "мм."), Decimal("0.1")),
    **dict.fromkeys(("m", "м"), Decimal(100)),
    **dict.fromkeys(("in", "in.", "inch", "inches", '"', "”", "″", "''", "дюйм", "дюйма", "дюймов"), Decimal("2.54")),
}
# Steps of displayed lengths: a tenth of a centimetre is a millimetre, a tenth of an inch is precise enough.
SMALLEST_SHOWN = Decimal("0.1")


def to_mm(value: Decimal, unit: Unit) -> int:
    """A length in the unit, in whole millimetres, rounded half up. Raises ValueError below 0 or if not finite."""
    if not value.is_finite() or value < 0:
        raise ValueError(f"not a length: {value}")
    return int((value * MM_PER_UNIT[unit]).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def from_mm(length_mm: int, unit: Unit) -> Decimal:
    """The number for a form field: to_mm(from_mm(x, unit), unit) == x. Inches therefore get two decimals."""
    places = Decimal("0.01") if unit == "in" else Decimal("0.1")
    return _without_zeros((length_mm / MM_PER_UNIT[unit]).quantize(places, rounding=ROUND_HALF_UP))


def format_number(length_mm: int, unit: Unit) -> str:
    """The number alone, with at most one decimal, in the active language: 23.5, in Russian 23,5."""
    return _formatted(length_mm, unit, current_language())


@lru_cache(maxsize=8192)
def _formatted(length_mm: int, unit: Unit, language: str) -> str:
    value = (length_mm / MM_PER_UNIT[unit]).quantize(SMALLEST_SHOWN, rounding=ROUND_HALF_UP)
    if length_mm > 0:
        # "0 in too wide" would make no sense.
        value = max(value, SMALLEST_SHOWN)
    return number_format(_without_zeros(value))


def format_length(length_mm: int, unit: Unit) -> str:
    """The length with its unit, in the active language: "23.5 cm", "23,5 см", "9.3 in"."""
    number = format_number(length_mm, unit)
    if unit == "in":
        return gettext("%(number)s in") % {"number": number}
    if unit == "mm":
        return gettext("%(number)s mm") % {"number": number}
    return gettext("%(number)s cm") % {"number": number}


def least_and_most(least_mm: int, most_mm: int, unit: Unit) -> dict[str, str]:
    """Two bounds in words, rounded inwards to what is shown, so that typing either of them is within."""
    least = (least_mm / MM_PER_UNIT[unit]).quantize(SMALLEST_SHOWN, rounding=ROUND_CEILING)
    most = (most_mm / MM_PER_UNIT[unit]).quantize(SMALLEST_SHOWN, rounding=ROUND_FLOOR)
    return {"least": format_length(to_mm(least, unit), unit), "most": format_length(to_mm(most, unit), unit)}


def plain_number(value: Decimal) -> str:
    """The number without needless zeros, in the active language: 40, 29.5; in Russian 29,5."""
    return number_format(_without_zeros(value))


def _without_zeros(value: Decimal) -> Decimal:
    """12.0 as 12, without turning 100 into 1E+2."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
