"""One page of the list of shades: parsed, searched, counted and sorted."""

from dataclasses import dataclass, field

from django.conf import settings
from django.core.paginator import Page
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from catalog.listing import facets
from catalog.listing.facets import Counts
from catalog.listing.instead import Instead, instead
from catalog.listing.parsing import Reading, parse
from catalog.listing.state import LAMP, RELEVANCE, SORTS, ListState
from catalog.models import Product, ProductQuerySet
from catalog.search.query import RANKED, Search
from catalog.search.second_try import corrected
from catalog.sheet.variants import add_family_colours
from shop.pagination import page_of
from shop.quoting import quoted


@dataclass
class ShadeList:
    """The contents of the page."""

    reading: Reading
    counts: Counts
    page: Page
    products: list[Product]
    instead: Instead | None = None
    ticked_elsewhere: list[Product] = field(default_factory=list)

    @property
    def state(self) -> ListState:
        return self.reading.state

    @property
    def ticks(self) -> int:
        """How many shades are ticked for comparison, on this page and elsewhere."""
        return sum(product.slug in self.state.compared for product in self.products) + len(self.ticked_elsewhere)


def shade_list(address: QueryDict, *, fits: Q | None = None) -> ShadeList:
    """The list for an address. `fits` is the condition of the shopper's lamp, None while no lamp is known.

    Queries: counts, products, photographs, colours of their families; shades that are ticked and not on
    the page. Where nothing is found, the words and the counts of a second try, and what is shown instead.
    Raises Http404 for a page past the last one.
    """
    reading = parse(address, fits)
    state, search = reading.state, reading.search
    counts = facets.count(_found(search), state)
    if search and not counts.total:
        search, counts = _second_try(reading, counts)
    page = page_of(Product.objects.none(), settings.PRODUCTS_PER_PAGE, state.page, count=counts.total)
    if not counts.total:
        return ShadeList(reading, counts, page, [], instead(state, search, counts), _ticked_elsewhere(state, []))
    matching = _found(search).filter(*state.conditions().values())
    products = list(_rows(matching, state, search, page, fits).with_pair())
    add_family_colours(products)
    return ShadeList(reading, counts, page, products, ticked_elsewhere=_ticked_elsewhere(state, products))


def _ticked_elsewhere(state: ListState, products: list[Product]) -> list[Product]:
    """The ticked shades that are not among these, in the order of their ticks. No query where there are none."""
    here = {product.slug for product in products}
    slugs = [slug for slug in state.compared if slug not in here]
    found = {product.slug: product for product in Product.objects.public().filter(slug__in=slugs)} if slugs else {}
    return [found[slug] for slug in slugs if slug in found]


def _found(search: Search) -> ProductQuerySet:
    return Product.objects.public().filter(search.condition)


def _second_try(reading: Reading, counts: Counts) -> tuple[Search, Counts]:
    """Tries a corrected search if the first one found nothing, with a message."""
    typed, other = reading.search, corrected(reading.state.q)
    if other.terms == typed.terms:
        return typed, counts
    again = facets.count(_found(other), reading.state)
    if not any(again.missing.values()):
        return typed, counts
    reading.notes.warn(
        _("No results for %(typed)s. Showing %(meant)s.")
        % {"typed": quoted(reading.state.q), "meant": quoted(other.text)}
    )
    return other, again


def _rows(matching: ProductQuerySet, state: ListState, search: Search, page: Page, fits: Q | None) -> ProductQuerySet:
    start, stop = page.start_index() - 1, page.end_index()
    # Whole pages are ranked, so that none is ranked in part; those that follow are newest first.
    ranked = settings.PRODUCTS_PER_PAGE * max(RANKED // settings.PRODUCTS_PER_PAGE, 1)
    if state.order == RELEVANCE and start < ranked:
        return matching.most_relevant(search.distance, ranked)[start:stop]
    if state.order == LAMP and fits is not None:
        return matching.fitting_first(fits).page_rows(start, stop)
    return SORTS[state.order].method(matching).page_rows(start, stop)
