"""The state of the list, which is one GET address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from catalog.listing.filters import FILTERS, FITS_MY_LAMP
from catalog.listing.kinds import Filter
from catalog.models import ProductQuerySet
from catalog.sheet.comparison import TICKS
from shop.language import address_of_page

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

RELEVANCE = "relevance"
NEWEST = "newest"
LAMP = "lamp"


class Sort(NamedTuple):
    """A sort order: its label, and the method that sorts shades."""

    label: "StrOrPromise"
    method: Callable[[ProductQuerySet], ProductQuerySet]


# By their names in the address. Only the first shades are ranked by relevance: those that follow are newest first.
SORTS = {
    RELEVANCE: Sort(_("Best match"), ProductQuerySet.newest),
    # What fits the shopper's lamp first, then the newest: `results` knows the lamp.
    LAMP: Sort(_("Shades that fit first"), ProductQuerySet.newest),
    NEWEST: Sort(_("Newest first"), ProductQuerySet.newest),
    "price": Sort(_("Price, low to high"), ProductQuerySet.by_price),
    "-price": Sort(_("Price, high to low"), ProductQuerySet.by_price_desc),
    "width": Sort(_("Width, small to large"), ProductQuerySet.by_width),
}

# All that the list reads of its address.
PARAMETERS = ("q", *(name for one in FILTERS for name in one.parameters), "sort", TICKS, "page")


@dataclass(frozen=True)
class ListState:
    """The search, the filters in use with their values (by name, none of them falsy), the sort order and the page.

    `sort` is empty for the usual order. `compared`: the shades ticked for comparison, by their addresses; they narrow
    nothing, and go along wherever the list is shown anew.
    """

    q: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    sort: str = ""
    page: int = 1
    compared: tuple[str, ...] = ()
    filters: tuple[Filter, ...] = field(default=FILTERS, repr=False, compare=False)

    @property
    def order(self) -> str:
        """The order of the list: the chosen one, or the usual one."""
        return self.sort or self.usual_sort

    @property
    def usual_sort(self) -> str:
        """By relevance when searching, else what fits the shopper's lamp first; without a lamp the newest first."""
        if self.q:
            return RELEVANCE
        return LAMP if self.has_lamp else NEWEST

    @property
    def has_lamp(self) -> bool:
        """Whether the shopper's lamp is known."""
        return any(one.name == FITS_MY_LAMP.name and one.is_available for one in self.filters)

    @property
    def sorts(self) -> dict[str, Sort]:
        """The orders that can be chosen, the usual one first."""
        left_out = {RELEVANCE, LAMP} - {self.usual_sort}
        return {name: sort for name, sort in SORTS.items() if name not in left_out}

    @property
    def in_use(self) -> list[tuple[Filter, Any]]:
        """The filters in use with their values, in the order of the page."""
        return [(one, self.values[one.name]) for one in self.filters if one.name in self.values]

    @property
    def filter_count(self) -> int:
        """How many filter values are chosen, not counting the search."""
        return sum(len(one.pairs(value)) for one, value in self.in_use)

    @property
    def is_narrowed(self) -> bool:
        """Whether there is a search or a filter: such a list is a view of the whole one, not a page of its own."""
        return bool(self.q or self.values)

    def conditions(self) -> dict[str, Q]:
        """The condition of each filter in use, by its name."""
        return {one.name: one.condition(value) for one, value in self.in_use}

    # Derived states -------------------------------------------------------------------------------------------------

    def with_value(self, name: str, value: Any = None) -> "ListState":
        """With another value of one filter, from the first page; without the filter if the value is falsy."""
        others = {other: kept for other, kept in self.values.items() if other != name}
        return replace(self, page=1, values={**others, name: value} if value else others)

    def without_filters(self) -> "ListState":
        return replace(self, page=1, values={})

    def without_search(self) -> "ListState":
        """The order stays, unless it would be the usual one now."""
        without = replace(self, page=1, q="")
        return replace(without, sort="") if without.sort == without.usual_sort else without

    def cleared(self) -> "ListState":
        return self.without_search().without_filters()

    # As an address ---------------------------------------------------------------------------------------------------

    def pairs(self) -> list[tuple[str, str]]:
        pairs = [("q", self.q)] if self.q else []
        for one, value in self.in_use:
            pairs += one.pairs(value)
        pairs += [("sort", self.sort)] if self.sort else []
        return pairs + [(TICKS, slug) for slug in self.compared]

    @property
    def query(self) -> str:
        """The query of its address, without the page."""
        return urlencode(self.pairs())

    @property
    def canonical(self) -> str:
        """The canonical address: the whole list at this page. A filtered or sorted list is a view of it."""
        return ListState(page=1 if self.is_narrowed or self.sort else self.page).url

    @property
    def url(self) -> str:
        """Its address, in the active language."""
        pairs = [*self.pairs(), ("page", str(self.page))] if self.page > 1 else self.pairs()
        path = address_of_page("catalog:product_list")
        return f"{path}?{urlencode(pairs)}" if pairs else path
