"""The kinds of filters. A filter reads its part of the address and writes it, says what it demands, and is shown."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Any

from babel.numbers import get_currency_symbol
from django.conf import settings
from django.db.models import Case, Expression, F, Q, TextChoices, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _

from catalog.drawing.icons import Picture
from catalog.lengths import CENTIMETRES, plain_number
from catalog.listing.groups import End, FilterGroup, Option
from catalog.listing.notes import Notes
from shop.language import current_language
from shop.money import SIGNS, money
from shop.quoting import MAX_QUOTED_LETTERS, clean, quoted
from shop.typed_numbers import typed_number

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# So many values of one filter that are not known are named.
MAX_NAMED = 3
MM_PER_CM = 10
ON = "1"

# How many shades each option would show, by its value.
Count = Callable[[str], int]


@dataclass(frozen=True)
class Filter(ABC):
    """What a list can be narrowed by. `name` stands in the address; a value that is false says that none is chosen."""

    name: str
    label: "StrOrPromise"

    @abstractmethod
    def parse(self, address: QueryDict, notes: Notes) -> Any:
        """The value that the address says. What makes no sense is left out, and noted."""

    @abstractmethod
    def pairs(self, value: Any) -> list[tuple[str, str]]:
        """The parameters of an address that say this value. `parse` reads the same value from them."""

    @abstractmethod
    def condition(self, value: Any) -> Q:
        """What the value demands of a product."""

    @abstractmethod
    def chips(self, value: Any) -> Iterable[tuple["StrOrPromise", Any]]:
        """Each part of the value that can be taken back: in words, and the value without it."""

    def columns(self) -> list[Expression | F]:
        """What to count options by. Each is, for a product, the value of an option that it meets, or NULL."""
        return []

    @abstractmethod
    def group(self, value: Any, notes: Notes, count: Count) -> FilterGroup:
        """As the page shows it. Groups of one name are shown as one, with the label of the last."""

    @property
    def is_available(self) -> bool:
        """Whether the page offers it."""
        return True


@dataclass(frozen=True)
class Choice(Filter):
    """Several values can be chosen, and any of them will do. `pictures`, `swatches` and `notes` are by value.

    `is_open`: shown without being asked for, because most people narrow a list by it.
    """

    codes: type[TextChoices]
    column: str = ""
    is_open: bool = False
    note: "StrOrPromise" = ""
    chip: "StrOrPromise" = "%s"
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    swatches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    notes: Mapping[str, "StrOrPromise"] = field(default_factory=dict)

    def parse(self, address: QueryDict, notes: Notes) -> tuple[str, ...]:
        values = set(address.getlist(self.name)) - {""}
        chosen = tuple(value for value in self.codes.values if value in values)
        for value in sorted(values.difference(chosen))[:MAX_NAMED]:
            notes.warn(_unknown(self.label, value))
        return chosen

    def pairs(self, value: tuple[str, ...]) -> list[tuple[str, str]]:
        return [(self.name, one) for one in value]

    def condition(self, value: tuple[str, ...]) -> Q:
        return Q(**{f"{self.column}__in": value})

    def chips(self, value: tuple[str, ...]) -> Iterator[tuple["StrOrPromise", tuple[str, ...]]]:
        for one in value:
            yield self.chip % self.codes(one).label, tuple(other for other in value if other != one)

    def columns(self) -> list[Expression | F]:
        return [F(self.column)]

    def group(self, value: tuple[str, ...] | None, notes: Notes, count: Count) -> FilterGroup:
        chosen = value or ()
        options = [
            Option(
                self.name,
                code,
                label,
                count(code),
                code in chosen,
                self.pictures.get(code),
                self.swatches.get(code, ()),
                self.notes.get(code, ""),
            )
            for code, label in self.codes.choices
        ]
        return FilterGroup(self.name, self.label, bool(chosen) or self.is_open, options, note=self.note)


class Uses(Choice):
    """A choice of codes of which a product can have several: each has a column, `for_<code>`."""

    def condition(self, value: tuple[str, ...]) -> Q:
        condition = Q()
        for one in value:
            condition |= Q(**{f"for_{one}": True})
        return condition

    def columns(self) -> list[Expression | F]:
        return [_value_where(code, Q(**{f"for_{code}": True})) for code in self.codes.values]


@dataclass(frozen=True)
class Bounds:
    """From and to, both included; None where open."""

    low: Decimal | None = None
    high: Decimal | None = None

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass(frozen=True)
class Range(Filter):
    """A number from and to. `steps`: how many of the column's units make one that is typed."""

    column: str
    is_open: bool = False
    steps = 1

    def parse(self, address: QueryDict, notes: Notes) -> Bounds:
        low_name, high_name = f"{self.name}_min", f"{self.name}_max"
        bounds = Bounds(self._bound(address, low_name, notes), self._bound(address, high_name, notes))
        if bounds.low is not None and bounds.high is not None and bounds.low > bounds.high:
            notes.faults[low_name] = _("“From” is more than “to”, so both are left out.")
            return Bounds()
        return bounds

    def _bound(self, address: QueryDict, name: str, notes: Notes) -> Decimal | None:
        typed = clean(address.get(name, ""))
        notes.typed[name] = typed[:MAX_QUOTED_LETTERS]
        number = self.number(typed)
        if number is not None and number >= 0:
            return number
        if number is not None:
            notes.faults[name] = _("Write a number from 0 up. This one is left out.")
        elif typed:
            notes.faults[name] = _("Write a number, such as 40 or 23.5. This one is left out.")
        return None

    def pairs(self, value: Bounds) -> list[tuple[str, str]]:
        ends = ((f"{self.name}_min", value.low), (f"{self.name}_max", value.high))
        return [(name, f"{bound.normalize():f}") for name, bound in ends if bound is not None]

    def condition(self, value: Bounds) -> Q:
        condition = Q()
        if value.low is not None:
            condition &= Q(**{f"{self.column}__gte": self._stored(value.low, ROUND_CEILING)})
        if value.high is not None:
            condition &= Q(**{f"{self.column}__lte": self._stored(value.high, ROUND_FLOOR)})
        return condition

    def _stored(self, typed: Decimal, rounding: str) -> Decimal | int:
        """Millimetres are whole: at least 40.25 cm is at least 403 mm, and at most 40.25 cm is at most 402 mm."""
        return int((typed * self.steps).to_integral_value(rounding)) if self.steps > 1 else typed

    def chips(self, value: Bounds) -> Iterator[tuple[str, Bounds]]:
        ends = (("low", value.low, _("%(filter)s from %(value)s")), ("high", value.high, _("%(filter)s to %(value)s")))
        for end, bound, text in ends:
            if bound is not None:
                yield text % {"filter": self.label, "value": self.written(bound)}, replace(value, **{end: None})

    def group(self, value: Bounds | None, notes: Notes, count: Count) -> FilterGroup:
        words = (
            ("min", _("From"), _("%(filter)s, from")),
            ("max", _("To"), _("%(filter)s, to")),
        )
        ends = [
            End(name, label, full % {"filter": self.label}, notes.typed.get(name, ""), notes.faults.get(name, ""))
            for name, label, full in ((f"{self.name}_{end}", label, full) for end, label, full in words)
        ]
        is_open = self.is_open or any(end.typed or end.fault for end in ends)
        return FilterGroup(self.name, self.label, is_open, ends=ends, unit=self.unit())

    @abstractmethod
    def number(self, typed: str) -> Decimal | None:
        """The bound that is typed; None where it is no number."""

    @abstractmethod
    def written(self, bound: Decimal) -> str:
        """A bound as a reader writes it, with its unit."""

    @abstractmethod
    def unit(self) -> str:
        """The unit beside the fields."""


class LengthRange(Range):
    """In centimetres; the column is in millimetres."""

    steps = MM_PER_CM

    def number(self, typed: str) -> Decimal | None:
        return typed_number(typed, CENTIMETRES)

    def written(self, bound: Decimal) -> str:
        return _("%(number)s cm") % {"number": plain_number(bound)}

    def unit(self) -> str:
        return _("cm")


class PriceRange(Range):
    """In the shop's currency."""

    def number(self, typed: str) -> Decimal | None:
        return typed_number(typed, SIGNS[settings.CURRENCY], is_amount=True)

    def written(self, bound: Decimal) -> str:
        return money(bound)

    def unit(self) -> str:
        return get_currency_symbol(settings.CURRENCY, locale=current_language())


@dataclass(frozen=True)
class Flag(Filter):
    """On or off. `demand` is its condition; None while it cannot be told, as with a lamp that is not known.

    It stands in the group `heading` together with other flags. `unavailable` says why it is left out.
    """

    demand: Q | None
    heading: "StrOrPromise"
    unavailable: "StrOrPromise" = ""

    def parse(self, address: QueryDict, notes: Notes) -> bool:
        value = address.get(self.name, "")
        if value == ON and self.demand is None:
            notes.warn(str(self.unavailable))
        elif value not in ("", ON):
            notes.warn(_unknown(self.label, value))
        return value == ON and self.demand is not None

    def pairs(self, value: bool) -> list[tuple[str, str]]:
        return [(self.name, ON)]

    def condition(self, value: bool) -> Q:
        return Q() if self.demand is None else self.demand

    def chips(self, value: bool) -> list[tuple["StrOrPromise", bool]]:
        return [(self.label, False)]

    def columns(self) -> list[Expression | F]:
        return [] if self.demand is None else [_value_where(ON, self.demand)]

    def group(self, value: bool | None, notes: Notes, count: Count) -> FilterGroup:
        option = Option(self.name, ON, self.label, count(ON), bool(value))
        return FilterGroup("flags", self.heading, is_open=True, options=[option])

    @property
    def is_available(self) -> bool:
        return self.demand is not None


def _value_where(value: str, condition: Q) -> Case:
    return Case(When(condition, then=Value(value)))


def _unknown(label: "StrOrPromise", value: str) -> str:
    return _("%(filter)s: we do not know %(value)s, so it is left out.") % {"filter": label, "value": quoted(value)}
