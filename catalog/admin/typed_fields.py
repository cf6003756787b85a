"""Fields of the form of a shade that take what people type: 30 cm, 71,50, #AbC, Sweden."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from catalog.lengths import CENTIMETRES
from catalog.models.columns import read_country, read_swatch
from shop.money import SIGNS
from shop.typed_numbers import Number, WholeNumber

# By the unit of the column.
MILLIMETRES = {unit: centimetres * 10 for unit, centimetres in CENTIMETRES.items()}
WATTS = dict.fromkeys(("w", "watt", "watts", "вт", "вт."), Decimal(1))
GRAMS = {**dict.fromkeys(("g", "gr", "г", "г.", "гр", "гр."), Decimal(1)), **dict.fromkeys(("kg", "кг"), Decimal(1000))}


class Millimetres(WholeNumber):
    default_error_messages = {"invalid": _("Enter whole millimetres, or a length with its unit: 305 or 30.5 cm.")}
    units = MILLIMETRES


class Watts(WholeNumber):
    units = WATTS


class Grams(WholeNumber):
    units = GRAMS


class Width(Number):
    """In millimetres, with a fraction."""

    @property
    def units(self) -> Mapping[str, Decimal]:
        return MILLIMETRES


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
