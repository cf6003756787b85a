"""The filter panel: groups of options and ranges, chips of what is chosen, sort orders."""

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from catalog.listing.facets import Counts
from catalog.listing.groups import FilterGroup
from catalog.listing.parsing import Reading
from catalog.listing.state import ListState
from shop.forms import WrongField
from shop.quoting import quoted

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Chip:
    """A chosen value, and the address of the list without it."""

    label: "StrOrPromise"
    url: str


@dataclass(frozen=True)
class SortOption:
    """A sort order to choose."""

    value: str
    label: "StrOrPromise"
    is_chosen: bool


def groups(reading: Reading, counts: Counts) -> list[FilterGroup]:
    """All filters, in the order of the page."""
    shown: dict[str, FilterGroup] = {}
    for one in (one for one in reading.state.filters if one.is_available):
        group = one.group(reading.state.values.get(one.name), reading.notes, partial(counts.option, one.name))
        if group.name in shown:
            group = replace(group, options=shown[group.name].options + group.options)
        shown[group.name] = group
    return list(shown.values())


def wrong_ends(groups: list[FilterGroup]) -> list[WrongField]:
    """The range fields with errors, in the order of the page."""
    ends = (end for group in groups for end in group.ends if end.fault)
    return [WrongField(f"id_{end.name}", end.full_label, end.fault) for end in ends]


def chips(state: ListState) -> list[Chip]:
    """One for each chosen value, in the order of the page."""
    searched = [Chip(quoted(state.q), state.without_search().url)] if state.q else []
    return searched + [
        Chip(label, state.with_value(one.name, rest).url)
        for one, value in state.in_use
        for label, rest in one.chips(value)
    ]


def sorts(state: ListState) -> list[SortOption]:
    """The sort orders. The usual one has an empty value, so that a later search is sorted by relevance."""
    return [
        SortOption("" if name == state.usual_sort else name, sort.label, name == state.order)
        for name, sort in state.sorts.items()
    ]
