"""The first rows of a list in their order, and how many shades each option of each filter would show.

An option's count is the number of products that match every other filter and this one value. So the options of a
filter that is not in use are counted among the rows of the list, and those of one that is, among the rows that match
all the others. Of each no more than a thousand and one rows are read: what is more is not counted. All of it is one
statement, in which each part stops by itself. (To judge each row once, by the sum of bits of the filters that it fails,
took 0.6 s for 200,000 shades.)
"""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Expression, Q
from django.db.models.expressions import RawSQL

from catalog.listing.filters import FITS_MY_LAMP
from catalog.listing.state import ListState
from catalog.models import Product
from catalog.models.count import EXACT_UP_TO, Count, capped
from catalog.models.first_rows import Rows, in_any_order, numbers_of_kinds, statement
from catalog.models.kind import has_kinds
from catalog.models.product_queries import ProductQuerySet
from catalog.models.tally import TOTAL, tally

FITS = FITS_MY_LAMP.name


@dataclass(frozen=True)
class Counts:
    """The counts of a list and of its options.

    `among`: how many rows match without each of the filters in use. `cut`: the filters whose options were counted
    among the first thousand rows of more. `keys`: the primary keys of the first thousand rows, in order; None for the
    whole list, which has an index for each order.
    """

    total: Count
    options: Mapping[tuple[str, str], Count]
    among: Mapping[str, Count] = field(default_factory=dict)
    cut: frozenset[str] = frozenset()
    keys: Sequence[int] | None = None

    def option(self, name: str, value: str) -> Count:
        found = self.options.get((name, value))
        return Count(0, or_more=name in self.cut) if found is None else found

    def without(self, name: str) -> Count:
        """How many products would match without this filter."""
        return self.among.get(name, self.total)

    @property
    def listed(self) -> Count:
        """How many rows the pages of the list have: those that were counted."""
        if self.keys is None:
            return self.total
        return Count(len(self.keys), or_more=self.total.or_more or len(self.keys) < self.total)


def of_all_shades() -> Counts:
    """The counts of the whole list, all exact. One query."""
    numbers = tally()
    return Counts(Count(numbers[TOTAL]), {option: Count(number) for option, number in numbers.items()})


class Ranked(NamedTuple):
    """By which distance the first so many rows of a search are sorted."""

    distance: Expression
    first: int

    def keys_of(self, rows: str) -> tuple[str, Sequence[Any]]:
        """The keys of the first of these rows, a part of the statement, sorted."""
        first = RawSQL(f"SELECT row_key FROM {rows} LIMIT %s", [self.first])  # noqa: S608, S611  # a name made here
        found = Product.objects.filter(pk__in=first).most_relevant(self.distance).values("pk")[: self.first]
        sql, values = found.query.sql_with_params()
        if connection.vendor == "postgresql":
            # Each text is unpacked once, and not by each of its words, which ask it five times.
            columns = "id, sold_out, created_at, widest_mm, search_text || '' AS search_text"
            unpacked = f"SELECT {columns} FROM products WHERE id IN ({first.sql}) OFFSET 0"  # noqa: S608  # names made here
            sql = sql.replace('FROM "products"', f'FROM ({unpacked}) AS "products"', 1)
            values = (*first.params, *values)
        return sql, values


def count(state: ListState, search: Q, ordered: Sequence[Rows], ranked: Ranked | None = None) -> Counts:
    """The counts of a state, with the condition of its search; its rows are those of `ordered`, one after the other.

    One query, and one more where something is counted among all shades: the whole list, the options of its only filter.
    """
    conditions = state.conditions()
    whole = of_all_shades() if not search and len(conditions) < 2 else None
    unused = (
        [] if whole and not conditions else [one.name for one in state.filters if one.name not in {*conditions, FITS}]
    )
    parts = [_Part("", rows, _columns(state, unused)) for rows in ordered]
    if not whole:
        for name in conditions:
            others = [condition for other, condition in conditions.items() if other != name]
            parts.append(_Part(name, _sample(search, *others), _columns(state, [name])))
    if state.has_lamp and FITS not in conditions:
        of_the_lamp = state.with_value(FITS, True).conditions()
        parts.append(_Part(FITS, _sample(search, *of_the_lamp.values()), _columns(state, [FITS])))
    counts = _summed(state, parts, _read(parts, ranked))
    if not whole:
        return counts
    if not conditions:
        keys = counts.keys if ordered else None
        return Counts(whole.total, {**counts.options, **whole.options}, cut=counts.cut & {FITS}, keys=keys)
    own = {option: number for option, number in whole.options.items() if option[0] in conditions}
    return replace(counts, options={**counts.options, **own}, among=dict.fromkeys(conditions, whole.total))


def _sample(*conditions: Q) -> Rows:
    """Rows for what is only counted. Of kinds they are the newest: in any order they would be of few of the kinds."""
    return Rows(conditions, ProductQuerySet.newest if has_kinds() and any(conditions) else in_any_order)


class _Part(NamedTuple):
    """Rows, and the columns to count: for the options of the filter `of`, or of the list if empty."""

    of: str
    rows: Rows
    columns: Sequence[tuple[str, Any]]


def _columns(state: ListState, names: Sequence[str]) -> list[tuple[str, Any]]:
    return [(one.name, column) for one in state.filters if one.name in names for column in one.columns()]


def _read(parts: Sequence[_Part], ranked: Ranked | None) -> list[list[tuple[Any, ...]]]:
    """For each part its rows, in one query: those of the list with their keys, the others with how many are alike.

    The first of the list are `ranked` by the same query.
    """
    width = max(len(part.columns) for part in parts)
    shared: list[str] = []
    shared_values: list[Any] = []
    selected: list[str] = []
    values: list[Any] = []
    for place, part in enumerate(parts):
        names = [f"option_{number}" for number in range(len(part.columns))]
        columns = dict(zip(names, (column for _, column in part.columns), strict=True))
        try:
            of_kinds = numbers_of_kinds(part.rows, columns, place) if part.of else None
            read = of_kinds or statement(part.rows, EXACT_UP_TO + 1, columns, place)
        except EmptyResultSet:
            continue
        number = "COALESCE(SUM(row_key), 0)::bigint" if of_kinds else "COUNT(*)" if part.of else "row_key"
        grouped = f" GROUP BY {', '.join(names)}" if part.of and names else ""
        row = ", ".join([str(place), number, *names, *["NULL"] * (width - len(names))])
        chosen = [f"SELECT {row} FROM {way}{grouped}" for way in read.ways]  # noqa: S608  # names made here
        shared += read.shared
        shared_values += read.shared_values
        if ranked and not part.of:
            shared.append(f"listed AS ({' UNION ALL '.join(chosen)})")
            shared_values += read.values
            nearest, nearest_values = ranked.keys_of("listed")
            row = ", ".join([str(len(parts)), "pk", *["NULL"] * width])
            selected += ["SELECT * FROM listed", f"SELECT {row} FROM ({nearest}) AS nearest"]  # noqa: S608  # as above
            values += nearest_values
        else:
            selected += chosen
            values += read.values
    found: list[list[tuple[Any, ...]]] = [[] for _ in range(len(parts) + 1)]
    if selected:
        with connection.cursor() as cursor:
            begin = f"WITH {', '.join(shared)} " if shared else ""
            cursor.execute(begin + " UNION ALL ".join(selected), [*shared_values, *values])
            for place, *row in cursor.fetchall():
                found[place].append(tuple(row))
    places = {key: place for place, (key, *_nothing) in enumerate(found.pop())}
    if places:
        found[0][: len(places)] = sorted(found[0][: len(places)], key=lambda row: places[row[0]])
    return found


def _summed(state: ListState, parts: Sequence[_Part], found: Sequence[list[tuple[Any, ...]]]) -> Counts:
    keys: list[int] = []
    among: dict[str, Count] = {}
    numbers: Counter[tuple[str, str]] = Counter()
    for part, rows in zip(parts, found, strict=True):
        number, *columns = list(zip(*rows, strict=True)) or [()]
        if part.of:
            among[part.of] = capped(sum(number))
        else:
            keys += number
        for (name, _), column in zip(part.columns, columns, strict=False):
            for value, times in zip(column, number, strict=True) if part.of else Counter(column).items():
                numbers[name, value] += times
    total = capped(len(keys))
    others = {one.name for one in state.filters if one.name not in {*state.values, FITS}}
    cut = {name for name, number in among.items() if number.or_more} | (others if total.or_more else set())
    options = {
        (name, value): Count(min(number, EXACT_UP_TO), or_more=name in cut)
        for (name, value), number in numbers.items()
        if value is not None
    }
    # The only value of a filter in use shows this very list.
    options |= {pairs[0]: total for one, value in state.in_use if len(pairs := one.pairs(value)) == 1}
    among = {name: number for name, number in among.items() if name in state.values}
    # An array takes a fifth of the memory of a list of numbers, and hundreds are kept for a minute.
    return Counts(total, options, among, frozenset(cut), array("q", keys[:EXACT_UP_TO]))
