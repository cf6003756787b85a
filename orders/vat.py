"""VAT. It is contained in every price and never added: of a total, total × rate / (100 + rate) is VAT.

It is rounded once, half up, on the total of an order or of all that came back of it: not line by line or return by
return, which would add up to another amount.
"""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from babel.numbers import format_decimal
from django.db import models
from django.db.models import Q
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from pages.models.business import price_note
from shop.language import current_language
from shop.money import cents, money, shop_currency

CENT = Decimal("0.01")


def vat_in(total: Decimal, rate: Decimal) -> Decimal:
    """The VAT in a total, of any currency with cents, at a rate in percent."""
    return (total * rate / (100 + rate)).quantize(CENT, ROUND_HALF_UP)


def vat_coming_back(total: Decimal, rate: Decimal, earlier: Iterable[tuple[Decimal, Decimal]]) -> Decimal:
    """The VAT in what comes back now: that of all that has come back, less what was said of it `earlier`.

    `earlier` are totals with the VAT that was said of them. So when everything is back, the VAT of all of it is that of
    the order, to the cent. It is never below zero or above the total, where credit notes of before each had a rounding
    of their own.
    """
    back, said = total, Decimal(0)
    for amount, vat in earlier:
        back, said = back + amount, said + vat
    return min(max(vat_in(back, rate) - said, Decimal(0)), total)


def rounded_vat(total: models.expressions.Combinable) -> models.expressions.Combinable:
    """`vat_in` in the database: of a total in cents, at the row's vat_rate, in cents.

    In whole cents and hundredths of a percent, so that SQLite, which has no decimals, comes to the same cent.
    """
    rate = cents("vat_rate")
    whole = rate + 10_000
    return (total * rate * 2 + whole) / (whole * 2)


def vat_rules(table: str, *, unless: Q | None = None) -> list[models.CheckConstraint]:
    """The same formula as constraints, of the columns total_amount, vat_rate and vat_amount; not of rows `unless`."""
    contained: Any = Exact(cents("vat_amount"), rounded_vat(cents("total_amount")))
    return [
        models.CheckConstraint(condition=Q(vat_rate__gte=0, vat_rate__lt=100), name=f"{table}_vat_rate_in_range"),
        models.CheckConstraint(
            condition=contained if unless is None else unless | Q(contained), name=f"{table}_vat_contained"
        ),
    ]


def percent(rate: Decimal) -> str:
    """19 %, 5.5 %; in Russian 5,5 %."""
    return f"{format_decimal(rate, locale=current_language())}\N{NO-BREAK SPACE}%"


def vat_words(rate: Decimal | None, amount: Decimal | None, currency: str) -> str:
    """What stands beside a total: incl. 19 % VAT €11.02. Nothing, if the rate is not known."""
    if rate is None or amount is None:
        return ""
    if not rate:
        return _("No VAT is charged.")
    return _("incl. %(rate)s VAT %(amount)s") % {"rate": percent(rate), "amount": money(amount, currency)}


class VatAsSold:
    """What stands beside the prices of an order: the words of the rate and the amount that are kept with it."""

    if TYPE_CHECKING:
        vat_rate: Any
        vat_amount: Any
        currency: Any

    @property
    def price_note(self) -> str:
        """Beside each price and total; empty if no rate was known."""
        return price_note(self.vat_rate)

    @property
    def vat_words(self) -> str:
        """The VAT in the total."""
        return vat_words(self.vat_rate, self.vat_amount, self.currency)

    @property
    def contained_vat(self) -> str:
        """The same below a total with its note, which says it already at rate 0."""
        return self.vat_words if self.vat_rate else ""


def vat_in_words(total: Decimal, rate: Decimal | None) -> str:
    """The same of a total that is not ordered yet; at rate 0 nothing, because the note beside it says so already."""
    return vat_words(rate, vat_in(total, rate), shop_currency()) if rate else ""
