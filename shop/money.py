"""Money: one currency per shop, decimals of two places, written as the reader's language writes it.

What was sold keeps its currency, with the price: an order and an invoice are of that in which they were written.
"""

import re
from decimal import Context, Decimal, localcontext
from functools import cached_property, lru_cache
from typing import Any

from babel.numbers import format_currency
from django.conf import settings
from django.db import models
from django.db.models.functions import Cast, Round

from shop.language import current_language

# The largest amount that decimal(10,2) can hold.
LARGEST = Decimal("99999999.99")
# Enough digits for any number that SQLite may have stored.
ROOMY = Context(prec=320)


class MoneyField(models.DecimalField):
    """decimal(10,2). Also reads values that are too large, because SQLite stores any number."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"max_digits": 10, "decimal_places": 2})

    @cached_property
    def context(self) -> Context:
        # With max_digits only, as in Django, one such row breaks every page that lists it.
        return ROOMY

    def to_python(self, value: Any) -> Any:
        if isinstance(value, float):
            value = Context(prec=self.max_digits).create_decimal_from_float(value)
        return super().to_python(value)

    def deconstruct(self) -> Any:
        """Deconstructs as Django's DecimalField: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs


def cents(amount: str) -> models.expressions.Combinable:
    """A column of amounts as whole numbers, for sums: SQLite would sum floats."""
    return Cast(Round(models.F(amount) * 100), models.BigIntegerField())


def from_cents(number: int | None) -> Decimal:
    """The amount of a sum of `cents`, with two places; of no rows, nothing."""
    return Decimal(number or 0).scaleb(-2)


# Currency signs and words that may be typed beside an amount.
SIGNS = {
    "EUR": dict.fromkeys(("€", "eur", "euro", "euros", "евро"), Decimal(1)),
    "RUB": dict.fromkeys(("₽", "rub", "руб", "руб.", "р", "р.", "рубль", "рубля", "рублей"), Decimal(1)),
}


@lru_cache(maxsize=4096)
def _written(amount: Decimal, currency: str, language: str) -> str:
    with localcontext(ROOMY):
        text = format_currency(amount, currency, locale=language)
    # A no-break space between a code and the figures: RUB 69.00.
    return re.sub(r"(?<=[A-Z])(?=\d)", "\xa0", text)


def shop_currency() -> str:
    """Its code, EUR or RUB."""
    return str(settings.CURRENCY)


def money(amount: Decimal, currency: str = "") -> str:
    """An amount of this or the shop's currency in words of the active language: €69.00, 69,00 €, 6 490,00 ₽."""
    return _written(amount, currency or settings.CURRENCY, current_language())
