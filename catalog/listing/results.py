"""One page of the list of shades: parsed, searched, counted and sorted."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.conf import settings
from django.core.paginator import Page
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from catalog.listing import facets
from catalog.listing.facets import Counts
from catalog.listing.filters import FITS_MY_LAMP
from catalog.listing.instead import Instead, instead
from catalog.listing.pages_found import pages_found
from catalog.listing.parsing import Reading, parse
from catalog.listing.state import LAMP, RELEVANCE, SORTS, ListState
from catalog.models import Product
from catalog.models.by_key import shades_with_pairs
from catalog.models.first_rows import Rows, unless
from catalog.models.kind import has_kinds
from catalog.models.pair import give_pairs
from catalog.search.query import RANKED, Search
from catalog.search.second_try import corrected
from catalog.search.words import SearchWord
from catalog.sheet.variants import add_family_colours
from pages.current import Link
from shop.for_a_minute import kept
from shop.pagination import page_of
from shop.quoting import quoted
from shop.statements import Statement


@dataclass
class ShadeList:
    """The contents of the page."""

    reading: Reading
    counts: Counts
    page: Page
    products: list[Product]
    instead: Instead | None = None
    ticked_elsewhere: list[Product] = field(default_factory=list)
    pages: tuple[Link, ...] = ()

    @property
    def state(self) -> ListState:
        return self.reading.state

    @property
    def ticks(self) -> int:
        """How many shades are ticked for comparison, on this page and elsewhere."""
        return sum(product.slug in self.state.compared for product in self.products) + len(self.ticked_elsewhere)


def shade_list(address: QueryDict, *, fits: Q | None = None) -> ShadeList:
    """The list for an address. `fits` is the condition of the shopper's lamp, None while no lamp is known.

    Queries: counts (unless they are kept), products, photographs, colours of their families; shades that are ticked and
    not on the page; the texts of pages that are searched for the first time since they changed. Where nothing is found,
    the words and the counts of a second try, and what is shown instead.
    Raises Http404 for a page past the last one.
    """
    reading = parse(address, fits)
    state, search = reading.state, _by_lexemes(reading.search)
    counts = _counts(state, search, fits)
    pages = pages_found(search) if state.page == 1 else ()
    if search and not counts.total and not pages:
        search, counts = _second_try(reading, search, counts, fits)
    page = page_of(Product.objects.none(), settings.PRODUCTS_PER_PAGE, state.page, count=counts.listed)
    if not counts.total:
        elsewhere = _ticked_elsewhere(state, [])
        return ShadeList(reading, counts, page, [], instead(state, search, counts), elsewhere, pages)
    products = _products(state, counts, page)
    add_family_colours(products)
    return ShadeList(reading, counts, page, products, ticked_elsewhere=_ticked_elsewhere(state, products), pages=pages)


def _ticked_elsewhere(state: ListState, products: list[Product]) -> list[Product]:
    """The ticked shades that are not among these, in the order of their ticks. No query where there are none."""
    here = {product.slug for product in products}
    slugs = [slug for slug in state.compared if slug not in here]
    found = {product.slug: product for product in Product.objects.public().filter(slug__in=slugs)} if slugs else {}
    return [found[slug] for slug in slugs if slug in found]


def _counts(state: ListState, search: Search, fits: Q | None) -> Counts:
    """The whole list is counted already; whatever narrows it, or a lamp, is counted now and kept for a minute."""
    if not state.is_narrowed and fits is None:
        return facets.of_all_shades()
    key = (search, tuple(state.values.items()), state.order, fits)
    return kept(
        key, lambda: facets.count(state, search.condition, _ordered(state, search, fits), _ranked(state, search))
    )


def _ranked(state: ListState, search: Search) -> facets.Ranked | None:
    """Whole pages are ranked, so that none is ranked in part; those that follow are newest first."""
    if state.order != RELEVANCE:
        return None
    return facets.Ranked(search.distance, settings.PRODUCTS_PER_PAGE * max(RANKED // settings.PRODUCTS_PER_PAGE, 1))


def _ordered(state: ListState, search: Search, fits: Q | None) -> list[Rows]:
    """The rows of a list in their order. Of the whole list there are none: its indexes have the order."""
    conditions = [search.condition, *state.conditions().values()]
    if state.order == LAMP and fits is not None and FITS_MY_LAMP.name not in state.values:
        return [Rows([*conditions, fits]), Rows([*conditions, unless(fits)])]
    return [Rows(conditions, SORTS[state.order].method)] if state.is_narrowed else []


def _products(state: ListState, counts: Counts, page: Page) -> list[Product]:
    start, stop = page.start_index() - 1, page.end_index()
    if counts.keys is None:
        products = _of_all(state.order, start, stop, int(counts.total))()
        give_pairs(products)
        return products
    return shades_with_pairs(counts.keys[start:stop])


@lru_cache(maxsize=64)
def _of_all(order: str, start: int, stop: int, count: int) -> Statement[Product]:
    """A page of the whole list: written anew when there are more shades or fewer."""
    return Statement(lambda: SORTS[order].method(Product.objects.public()).page_rows(start, stop, count))


def _by_lexemes(search: Search) -> Search:
    """Several words are found by what PostgreSQL has of them. One query; none for a word alone, which needs no help."""
    words = {term.word for term in search.terms if term.word}
    if len(words) < 2 or not has_kinds():
        return search
    return search.by(kept(("lexemes", *sorted(words)), lambda: SearchWord.objects.lexemes(words)))


def _second_try(reading: Reading, typed: Search, counts: Counts, fits: Q | None) -> tuple[Search, Counts]:
    """Tries a corrected search if the first one found nothing, with a message."""
    # What words the shop knows is kept as long as what a list has of them.
    other = kept(("corrected", reading.state.q), lambda: corrected(reading.state.q))
    if other.terms == typed.terms:
        return typed, counts
    other = _by_lexemes(other)
    again = _counts(reading.state, other, fits)
    if not again.total and not any(again.among.values()):
        return typed, counts
    reading.notes.warn(
        _("No results for %(typed)s. Showing %(meant)s.")
        % {"typed": quoted(reading.state.q), "meant": quoted(other.text)}
    )
    return other, again
