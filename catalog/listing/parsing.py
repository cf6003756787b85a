"""Parses the list's address. Every address gets a page: invalid values are ignored with a message; unknown parameters,
such as those that advertisements append, are ignored silently."""

from dataclasses import dataclass, field, replace

from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from catalog.listing.filters import filters_for
from catalog.listing.notes import Notes
from catalog.listing.state import SORTS, ListState
from catalog.search.query import MAX_LETTERS, MAX_TERMS, Search, understood
from catalog.sheet.comparison import TICKS, named
from shop.pagination import page_number
from shop.quoting import clean, quoted

# Four are compared; who ticks more sees the first four of them.
MOST_TICKS = 12


@dataclass(frozen=True)
class Reading:
    """The parsed address, and the notes for the page."""

    state: ListState
    search: Search
    notes: Notes = field(default_factory=Notes)


def parse(address: QueryDict, fits: Q | None = None) -> Reading:
    """The state in an address. `fits` is the condition of the shopper's lamp, None while no lamp is known."""
    notes = Notes()
    typed_q = clean(address.get("q", ""))
    search = understood(typed_q)
    filters = filters_for(fits)
    state = ListState(
        q=typed_q[:MAX_LETTERS].strip() if search else "",
        values={one.name: value for one in filters if (value := one.parse(address, notes))},
        page=page_number(address.get("page", ""), notes.warn),
        compared=tuple(named(address, TICKS)[:MOST_TICKS]),
        filters=filters,
    )
    state = replace(state, sort=_sort(address, notes, state))
    if typed_q and not search:
        notes.warn(_("There is nothing to search for in %s.") % quoted(typed_q))
    elif search.is_cut:
        notes.warn(_("That is a long search: only the first %(n)d words are used.") % {"n": MAX_TERMS})
    return Reading(state, search, notes)


def _sort(address: QueryDict, notes: Notes, state: ListState) -> str:
    """The chosen order; empty for the usual one, and for one that this list does not have, such as relevance."""
    sort = str(address.get("sort", ""))
    if sort not in ("", *SORTS):
        notes.warn(_("We do not know the sort order %s, so the usual one is used.") % quoted(sort))
    return sort if sort in state.sorts and sort != state.usual_sort else ""
