"""Numbers as people write them: 40, 23,5, 1 000, 1,000.50, 0.345 kg, €50, 50,-; and fields for them."""

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from shop.typed_text import clean_text, with_plain_digits

# Thousands stand in groups of three with one sign between them, or there is no sign.
NUMBER = re.compile(
    r"(?P<whole>[1-9]\d{0,2}(?:(?P<group>[ '.,])\d{3}(?:(?P=group)\d{3})*)|\d{1,12})"
    r"(?:(?P<point>[.,])(?:(?P<places>\d{1,6})|-*))?",
    re.ASCII,
)
# A point or comma before three digits: thousands, or three decimal places.
EITHER = re.compile(r"(?P<whole>[1-9]\d{0,2})[.,](?P<places>\d{3})", re.ASCII)
LIMIT = 1_000_000
# In characters, with unit and blanks.
LONGEST = 100
SMALLEST = Decimal("0.01")
APOSTROPHES = re.compile(r"[\u2019\u02bc\u2032`´]")
TWO_READINGS = _("This can be read in two ways. Write %(one)s or %(other)s.")


def typed_number(
    typed: str, units: Mapping[str, Decimal], *, is_amount: bool = False, below: int = LIMIT
) -> Decimal | None:
    """The number, multiplied by the factor of the unit before or after it.

    None if it is not a number, if it is not smaller than `below`, or if it can be read in two ways, as 12.345 can.
    Where the unit leaves one reading below the limit, it is that one: a weight of 1.250 kg. Three digits after a sign
    are thousands in an amount of money (`is_amount`), because its cents are two. It has two places, or those that
    were typed without a unit, so that what is written with a point is read as the same number again.
    """
    found = _readings(typed, units, is_amount=is_amount, below=below)
    return found[0] if len(found) == 1 else None


def two_readings(typed: str, units: Mapping[str, Decimal], *, below: int, places: int) -> dict[str, str]:
    """What it may mean, if it can be read in two ways: `one` and `other`, without the unit; else nothing.

    Each can be read in one way. The other has at most as many decimal places as are wanted, or one more than three.
    """
    if len(_readings(typed, units, is_amount=False, below=below)) < 2:
        return {}
    sign, text, _factor = _parts(typed, units)
    whole, fraction = re.split("[.,]", text)
    number = sign * Decimal(f"{whole}.{fraction}").quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    shown = f"{number.normalize():f}"
    if EITHER.fullmatch(shown.removeprefix("-")):
        shown = f"{shown}0"
    return {"one": f"{sign * int(whole + fraction)}", "other": number_format(shown)}


def _readings(typed: str, units: Mapping[str, Decimal], *, is_amount: bool, below: int) -> list[Decimal]:
    if len(typed) > LONGEST:
        return []
    sign, text, factor = _parts(typed, units)
    return [sign * number for number in _numbers(text, factor, is_amount=is_amount) if number < below]


def _parts(typed: str, units: Mapping[str, Decimal]) -> tuple[int, str, Decimal]:
    """Sign, figures, and the factor of the unit."""
    text = APOSTROPHES.sub("'", with_plain_digits(clean_text(typed)).lower())
    sign, text = _without_minus(text)
    factor = Decimal(1)
    for unit in sorted(units, key=len, reverse=True):
        if text != (rest := text.removesuffix(unit).removeprefix(unit).strip()):
            text, factor = rest, units[unit]
            break
    if sign == 1:
        sign, text = _without_minus(text)
    return sign, text, factor


def _without_minus(text: str) -> tuple[int, str]:
    return (-1, text[1:].strip()) if text.startswith("-") else (1, text)


def _numbers(text: str, factor: Decimal, *, is_amount: bool) -> Iterator[Decimal]:
    """Each number that the figures can mean, in the unit of the factor's result."""
    if either := EITHER.fullmatch(text):
        yield _number(either["whole"] + either["places"], "", factor)
        if not is_amount:
            yield _number(either["whole"], either["places"], factor)
    elif (match := NUMBER.fullmatch(text)) and not (match["point"] and match["group"] == match["point"]):
        yield _number(re.sub(r"\D", "", match["whole"]), match["places"] or "", factor)


def _number(whole: str, places: str, factor: Decimal) -> Decimal:
    number = Decimal(f"{whole}.{places or 0}")
    if factor == 1 and len(places) > 2:
        return number
    return (number * factor).quantize(SMALLEST)


class Number(forms.DecimalField):
    """A number with a point or a comma in either language, with or without its unit. What 1,234 is nobody knows."""

    # Not type="number", which drops what is typed with a unit or with the comma of another language.
    widget = forms.TextInput
    default_error_messages = {"two_readings": TWO_READINGS}
    # Larger than any column: its validators say what is too large.
    below = 10**12

    @property
    def units(self) -> Mapping[str, Decimal]:
        return {}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs derive it from IntegerField
        text = clean_text(str(value if value is not None else ""))
        if not text:
            return None
        places = self.decimal_places or 0
        if (number := typed_number(text, self.units, below=self.below)) is None:
            found = two_readings(text, self.units, below=self.below, places=places)
            code = "two_readings" if found else "invalid"
            raise forms.ValidationError(self.error_messages[code], code, found)
        if self.max_digits is not None and number.adjusted() >= self.max_digits - places:
            # Its validator says what is too large, and counts no places that nobody has typed.
            return number.normalize()
        # As many places as the column has; with more, its validator says that they are too many.
        as_stored = number.quantize(Decimal(1).scaleb(-places))
        return as_stored if as_stored == number else number

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal"}


class PerCent(Number):
    @property
    def units(self) -> Mapping[str, Decimal]:
        return {"%": Decimal(1)}


class WholeNumber(forms.IntegerField):
    """A whole number, which may be typed with its unit. In a larger unit it may have a fraction: 30.5 cm."""

    widget = forms.TextInput
    default_error_messages = {
        "two_readings": TWO_READINGS,
        "thousands": _("A sign between thousands can be taken for a decimal one. Write %(one)s."),
    }
    units: Mapping[str, Decimal] = {}

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "")
        number = typed_number(text, {})
        if number is None and (number := typed_number(text, self.units)) is not None:
            number = number.quantize(Decimal(1), rounding=ROUND_HALF_UP)
        if number is not None and number == number.to_integral_value():
            return int(number)
        for code, units in (("thousands", {}), ("two_readings", self.units)):
            if found := two_readings(text, units, below=LIMIT, places=2):
                raise forms.ValidationError(self.error_messages[code], code, found)
        return super().to_python(text)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "class": "vIntegerField"}
