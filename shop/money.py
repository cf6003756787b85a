"""Money: one currency per shop, decimals of two places, written as the reader's language writes it."""

import re
from decimal import Decimal
from functools import lru_cache

from babel.numbers import format_currency
from django.conf import settings

from shop.language import current_language

# What may stand beside an amount that is typed.
SIGNS = {
    "EUR": dict.fromkeys(("€", "eur", "euro", "euros", "евро"), Decimal(1)),
    "RUB": dict.fromkeys(("₽", "rub", "руб", "руб.", "р", "р.", "рубль", "рубля", "рублей"), Decimal(1)),
}


@lru_cache(maxsize=4096)
def _written(amount: Decimal, currency: str, language: str) -> str:
    # A code that stands before the figures is held to them by a space: RUB 69.00.
    return re.sub(r"(?<=[A-Z])(?=\d)", "\xa0", format_currency(amount, currency, locale=language))


def money(amount: Decimal) -> str:
    """An amount of the shop's currency in words of the active language: €69.00, 69,00 €, 6 490,00 ₽."""
    return _written(amount, settings.CURRENCY, current_language())
