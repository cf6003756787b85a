"""How many shades each option of each filter would show, counted in one statement whatever is chosen.

An option's count is the number of products that match every other filter and this one value. So a row that fails two
filters counts nowhere, one that fails a single filter counts for the options of that filter only, and one that fails
none counts everywhere. Each row is judged once: `missed` is the sum of the bits of the filters that it fails.
"""

from dataclasses import dataclass, field

from django.db import connections
from django.db.models import Case, Expression, F, IntegerField, QuerySet, Value, When

from catalog.listing.filters import FILTERS
from catalog.listing.state import ListState

BITS = {one.name: 1 << place for place, one in enumerate(FILTERS)}
ALL = "all"


@dataclass
class Counts:
    """The answer: the total, the counts of the options, and what the list would show without one of its filters."""

    options: dict[tuple[str, str], int] = field(default_factory=dict)
    missing: dict[int, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many products match everything."""
        return self.missing.get(0, 0)

    def option(self, name: str, value: str) -> int:
        return self.options.get((name, value), 0)

    def without(self, name: str) -> int:
        """How many there would be without this one filter."""
        return self.total + self.missing.get(BITS[name], 0)


def count(products: QuerySet, state: ListState) -> Counts:
    """Counts the products for every option of the state's filters, in one query."""
    sql, params = _statement(products, state)
    counts = Counts()
    with connections[products.db].cursor() as cursor:
        cursor.execute(sql, params)
        for name, value, number in cursor.fetchall():
            if name == ALL:
                counts.missing[int(value)] = number
            else:
                counts.options[name, value] = number
    return counts


def _statement(products: QuerySet, state: ListState) -> tuple[str, tuple]:
    """The rows once, as narrow as they can be, then each filter counted over them."""
    conditions = state.conditions()
    missed: Expression = Value(0)
    for name, condition in conditions.items():
        missed = missed + Case(When(condition, then=0), default=BITS[name], output_field=IntegerField())
    columns: dict[str, Expression | F] = {"missed": missed}
    parts = [_part(ALL, "missed", "")]
    for one in state.filters:
        for place, expression in enumerate(one.columns()):
            columns[f"{one.name}_{place}"] = expression
            parts.append(_part(one.name, f"{one.name}_{place}", f"WHERE missed IN (0, {BITS[one.name]})"))
    # Aliases of its own, because an annotation may not be called like a field.
    named = {f"facet_{name}": expression for name, expression in columns.items()}
    rows = products.order_by().annotate(**named).values_list(*named)
    if len(conditions) > 1:
        rows = rows.filter(facet_missed__in=[0, *(BITS[name] for name in conditions)])
    sql, params = rows.query.sql_with_params()
    return f"WITH facets ({', '.join(columns)}) AS ({sql}) {' UNION ALL '.join(parts)}", params


def _part(name: str, column: str, where: str) -> str:
    value = f"CAST({column} AS varchar(40))"
    return f"SELECT '{name}' AS name, {value} AS value, COUNT(*) FROM facets {where} GROUP BY {column}"  # noqa: S608
