"""How many shades each option of each filter would show, counted in one statement whatever is chosen.

An option's count is the number of products that match every other filter and this one value. So a row that fails two
filters counts nowhere, one that fails a single filter counts for the options of that filter only, and one that fails
none counts everywhere. Each row is judged once: `missed` is the sum of the bits of the filters that it fails.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connections
from django.db.models import Case, Expression, F, IntegerField, Q, QuerySet, Value, When

from catalog.listing.filters import CHOICES, FLAGS, IN_STOCK, RANGES

BITS = {name: 1 << place for place, name in enumerate((*CHOICES, *RANGES, *FLAGS))}
ALL = "all"
COLUMNS = {name: choice.column for name, choice in CHOICES.items() if choice.column}
USES = {value: f"for_{value}" for value in CHOICES["use"].terms.values}


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


def count(products: QuerySet, conditions: Mapping[str, Q], fits: Q | None = None) -> Counts:
    """Counts the products for every option, in one query. `conditions` are those of the filters in use, by name."""
    sql, params = _statement(products, conditions, fits)
    counts = Counts()
    with connections[products.db].cursor() as cursor:
        cursor.execute(sql, params)
        for name, value, number in cursor.fetchall():
            if name == ALL:
                counts.missing[int(value)] = number
            else:
                counts.options[name, value] = number
    return counts


def _statement(products: QuerySet, conditions: Mapping[str, Q], fits: Q | None) -> tuple[str, tuple]:
    """The rows once, as narrow as they can be, then each filter counted over them."""
    missed: Expression = Value(0)
    for name, condition in conditions.items():
        missed = missed + Case(When(condition, then=0), default=BITS[name], output_field=IntegerField())
    flags = {"in_stock": IN_STOCK} if fits is None else {"in_stock": IN_STOCK, "fits": fits}
    columns = {
        "missed": missed,
        **{name: F(column) for name, column in COLUMNS.items()},
        **{f"use_{value}": _as_number(Q(**{column: True})) for value, column in USES.items()},
        **{name: _as_number(condition) for name, condition in flags.items()},
    }
    # Aliases of its own, because an annotation may not be called like a field.
    named = {f"facet_{name}": expression for name, expression in columns.items()}
    rows = products.order_by().annotate(**named).values_list(*named)
    if len(conditions) > 1:
        rows = rows.filter(facet_missed__in=[0, *(BITS[name] for name in conditions)])
    sql, params = rows.query.sql_with_params()
    parts = [f"SELECT '{ALL}' AS name, CAST(missed AS varchar(9)) AS value, COUNT(*) FROM facets GROUP BY missed"]  # noqa: S608
    parts += [_by_value(name) for name in COLUMNS]
    parts += [_by_flag("use", value, f"use_{value}") for value in USES]
    parts += [_by_flag(name, "1", name) for name in flags]
    return f"WITH facets ({', '.join(columns)}) AS ({sql}) {' UNION ALL '.join(parts)}", params


def _as_number(condition: Q) -> Case:
    return Case(When(condition, then=1), default=0, output_field=IntegerField())


def _by_value(name: str) -> str:
    where = f"missed IN (0, {BITS[name]})"
    return f"SELECT '{name}', {name}, COUNT(*) FROM facets WHERE {where} GROUP BY {name}"  # noqa: S608


def _by_flag(name: str, value: str, column: str) -> str:
    where = f"missed IN (0, {BITS[name]}) AND {column} = 1"
    return f"SELECT '{name}', '{value}', COUNT(*) FROM facets WHERE {where}"  # noqa: S608
