"""Links to non-empty lists, for an empty list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from catalog.listing.facets import Counts
from catalog.listing.state import ListState
from catalog.models.count import Count
from catalog.models.first_rows import counts_of
from catalog.search.query import Search
from shop.for_a_minute import kept
from shop.quoting import quoted


@dataclass(frozen=True)
class Suggestion:
    """A link to a list, with the number of shades and their conditions."""

    label: str
    url: str
    count: Count
    conditions: Sequence[Q]


def suggestions(state: ListState, search: Search, counts: Counts) -> list[Suggestion]:
    """Without one of the filters; without all of them; each word alone, the rarest first. Empty lists are omitted.

    One query for all counts that are not known yet, which are kept for a minute.
    """
    found = [
        Suggestion(
            _("Without the filter “%s”") % one.label,
            state.with_value(one.name).url,
            counts.without(one.name),
            [search.condition, *state.with_value(one.name).conditions().values()],
        )
        for one, value in state.in_use
    ]
    whole = [search.condition] if search and state.filter_count > 1 else []
    alone = search.terms if len(search.terms) > 1 else ()
    asked = (*whole, *(term.condition for term in alone))
    numbers = kept(("alone", asked), lambda: counts_of([[one] for one in asked])) if asked else []
    if whole:
        label = _("Without any filter")
        found.append(Suggestion(label, state.without_filters().url, numbers[0], whole))
    words = []
    for term, number in zip(alone, numbers[len(whole) :], strict=True):
        url = ListState(q=term.text, compared=state.compared).url
        words.append(Suggestion(_("Only %s") % quoted(term.text), url, number, [term.condition]))
    found += sorted(words, key=lambda one: one.count)
    return [one for one in found if one.count]
