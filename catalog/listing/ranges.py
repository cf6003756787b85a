"""Filters by a range of numbers."""

from abc import abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from babel.numbers import get_currency_symbol
from django.conf import settings
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from catalog.lengths import CENTIMETRES, plain_number
from catalog.listing.groups import End, FilterGroup
from catalog.listing.kinds import CountOf, Filter
from catalog.listing.notes import Notes
from shop.language import current_language
from shop.money import SIGNS, money
from shop.quoting import MAX_QUOTED_LETTERS, clean
from shop.typed_numbers import typed_number

MM_PER_CM = 10


@dataclass(frozen=True)
class Bounds:
    """From and to, both inclusive; None if open."""

    low: Decimal | None = None
    high: Decimal | None = None

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass(frozen=True)
class Range(Filter):
    """A range of numbers. `is_open`: the group is open at first."""

    column: str
    is_open: bool = False

    @property
    def parameters(self) -> tuple[str, str]:
        return f"{self.name}_min", f"{self.name}_max"

    def parse(self, address: QueryDict, notes: Notes) -> Bounds:
        low_name, high_name = self.parameters
        bounds = Bounds(self._bound(address, low_name, notes), self._bound(address, high_name, notes))
        if bounds.low is not None and bounds.high is not None and bounds.low > bounds.high:
            notes.faults[low_name] = _("“From” is more than “to”, so we ignored both.")
            return Bounds()
        return bounds

    def _bound(self, address: QueryDict, name: str, notes: Notes) -> Decimal | None:
        typed = clean(address.get(name, ""))
        notes.typed[name] = typed[:MAX_QUOTED_LETTERS]
        number = self.number(typed)
        if number is not None and number >= 0:
            notes.typed[name] = plain_number(number)
            return number
        if number is not None:
            notes.faults[name] = _("Enter 0 or more. We ignored this one.")
        elif typed:
            notes.faults[name] = _("Enter a number, such as 40 or 23.5. We ignored this one.")
        return None

    def pairs(self, value: Bounds) -> list[tuple[str, str]]:
        ends = zip(self.parameters, (value.low, value.high), strict=True)
        return [(name, f"{bound.normalize():f}") for name, bound in ends if bound is not None]

    def condition(self, value: Bounds) -> Q:
        ends = (("gte", value.low, ROUND_CEILING), ("lte", value.high, ROUND_FLOOR))
        demands = {lookup: self.stored(bound, rounding) for lookup, bound, rounding in ends if bound is not None}
        return Q(**{f"{self.column}__{lookup}": bound for lookup, bound in demands.items()})

    def chips(self, value: Bounds) -> Iterator[tuple[str, Bounds]]:
        ends = (("low", value.low, _("%(filter)s from %(value)s")), ("high", value.high, _("%(filter)s to %(value)s")))
        for end, bound, text in ends:
            if bound is not None:
                yield text % {"filter": self.label, "value": self.written(bound)}, replace(value, **{end: None})

    def group(self, value: Bounds | None, notes: Notes, count: CountOf) -> FilterGroup:
        ends = (
            self._end(f"{self.name}_min", _("From"), _("%(filter)s, from"), notes),
            self._end(f"{self.name}_max", _("To"), _("%(filter)s, to"), notes),
        )
        is_open = self.is_open or any(end.typed or end.fault for end in ends)
        return FilterGroup(self.name, self.label, is_open, ends=ends, unit=self.unit())

    def _end(self, name: str, label: str, full_label: str, notes: Notes) -> End:
        full_label %= {"filter": self.label}
        return End(name, label, full_label, notes.typed.get(name, ""), notes.faults.get(name, ""))

    @abstractmethod
    def number(self, typed: str) -> Decimal | None:
        """The typed bound; None if it is not a number."""

    @abstractmethod
    def stored(self, bound: Decimal, rounding: str) -> Decimal | int:
        """A bound in the unit of the column, rounded up or down if the column is whole."""

    @abstractmethod
    def written(self, bound: Decimal) -> str:
        """A bound with its unit, in the active language."""

    @abstractmethod
    def unit(self) -> str:
        """The unit beside the fields."""


class LengthRange(Range):
    """In centimetres; the column is in whole millimetres: from 40.25 cm is from 403 mm, to 40.25 cm is to 402 mm."""

    def number(self, typed: str) -> Decimal | None:
        return typed_number(typed, CENTIMETRES)

    def stored(self, bound: Decimal, rounding: str) -> int:
        return int((bound * MM_PER_CM).to_integral_value(rounding))

    def written(self, bound: Decimal) -> str:
        return _("%(number)s cm") % {"number": plain_number(bound)}

    def unit(self) -> str:
        return _("cm")


class PriceRange(Range):
    """In the shop's currency."""

    def number(self, typed: str) -> Decimal | None:
        return typed_number(typed, SIGNS[settings.CURRENCY], is_amount=True)

    def stored(self, bound: Decimal, rounding: str) -> Decimal:
        return bound

    def written(self, bound: Decimal) -> str:
        return money(bound)

    def unit(self) -> str:
        return get_currency_symbol(settings.CURRENCY, locale=current_language())
