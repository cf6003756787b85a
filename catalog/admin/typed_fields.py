"""Fields of the form of a shade that take what people type: 30 cm, 71,50, #AbC, Sweden."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from catalog.lengths import CENTIMETRES
from catalog.models.columns import read_country, read_swatch
from shop.money import SIGNS
from shop.typed_numbers import typed_number

# By the unit of the column.
MILLIMETRES = {unit: centimetres * 10 for unit, centimetres in CENTIMETRES.items()}
WATTS = dict.fromkeys(("w", "watt", "watts", "вт", "вт."), Decimal(1))
GRAMS = {**dict.fromkeys(("g", "gr", "г", "г.", "гр", "гр."), Decimal(1)), **dict.fromkeys(("kg", "кг"), Decimal(1000))}


class WholeNumber(forms.IntegerField):
    """A whole number, which may be typed with its unit. In a larger unit it may have a fraction: 30.5 cm."""

    # Not type="number": it would drop what is typed with a unit.
    widget = forms.TextInput
    units: Mapping[str, Decimal] = {}

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "")
        number = typed_number(text, {})
        if number is None and (number := typed_number(text, self.units)) is not None:
            number = number.quantize(Decimal(1), rounding=ROUND_HALF_UP)
        if number is None or number != number.to_integral_value():
            return super().to_python(text)
        return int(number)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal", "class": "vIntegerField"}


class Millimetres(WholeNumber):
    default_error_messages = {"invalid": _("Enter whole millimetres, or a length with its unit: 305 or 30.5 cm.")}
    units = MILLIMETRES


class Watts(WholeNumber):
    units = WATTS


class Grams(WholeNumber):
    units = GRAMS


class Number(forms.DecimalField):
    """A number with a point or a comma in either language, and its unit. What 1,234 means nobody knows."""

    @property
    def units(self) -> Mapping[str, Decimal]:
        return MILLIMETRES

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs derive it from IntegerField
        number = typed_number(str(value if value is not None else ""), self.units)
        if number is None:
            return super().to_python(value)
        # As many places as the column has; with more, its validator says that they are too many.
        as_stored = number.quantize(Decimal(1).scaleb(-(self.decimal_places or 0)))
        return as_stored if as_stored == number else number

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "inputmode": "decimal"}


class Amount(Number):
    @property
    def units(self) -> Mapping[str, Decimal]:
        return SIGNS[settings.CURRENCY]


class Swatch(forms.CharField):
    """Stored as #aabbcc. Longer while it is typed."""

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return read_swatch(super().to_python(value) or "")


class Origin(forms.CharField):
    """Stored as two letters, typed as those or as a name."""

    def __init__(self, *, max_length: int | None = None, **options: Any) -> None:
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        return read_country(super().to_python(value) or "")
