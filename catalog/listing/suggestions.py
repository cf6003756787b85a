"""Where to go from a list without a shade: every way with the number of shades that is there, and none without one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from catalog.listing.facets import Counts
from catalog.listing.filters import CHOICES, FLAGS, RANGES
from catalog.listing.parsing import quoted
from catalog.listing.state import Wanted
from catalog.models import Product
from catalog.search.query import Search


@dataclass(frozen=True)
class Way:
    """A link to a list that is not empty."""

    label: str
    url: str
    count: int


def ways_on(wanted: Wanted, search: Search, counts: Counts) -> list[Way]:
    """Without one of the filters; without all of them; each word alone; everything.

    A query for each count that is not known yet: one by one they use their indexes, together they would read all rows.
    """
    ways = [*_without_one(wanted, counts)]
    if search and wanted.filter_count > 1:
        ways.append(Way(_("Without any filter"), wanted.without_filters().url, _count(search.condition)))
    if len(search.terms) > 1:
        ways += [
            Way(_("Only %s") % quoted(term.text), Wanted(q=term.text).url, _count(term.condition))
            for term in search.terms
        ]
    ways.append(Way(_("All shades"), Wanted().url, _count(Q())))
    return [way for way in ways if way.count]


def _count(condition: Q) -> int:
    return Product.objects.public().filter(condition).count()


def _without_one(wanted: Wanted, counts: Counts) -> Iterator[Way]:
    labels: dict[str, Any] = {
        **{name: CHOICES[name].label for name in wanted.choices},
        **{name: RANGES[name].label for name in wanted.ranges},
        **{name: FLAGS[name] for name in FLAGS if name in wanted.flags},
    }
    for name, label in labels.items():
        yield Way(_("Without the filter “%s”") % label, wanted.without_filter(name).url, counts.without(name))
