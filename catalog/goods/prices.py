"""New prices for many shades by one rule, all or none."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from catalog.models import Product
from catalog.models.constraints import LARGEST_PRICE, PRICE_TOO_LARGE

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CENT, WHOLE, HUNDRED = Decimal("0.01"), Decimal(1), Decimal(100)
# Rows of one statement.
BATCH = 500
NOT_ABOVE_ZERO = _("A price must be above 0.")


class Rounding(TextChoices):
    """What the cents of a new price are: it is the nearest of these."""

    NONE = "none", _("to the cent")
    WHOLE = "00", _("to x.00")
    HALF = "50", _("to x.50")
    NINETY = "90", _("to x.90")


@dataclass(frozen=True)
class PriceRule:
    """By how much prices change: first by per cent, then by an amount of the currency; and how they are rounded."""

    per_cent: Decimal = Decimal(0)
    amount: Decimal = Decimal(0)
    rounding: str = Rounding.NONE

    def of(self, price: Decimal) -> Decimal:
        new = price * (1 + self.per_cent / HUNDRED) + self.amount
        if self.rounding == Rounding.NONE:
            return new.quantize(CENT, ROUND_HALF_UP)
        cents = Decimal(self.rounding) / HUNDRED
        return ((new - cents).quantize(WHOLE, ROUND_HALF_UP) + cents).quantize(CENT)


class Repriced(NamedTuple):
    """A shade with its price before and after."""

    shade: Product
    before: Decimal
    after: Decimal

    @property
    def is_changed(self) -> bool:
        return self.before != self.after

    @property
    def fault(self) -> "StrOrPromise":
        return fault_of(self.after)


def fault_of(price: Decimal) -> "StrOrPromise":
    """Why no shade can have this price."""
    if price <= 0:
        return NOT_ABOVE_ZERO
    return PRICE_TOO_LARGE if price > LARGEST_PRICE else ""


class ChangedMeanwhile(Exception):
    """Some shades are no longer as they were shown, or are gone. Nothing was changed."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(", ".join(names))
        self.names = names


class DoneAlready(Exception):
    """The shades are already as they are to become."""


# New prices of single shades, by primary key.
Own = Mapping[int, Decimal]
NONE: Own = {}


def repriced(shades: Iterable[Product], rule: PriceRule, own: Own = NONE) -> list[Repriced]:
    return [Repriced(shade, shade.price, own.get(shade.pk, rule.of(shade.price))) for shade in shades]


def change_prices(shown: Mapping[int, Decimal], rule: PriceRule, own: Own = NONE) -> list[Repriced]:
    """Changes the prices that were shown, by primary key: to its own where a shade has one, else by the rule.

    Raises ChangedMeanwhile and DoneAlready. All must become prices: see `fault_of`.
    """
    wanted = {pk: own.get(pk, rule.of(price)) for pk, price in shown.items()}
    with transaction.atomic():
        rows = Product.objects.only("sku", "price", "name_en", "name_ru").order_by("pk")
        there = rows.select_for_update(no_key=True).in_bulk(list(shown))
        if there.keys() == shown.keys() and all(there[pk].price == price for pk, price in wanted.items()):
            raise DoneAlready
        others = [shade.sku for pk, shade in there.items() if shade.price != shown[pk]]
        if others or len(there) < len(shown):
            raise ChangedMeanwhile(others + [f"№ {pk}" for pk in shown.keys() - there.keys()])
        changed = [one for one in repriced(there.values(), rule, own) if one.is_changed]
        for one in changed:
            one.shade.price = one.after
        Product.objects.bulk_update([one.shade for one in changed], ["price"], batch_size=BATCH)
    return changed
