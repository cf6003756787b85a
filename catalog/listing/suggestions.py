"""Links to non-empty lists, for an empty list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from catalog.listing.facets import Counts
from catalog.listing.state import ListState
from catalog.models.count import Count
from catalog.models.first_rows import count_of
from catalog.search.query import Search
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

    One query for each count not known yet: separate queries use their indexes, a combined one would read all rows.
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
    if search and state.filter_count > 1:
        count = count_of([search.condition])
        found.append(Suggestion(_("Without any filter"), state.without_filters().url, count, [search.condition]))
    if len(search.terms) > 1:
        alone = [(one, ListState(q=one.text, compared=state.compared).url) for one in search.terms]
        words = [
            Suggestion(_("Only %s") % quoted(one.text), url, count_of([one.condition]), [one.condition])
            for one, url in alone
        ]
        found += sorted(words, key=lambda one: one.count)
    return [one for one in found if one.count]
