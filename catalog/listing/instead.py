"""What an empty list shows instead: links to other lists, the nearest shades, and all shapes."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from catalog.listing.facets import Counts, of_all_shades
from catalog.listing.overview import CountedLink, shelf
from catalog.listing.state import ListState
from catalog.listing.suggestions import Suggestion, suggestions
from catalog.models import Product
from catalog.models.first_rows import Rows, keys
from catalog.models.kind import keys_of_nearest
from catalog.search.query import Search
from catalog.sheet.variants import add_family_colours
from shop.for_a_minute import kept

# Fills whole rows: two columns on a phone, three beside the filters.
NEAREST = 6


@dataclass(frozen=True)
class Instead:
    """`why` is the heading of the nearest shades. All but the hint is empty if the shop has no shades."""

    hint: str
    suggestions: list[Suggestion]
    why: str
    nearest: list[Product]
    shapes: list[CountedLink]


def instead(state: ListState, search: Search, counts: Counts) -> Instead:
    """Queries: up to two for the nearest shades, photographs, colours; one for the shapes and one of `suggestions`,
    unless these were counted in the last minute.
    """
    stock, ways = shelf(kept("all shades", of_all_shades)), suggestions(state, search, counts)
    why, nearest = _nearest(state, search, ways)
    add_family_colours(nearest)
    whole = ListState(compared=state.compared).url
    everything = [Suggestion(_("All shades"), whole, stock.total, [])] if stock.total else []
    return Instead(_hint(state, search), [*ways, *everything], why if nearest else "", nearest, stock.shapes)


def _nearest(state: ListState, search: Search, ways: list[Suggestion]) -> tuple[str, list[Product]]:
    """Heading and shades: the nearest in size, or without one filter, or with the rarest word; else the newest."""
    public = Product.objects.public().with_pair()
    if search.has_lengths and not state.in_use:
        order = (search.size_distance, "-created_at", "-pk")
        if words := search.without_lengths.condition:
            # Among the first thousand with these words: to sort all takes 0.3 s where every second shade has them.
            nearest = public.filter(pk__in=keys(Rows([words])))
        else:
            nearest = public.filter(pk__in=keys_of_nearest(words, search.size_distance, NEAREST, newest_first=True))
        if in_size := list(nearest.order_by(*order)[:NEAREST]):
            return _("Nearest in size"), in_size
    for way in ways:
        return way.label, list(public.filter(pk__in=keys(Rows(way.conditions), NEAREST)).newest())
    return _("New shades"), list(public.newest()[:NEAREST])


def _hint(state: ListState, search: Search) -> str:
    if state.in_use:
        return _("Remove a filter, or try one of these:")
    if len(search.terms) > 1:
        return _("Try fewer words, or one of these:")
    return _("Try another word, or one of these:")
