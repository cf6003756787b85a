"""The kinds of filters. A filter parses and writes its part of the address, and has a condition and a label."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Expression, F, Q, TextChoices, Value, When
from django.http import QueryDict
from django.utils.translation import gettext as _

from catalog.drawing.icons import Picture
from catalog.listing.groups import FilterGroup, Option
from catalog.listing.notes import Notes
from catalog.models.count import Count
from shop.language import current_language
from shop.quoting import quoted

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# The most unknown values of one filter that a message names.
MAX_NAMED = 3
ON = "1"

# Returns how many shades an option would show, by its value.
CountOf = Callable[[str], Count]


@dataclass(frozen=True)
class Filter(ABC):
    """A filter. `name` is its parameter in the address; a falsy value means that nothing is chosen."""

    name: str
    label: "StrOrPromise"

    @abstractmethod
    def parse(self, address: QueryDict, notes: Notes) -> Any:
        """The value in the address. What is invalid is ignored, with a message."""

    @abstractmethod
    def pairs(self, value: Any) -> list[tuple[str, str]]:
        """The parameters for this value; `parse` reads the same value from them."""

    @abstractmethod
    def condition(self, value: Any) -> Q:
        """The condition that products must meet."""

    @abstractmethod
    def chips(self, value: Any) -> Iterable[tuple["StrOrPromise", Any]]:
        """For each part of the value: its label, and the value without it."""

    def columns(self) -> list[Expression | F]:
        """Expressions to count options by: each is the value of an option that the product meets, or NULL."""
        return []

    @abstractmethod
    def group(self, value: Any, notes: Notes, count: CountOf) -> FilterGroup:
        """The filter as shown on the page. Groups of the same name are merged, with the label of the last."""

    @property
    def parameters(self) -> tuple[str, ...]:
        """Its parameters in the address."""
        return (self.name,)

    @property
    def is_available(self) -> bool:
        """Whether the page shows it."""
        return True


@dataclass(frozen=True)
class Choice(Filter):
    """Any of the chosen values will do. `pictures`, `swatches` and `notes` are by value.

    `is_open`: the group is open at first, because most people use it.
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

    def group(self, value: tuple[str, ...] | None, notes: Notes, count: CountOf) -> FilterGroup:
        chosen = value or ()
        options = tuple(
            self._option(code, label, count(code), is_chosen=code in chosen)
            for code, label in labels(self.codes, current_language())
        )
        return FilterGroup(self.name, self.label, bool(chosen) or self.is_open, options, note=self.note)

    def _option(self, code: str, label: str, count: Count, *, is_chosen: bool) -> Option:
        picture, swatch = self.pictures.get(code), self.swatches.get(code, ())
        note = str(self.notes.get(code, ""))
        return Option(self.name, code, label, int(count), count.or_more, is_chosen, picture, swatch, note)


class Uses(Choice):
    """A choice of codes of which a product can have several, each with its own column `for_<code>`."""

    def condition(self, value: tuple[str, ...]) -> Q:
        condition = Q()
        for one in value:
            condition |= Q(**{f"for_{one}": True})
        return condition

    def columns(self) -> list[Expression | F]:
        return [_value_where(code, Q(**{f"for_{code}": True})) for code in self.codes.values]


@dataclass(frozen=True)
class Flag(Filter):
    """On or off. `demand` is its condition; None while it is unknown, as without a lamp.

    It is shown in the group `heading` together with other flags. `unavailable` says why it is ignored.
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

    def group(self, value: bool | None, notes: Notes, count: CountOf) -> FilterGroup:
        number = count(ON)
        option = Option(self.name, ON, str(self.label), int(number), number.or_more, bool(value))
        return FilterGroup("flags", self.heading, is_open=True, options=(option,))

    @property
    def is_available(self) -> bool:
        return self.demand is not None


@lru_cache
def labels(codes: type[TextChoices], language: str) -> tuple[tuple[str, str], ...]:
    """Codes and their labels in the active language: a page shows six dozen of them."""
    return tuple((code, str(label)) for code, label in codes.choices)


def _value_where(value: str, condition: Q) -> Case:
    return Case(When(condition, then=Value(value)))


def _unknown(label: "StrOrPromise", value: str) -> str:
    return _("%(filter)s: we do not know %(value)s and ignored it.") % {"filter": label, "value": quoted(value)}
