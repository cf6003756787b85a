"""One page of the list of shades: read from its address, found, counted and put in order."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.paginator import EmptyPage, Page, Paginator
from django.db.models import Q
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from catalog.listing import facets, parsing
from catalog.listing.facets import Counts
from catalog.listing.parsing import Reading, quoted
from catalog.listing.state import RELEVANCE, Wanted
from catalog.listing.suggestions import Way, ways_on
from catalog.models import Product, ProductQuerySet
from catalog.search.query import RANKED, Search, corrected
from catalog.sheet.variants import add_family_colours


@dataclass
class ShadeList:
    """What the page shows."""

    reading: Reading
    counts: Counts
    page: Page
    products: list[Product]
    ways: list[Way] = field(default_factory=list)

    @property
    def wanted(self) -> Wanted:
        return self.reading.wanted


def shade_list(address: QueryDict, *, fits: Q | None = None) -> ShadeList:
    """The list of an address. `fits` is what the shopper's lamp demands of a shade, None while no lamp is known.

    Queries: counts, products, photographs, colours of their families; where nothing is found, up to two more.
    """
    read = parsing.read(address, has_lamp=fits is not None)
    search, conditions = read.search, read.wanted.conditions(fits)
    counts = facets.count(_found(search), conditions, fits)
    if search and not counts.total:
        search, counts = _second_try(read, conditions, fits, counts)
    matching = _found(search).filter(*conditions.values())
    page = _page(_ordered(matching, read.wanted, search), counts.total, read)
    products = list(page.object_list) if counts.total else []
    add_family_colours(products)
    ways = [] if counts.total else ways_on(read.wanted, search, counts)
    return ShadeList(read, counts, page, products, ways)


def _found(search: Search) -> ProductQuerySet:
    return Product.objects.public().filter(search.condition)


def _second_try(read: Reading, conditions: dict[str, Q], fits: Q | None, counts: Counts) -> tuple[Search, Counts]:
    """Words that no shade has are taken for mistyped: those nearest to them are tried, and the page says so."""
    other = corrected(read.search)
    if other == read.search:
        return read.search, counts
    again = facets.count(_found(other), conditions, fits)
    if not any(again.missing.values()):
        return read.search, counts
    read.warn(
        _("Nothing is called %(typed)s. This is for %(nearest)s.")
        % {"typed": quoted(read.search.text), "nearest": quoted(other.text)}
    )
    return other, again


class Rows:
    """Rows in an order, of which a paginator takes a page: keys are sorted, and only the rows of the page are read."""

    def __init__(self, in_order: ProductQuerySet) -> None:
        self.in_order = in_order

    def __getitem__(self, rows: slice) -> ProductQuerySet:
        return _whole(self.in_order, rows)


def _whole(ordered: ProductQuerySet, rows: slice) -> ProductQuerySet:
    whole = Product.objects.filter(pk__in=ordered.values("pk")[rows])
    return whole.order_by(*ordered.query.order_by).with_photos()


class Likest:
    """Matching rows, the likest first: only the newest RANKED of them are ranked, the others follow as they are.

    Whole pages, so that no page is half ranked.
    """

    def __init__(self, matching: ProductQuerySet, search: Search) -> None:
        self.matching, self.search = matching, search
        self.ranked = settings.PRODUCTS_PER_PAGE * max(RANKED // settings.PRODUCTS_PER_PAGE, 1)

    def __getitem__(self, rows: slice) -> ProductQuerySet:
        if rows.start < self.ranked:
            return self.matching.most_relevant(self.search.distance, self.ranked).with_photos()[rows]
        return _whole(self.matching.newest(), rows)


def _ordered(matching: ProductQuerySet, wanted: Wanted, search: Search) -> Any:
    if wanted.order == RELEVANCE:
        return Likest(matching, search)
    orders = {
        "newest": matching.newest,
        "price": matching.by_price,
        "-price": matching.by_price_desc,
        "width": matching.by_width,
    }
    return Rows(orders[wanted.order]())


class CountedPaginator(Paginator):
    """Its count is known already."""

    def __init__(self, rows: Any, total: int) -> None:
        super().__init__(rows, settings.PRODUCTS_PER_PAGE)
        self.count = total


def _page(rows: Any, total: int, read: Reading) -> Page:
    """The page of the address. Raises Http404 past the last one; what is no number was read as the first."""
    try:
        return CountedPaginator(rows, total).page(read.wanted.page)
    except EmptyPage as error:
        raise Http404 from error
