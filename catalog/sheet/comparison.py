"""The comparison: which shades were chosen, and the facts in which they differ."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F, QuerySet
from django.db.models.functions import Abs
from django.http import QueryDict
from django.urls import reverse

from catalog.drawing.side_by_side import FEWEST, MOST
from catalog.models import Product
from catalog.sheet.data_sheet import Fact, sheet_rows

# The most slugs that are read from an address, because each is looked up.
NAMES_READ = 40
CHOICES_OFFERED = 12
SLUG = re.compile(r"[-a-zA-Z0-9_]{1,80}")
# Shades in an address: those of a comparison, and those that are ticked and not yet compared.
SHADES, TICKS = "shade", "compare"


@dataclass(frozen=True)
class Column:
    """One of the compared shades, and the address of the comparison without it."""

    product: Product
    without: str


@dataclass(frozen=True)
class Selection:
    """The chosen shades in the order of the address, at most four, and what was ignored."""

    products: list[Product]
    unknown: list[str]
    is_cut: bool

    @property
    def is_enough(self) -> bool:
        return len(self.products) >= FEWEST

    @property
    def is_full(self) -> bool:
        return len(self.products) >= MOST

    @property
    def columns(self) -> list["Column"]:
        return [Column(product, self._without(product)) for product in self.products]

    @property
    def span(self) -> int:
        """The number of columns of the table, including that of the labels."""
        return len(self.products) + 1

    def _without(self, product: Product) -> str:
        return f"{reverse('catalog:compare')}?{self.query(without=product)}"

    def query(self, without: Product | None = None, unit: str = "") -> str:
        """The query of an address of these shades."""
        pairs = [(SHADES, product.slug) for product in self.products if product != without]
        return urlencode([*pairs, ("unit", unit)] if unit else pairs)

    @property
    def list_url(self) -> str:
        """The list of all shades, in which these are ticked."""
        slugs = [(TICKS, product.slug) for product in self.products]
        return reverse("catalog:product_list") + (f"?{urlencode(slugs)}" if slugs else "")


def named(query: QueryDict, name: str) -> list[str]:
    """The addresses of shades that a parameter names, each once; what cannot be one is left out."""
    return [slug for slug in dict.fromkeys(query.getlist(name)) if SLUG.fullmatch(slug)]


def with_ticks(query: QueryDict) -> str:
    """The address of the comparison of what is chosen and what is ticked, without the parameters of a list."""
    chosen = [one for one in dict.fromkeys(query.getlist(SHADES) + query.getlist(TICKS)) if one][:NAMES_READ]
    pairs = [(SHADES, one) for one in chosen] + [("unit", unit) for unit in query.getlist("unit")[:1]]
    return reverse("catalog:compare") + (f"?{urlencode(pairs)}" if pairs else "")


def selection(query: QueryDict) -> Selection:
    """The shades named by `shade=<slug>&shade=…`, by their present or former slugs.

    Two queries, none without slugs; two more if a slug is not a present one.
    """
    names = list(dict.fromkeys(name for name in query.getlist(SHADES) if name))[:NAMES_READ]
    slugs = [name for name in names if SLUG.fullmatch(name)]
    found: dict[str, Product] = {}
    public = Product.objects.public().with_pair()
    if slugs:
        found = {product.slug: product for product in public.filter(slug__in=slugs)}
    if renamed := [slug for slug in slugs if slug not in found]:
        moved = public.filter(old_slugs__in=renamed).annotate(had=F("old_slugs__slug"))
        found |= {product.had: product for product in moved}  # type: ignore[attr-defined]  # annotated above
    # A shade may be named by two of its slugs.
    chosen = list(dict.fromkeys(found[slug] for slug in slugs if slug in found))
    unknown = [name for name in names if name not in found]
    return Selection(chosen[:MOST], unknown, len(chosen) > MOST)


def choices(selection: Selection) -> QuerySet[Product]:
    """Shades to compare with: those nearest in width, or the newest where none is chosen yet."""
    products = Product.objects.public().with_pair()
    if not selection.products:
        return products.newest()[:CHOICES_OFFERED]
    width = selection.products[0].widest_mm or 0
    others = products.exclude(pk__in=[product.pk for product in selection.products])
    # The nearest on each side are read from an index; to sort all by the difference reads every shade.
    narrower = others.filter(widest_mm__lt=width).order_by("-widest_mm", "-pk").values("pk")[:CHOICES_OFFERED]
    wider = others.filter(widest_mm__gte=width).order_by("widest_mm", "pk").values("pk")[:CHOICES_OFFERED]
    keys = Product.objects.filter(pk__in=narrower).values("pk").union(Product.objects.filter(pk__in=wider).values("pk"))
    return others.filter(pk__in=keys).order_by(Abs(F("widest_mm") - width), "pk")[:CHOICES_OFFERED]


@dataclass(frozen=True)
class Row:
    """One fact of every shade; the value is empty if a shade has none."""

    label: str
    facts: list[Fact]

    @property
    def is_known(self) -> bool:
        return any(fact.value and not fact.repeats for fact in self.facts)

    @property
    def differs(self) -> bool:
        return len({(fact.value, fact.aside) for fact in self.facts}) > 1


@dataclass(frozen=True)
class Table:
    """The facts in which the shades differ, and those in which they are alike."""

    different: list[Row]
    alike: list[Row]


def table(products: Sequence[Product]) -> Table:
    """Every fact that at least one of them has, in the order of the data sheet; the price is in the head."""
    # All but the article's number, which always differs and says nothing.
    columns = zip(*(sheet_rows(product)[1:] for product in products), strict=True)
    rows = [Row(facts[0].label, list(facts)) for facts in columns]
    known = [row for row in rows if row.is_known]
    return Table([row for row in known if row.differs], [row for row in known if not row.differs])
