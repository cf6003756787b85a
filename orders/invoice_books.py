"""The invoices and credit notes of a month as a table for the bookkeeper, with sums by VAT rate."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain
from typing import Any

from django.db.models import Count, Q, Sum
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from orders.models import Invoice, InvoiceQuerySet, Series
from orders.vat import percent
from shop.csv_tables import Cell
from shop.money import cents, from_cents

# How many are read at a time: memory does not grow with their number.
AT_ONCE = 500
COLUMNS = (
    *("series", "number", "issued_at", "order_number", "corrects", "buyer_name", "buyer_country", "currency"),
    *("vat_rate", "vat_amount", "total_amount"),
)


@dataclass(frozen=True)
class Month:
    """A calendar month, by its first day."""

    first: date

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.replace(day=1))

    @property
    def before(self) -> "Month":
        return Month.of(self.first - timedelta(days=1))

    @property
    def after(self) -> "Month":
        return Month.of(self.first + timedelta(days=31))

    @property
    def code(self) -> str:
        """As an address and an input of this type have it: 2026-11."""
        return f"{self.first:%Y-%m}"

    @property
    def papers(self) -> InvoiceQuerySet:
        """What was issued in it, in the shop's time zone."""
        start, end = (timezone.make_aware(datetime.combine(month.first, time.min)) for month in (self, self.after))
        return Invoice.objects.issued_within(start, end)


@dataclass(frozen=True)
class Sums:
    """What was issued in a currency at a VAT rate: how many of each series, and amounts less those of credit notes."""

    currency: str
    rate: Decimal
    invoices: int
    credit_notes: int
    vat: Decimal
    total: Decimal

    @property
    def net(self) -> Decimal:
        return self.total - self.vat

    @property
    def rate_in_words(self) -> str:
        return percent(self.rate)


def sums_of(month: Month) -> list[Sums]:
    """By currency, of which a shop has one, and rate, the highest first. One statement."""
    credited = Q(series=Series.CREDIT_NOTE)
    columns: dict[str, Any] = {
        "invoices": Count("pk", filter=~credited),
        "credit_notes": Count("pk", filter=credited),
        "vat": signed("vat_amount", credited),
        "total": signed("total_amount", credited),
    }
    rows = month.papers.order_by("currency", "-vat_rate").values("currency", "vat_rate").annotate(**columns)
    return [
        Sums(currency, rate, invoices, credit_notes, from_cents(vat), from_cents(total))
        for currency, rate, invoices, credit_notes, vat, total in rows.values_list("currency", "vat_rate", *columns)
    ]


def signed(amount: str, credited: Q) -> CombinedExpression:
    """The sum in cents, less that of credit notes."""
    return Coalesce(Sum(cents(amount), filter=~credited), 0) - Coalesce(Sum(cents(amount), filter=credited), 0)


def rows_of(month: Month) -> Iterator[list[Cell]]:
    """The names of the columns, in the language of the page, a row for each paper, and one of sums for each rate."""
    head: list[Cell] = [
        *(_("number"), _("issued"), _("order"), _("corrects"), _("buyer"), _("country"), _("currency")),
        *(_("VAT rate, %"), _("net"), _("VAT"), _("total")),
    ]
    return chain([head], _rows(month, _("total")))


def _rows(month: Month, label: str) -> Iterator[list[Cell]]:
    net_by_rate = defaultdict[tuple[str, Decimal], Decimal](Decimal)
    vat_by_rate = defaultdict[tuple[str, Decimal], Decimal](Decimal)
    for series, *what, currency, rate, vat, total in month.papers.values_list(*COLUMNS).iterator(chunk_size=AT_ONCE):
        sign = -1 if series == Series.CREDIT_NOTE else 1
        net_by_rate[currency, rate] += sign * (total - vat)
        vat_by_rate[currency, rate] += sign * vat
        yield [*what, currency, rate, sign * (total - vat), sign * vat, sign * total]
    for (currency, rate), vat in sorted(vat_by_rate.items(), key=lambda one: (one[0][0], -one[0][1])):
        net = net_by_rate[currency, rate]
        yield [label, None, None, None, None, None, currency, rate, net, vat, net + vat]
