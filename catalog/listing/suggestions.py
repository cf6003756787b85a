"""Links to lists that are not empty, for a list that is."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from catalog.listing.facets import Counts
from catalog.listing.state import ListState
from catalog.models import Product
from catalog.search.query import Search
from shop.quoting import quoted


@dataclass(frozen=True)
class Suggestion:
    """A link to a list, and how many shades are there."""

    label: str
    url: str
    count: int


def suggestions(state: ListState, search: Search, counts: Counts) -> list[Suggestion]:
    """Without one of the filters; without all of them; each word alone; everything.

    A query for each count that is not known yet: one by one they use their indexes, together they would read all rows.
    """
    found = [
        Suggestion(_("Without the filter “%s”") % one.label, state.with_value(one.name).url, counts.without(one.name))
        for one, value in state.in_use
    ]
    if search and state.filter_count > 1:
        found.append(Suggestion(_("Without any filter"), state.without_filters().url, _count(search.condition)))
    if len(search.terms) > 1:
        found += [
            Suggestion(_("Only %s") % quoted(term.text), ListState(q=term.text).url, _count(term.condition))
            for term in search.terms
        ]
    found.append(Suggestion(_("All shades"), ListState().url, _count(Q())))
    return [one for one in found if one.count]


def _count(condition: Q) -> int:
    return Product.objects.public().filter(condition).count()
