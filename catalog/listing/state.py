"""What a shopper wants to see: the state of the list, which is one GET address, read from it and written to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse

from catalog.listing.filters import CHOICES, FLAGS, IN_STOCK, RANGES, Bounds

T = TypeVar("T")

NOTHING: Mapping[str, tuple[str, ...]] = MappingProxyType({})
OPEN: Mapping[str, Bounds] = MappingProxyType({})

RELEVANCE = "relevance"
NEWEST = "newest"
SORTS = (RELEVANCE, NEWEST, "price", "-price", "width")


def number(value: Decimal) -> str:
    """As it stands in an address: 40, 23.5."""
    return f"{value.normalize():f}"


@dataclass(frozen=True)
class Wanted:
    """The filters, search words and order that are chosen. `sort` is empty for the usual one."""

    q: str = ""
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: NOTHING)
    ranges: Mapping[str, Bounds] = field(default_factory=lambda: OPEN)
    flags: frozenset[str] = frozenset()
    sort: str = ""
    page: int = 1

    @property
    def order(self) -> str:
        """The order of the list: when searching by likeness, else the newest first, unless another is chosen."""
        return self.sort or self.usual_sort

    @property
    def usual_sort(self) -> str:
        return RELEVANCE if self.q else NEWEST

    @property
    def sorts(self) -> tuple[str, ...]:
        """The orders that can be chosen, the usual one first."""
        return SORTS if self.q else SORTS[1:]

    @property
    def filter_count(self) -> int:
        """How many values are chosen, the words of the search not among them."""
        bounds = sum((b.low is not None) + (b.high is not None) for b in self.ranges.values())
        return sum(len(values) for values in self.choices.values()) + bounds + len(self.flags)

    @property
    def is_narrowed(self) -> bool:
        """Whether some shades may be left out: such a list is a view of the whole one, not a page of its own."""
        return bool(self.q or self.filter_count)

    def conditions(self, fits: Q | None) -> dict[str, Q]:
        """What each filter in use demands, by its name. `fits` is what the shopper's lamp demands."""
        flags = {"in_stock": IN_STOCK, "fits": fits}
        return {
            **{name: CHOICES[name].condition(values) for name, values in self.choices.items()},
            **{name: RANGES[name].condition(bounds) for name, bounds in self.ranges.items()},
            **{name: condition for name in FLAGS if name in self.flags and (condition := flags[name]) is not None},
        }

    # The same with something less ------------------------------------------------------------------------------------

    def without_choice(self, name: str, value: str) -> "Wanted":
        left = tuple(one for one in self.choices.get(name, ()) if one != value)
        return replace(self, page=1, choices=_with(self.choices, name, left))

    def without_bound(self, name: str, end: str) -> "Wanted":
        bounds = replace(self.ranges.get(name, Bounds()), **{end: None})
        return replace(self, page=1, ranges=_with(self.ranges, name, bounds))

    def without_filter(self, name: str) -> "Wanted":
        return replace(
            self,
            page=1,
            choices=_with(self.choices, name, ()),
            ranges=_with(self.ranges, name, Bounds()),
            flags=self.flags - {name},
        )

    def cleared(self) -> "Wanted":
        """Nothing chosen and nothing searched; the order stays, where it can."""
        return Wanted(sort="" if self.sort in (RELEVANCE, NEWEST) else self.sort)

    def without_filters(self) -> "Wanted":
        return Wanted(q=self.q, sort=self.sort)

    def without_search(self) -> "Wanted":
        return replace(self, page=1, q="", sort="" if self.sort in (RELEVANCE, NEWEST) else self.sort)

    # As an address ---------------------------------------------------------------------------------------------------

    def pairs(self) -> list[tuple[str, str]]:
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, value) for name, values in self.choices.items() for value in values]
        for name, bounds in self.ranges.items():
            pairs += [(f"{name}_min", number(bounds.low))] if bounds.low is not None else []
            pairs += [(f"{name}_max", number(bounds.high))] if bounds.high is not None else []
        pairs += [(name, "1") for name in FLAGS if name in self.flags]
        return [*pairs, ("sort", self.sort)] if self.sort else pairs

    @property
    def query(self) -> str:
        """The query of its address, without the page."""
        return urlencode(self.pairs())

    @property
    def canonical(self) -> str:
        """The address for search engines: of the whole list, at this page. A narrowed or sorted one is a view of it."""
        return Wanted(page=1 if self.is_narrowed or self.sort else self.page).url

    @property
    def url(self) -> str:
        """Its address, in the active language."""
        pairs = [*self.pairs(), ("page", str(self.page))] if self.page > 1 else self.pairs()
        path = reverse("catalog:product_list")
        return f"{path}?{urlencode(pairs)}" if pairs else path


def _with(values: Mapping[str, T], name: str, value: T) -> dict[str, T]:
    """The values with another one under the name; an empty one is left out."""
    changed = {**values, name: value}
    return {key: one for key, one in changed.items() if one}
