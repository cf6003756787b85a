"""VAT. It is contained in every price and never added: of a total, total × rate / (100 + rate) is VAT.

It is rounded once, half up, on the total of an order or of what came back: not line by line, which would add up to
another amount.
"""

from decimal import ROUND_HALF_UP, Decimal

from babel.numbers import format_decimal
from django.db import models
from django.db.models import Q
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from shop.language import current_language
from shop.money import cents, money

CENT = Decimal("0.01")


def vat_in(total: Decimal, rate: Decimal) -> Decimal:
    """The VAT in a total, of the shop's currency, at a rate in percent."""
    return (total * rate / (100 + rate)).quantize(CENT, ROUND_HALF_UP)


def vat_rules(table: str) -> list[models.CheckConstraint]:
    """The same formula as constraints, of the columns total_amount, vat_rate and vat_amount.

    In whole cents and hundredths of a percent, so that SQLite, which has no decimals, comes to the same cent.
    """
    rate = cents("vat_rate")
    whole = rate + 10_000
    rounded = (cents("total_amount") * rate * 2 + whole) / (whole * 2)
    return [
        models.CheckConstraint(condition=Q(vat_rate__gte=0, vat_rate__lt=100), name=f"{table}_vat_rate_in_range"),
        models.CheckConstraint(condition=Exact(cents("vat_amount"), rounded), name=f"{table}_vat_contained"),
    ]


def percent(rate: Decimal) -> str:
    """19 %, 5.5 %; in Russian 5,5 %."""
    return f"{format_decimal(rate, locale=current_language())}\N{NO-BREAK SPACE}%"


def vat_words(rate: Decimal | None, amount: Decimal | None) -> str:
    """What stands beside a total: incl. 19 % VAT €11.02. Nothing, if the rate is not known."""
    if rate is None or amount is None:
        return ""
    if not rate:
        return _("No VAT is charged.")
    return _("incl. %(rate)s VAT %(amount)s") % {"rate": percent(rate), "amount": money(amount)}


def vat_in_words(total: Decimal, rate: Decimal | None) -> str:
    """The same of a total that is not ordered yet; at rate 0 nothing, because the note beside it says so already."""
    return vat_words(rate, vat_in(total, rate)) if rate else ""
