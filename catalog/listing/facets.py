"""How many shades each option of each filter would show, counted in one query whatever is chosen.

An option's count is the number of products that match every other filter and this one value. So a row that fails two
filters counts nowhere, one that fails a single filter counts for the options of that filter only, and one that fails
none counts everywhere. Each row is judged once: `missed` is the sum of the bits of the filters that it fails. The
database groups rows that are alike in all of this, and what is left is summed here.

Measured with 24,000 shades, always twelve of them alike, against a hand-written union of GROUP BYs in SQL:
0.6 to 1.2 times its time on PostgreSQL (30 to 50 ms), 1.0 to 1.8 on SQLite (56 to 85 ms). Where no two are alike it
is 1.6 to 2.3 times on PostgreSQL and 2.0 to 2.9 on SQLite.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Case, Count, Expression, IntegerField, QuerySet, Value, When

from catalog.listing.filters import FILTERS
from catalog.listing.state import ListState

BITS = {one.name: 1 << place for place, one in enumerate(FILTERS)}


@dataclass
class Counts:
    """The result: the counts of the options, and the number of products by the filters that they fail (as bits)."""

    options: Counter[tuple[str, str]] = field(default_factory=Counter)
    missing: Counter[int] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """How many products match all filters."""
        return self.missing[0]

    def option(self, name: str, value: str) -> int:
        return self.options[name, value]

    def without(self, name: str) -> int:
        """How many products would match without this filter."""
        return self.total + self.missing[BITS[name]]


def count(products: QuerySet, state: ListState) -> Counts:
    """Counts the products for every option of the state's filters, in one query."""
    columns = [(one.name, expression) for one in state.filters for expression in one.columns()]
    # Aliases, because an annotation must not have the name of a field.
    named = {"missed": _missed(state)} | {f"option_{place}": column for place, (_, column) in enumerate(columns)}
    rows = products.order_by().annotate(**named)
    if len(state.in_use) > 1:
        rows = rows.filter(missed__in=[0, *(BITS[one.name] for one, _ in state.in_use)])
    counts = Counts()
    for missed, *values, number in rows.values_list(*named).annotate(number=Count("pk")):
        counts.missing[missed] += number
        for (name, _), value in zip(columns, values, strict=True):
            if missed in (0, BITS[name]):
                counts.options[name, value] += number
    return counts


def _missed(state: ListState) -> Expression:
    missed: Expression = Value(0)
    for name, condition in state.conditions().items():
        missed = missed + Case(When(condition, then=0), default=BITS[name], output_field=IntegerField())
    return missed
