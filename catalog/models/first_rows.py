"""The first of the shades that meet conditions, in an order: whichever way reads the fewest rows.

Many shades are read in their order until there are enough; few are all read, and sorted. The planner cannot know which
it is, because conditions depend on each other, such as material and light. So on PostgreSQL the statement contains
both ways, counts the shades first by their kinds (`kind.py`), and follows one of them: the other is not even begun.
"""

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, F, IntegerField, Q, QuerySet, When
from django.db.models.expressions import RawSQL
from django.db.models.lookups import Exact

from catalog.models.count import EXACT_UP_TO, Count, capped
from catalog.models.facts import InOrder, words_of
from catalog.models.kind import AreFew, IsOfKinds, Kind, asks_kinds, fields_of, for_many, has_kinds
from catalog.models.make import NEWEST, SAMPLE, by_makes
from catalog.models.product import Product
from catalog.models.product_queries import ProductQuerySet

Order = Callable[[ProductQuerySet], ProductQuerySet]

# How many times longer it takes to read a shade of an index and sort it than to pass over it in the index's order.
SORTED = 3
# Where one of ten is met, ten are passed over for each of the rows. So few are those that are fewer than the rows that
# would be passed over for them.
FEW_OF_KINDS = "(SELECT coalesce(sum(number), 0) FROM {kinds}) ^ 2 < {rows} * shades"
# How many of the newest meet the conditions: for words, of which no numbers are kept.
FEW_OF_SAMPLE = "(SELECT count(*) FROM {sample}) ^ 2 * shades < {rows}"
# How many times longer than to pass over a shade it takes to find one by its words.
FOUND = 10
# By which of the ways they are read: the statement asks that once for each.
WAY = (
    "SELECT CASE {ways} ELSE 'many' END AS way FROM "
    "(SELECT coalesce(sum(number), 0) AS shades FROM product_counts WHERE facet = '') AS all_shades"
)
# Orders in which an index has the keys but not what is counted. (That of relevance sorts the rows it was given.)
KEYS_ALONE: tuple[Order, ...] = (ProductQuerySet.by_price, ProductQuerySet.by_price_desc, ProductQuerySet.by_width)


class Rows(NamedTuple):
    """Public shades that meet all of the conditions, in an order."""

    conditions: Sequence[Q]
    order: Order = ProductQuerySet.newest

    def first(self, up_to: int, conditions: Sequence[Any]) -> ProductQuerySet:
        """The rows up to this place that meet these conditions instead."""
        found = self.order(Product.objects.public().filter(*conditions))
        if self.order not in KEYS_ALONE:
            return found[:up_to]
        keys = found.values("pk")[:up_to]
        return Product.objects.filter(pk__in=keys).order_by(*found.query.order_by)


class Statement(NamedTuple):
    """The parts of a statement. Each of the `ways` is what follows FROM: it has a `row_key` and the columns, and no row
    where another way has any. The `shared` parts come first, after WITH; so do their values.
    """

    shared: Sequence[str]
    shared_values: Sequence[Any]
    ways: Sequence[str]
    values: Sequence[Any]


def in_any_order(found: ProductQuerySet) -> ProductQuerySet:
    return found


def unless(condition: Q) -> Q:
    """Not the condition. What compares with nothing counts as not met."""
    return Q(Exact(Case(When(condition, then=1), default=0, output_field=IntegerField()), 0))


def statement(rows: Rows, up_to: int, columns: Mapping[str, Any], place: int = 0) -> Statement:
    """Each of several in one statement needs a `place` of its own. Raises EmptyResultSet."""
    conditions = [one for condition in rows.conditions for one in _joined(condition)]
    of_kinds = [one for one in conditions if has_kinds() and asks_kinds(one)]
    others = [one for one in conditions if one not in of_kinds]
    words = [one for one in others if "search_text" in one.referenced_base_fields]
    kinds, sample, are_few = f"kinds_{place}", f"sample_{place}", []
    shared: list[str] = []
    shared_values: list[Any] = []
    if of_kinds:
        chosen, values = Kind.objects.filter(*of_kinds).values("kind", "number").query.sql_with_params()
        shared.append(f"{kinds} AS MATERIALIZED ({chosen})")
        shared_values += values
        others.append(Q(IsOfKinds(kinds)))
        are_few.append(FEW_OF_KINDS.format(kinds=kinds, rows=up_to // SORTED))
    in_order, made = InOrder(place), None
    found = rows.first(up_to, others)
    if has_kinds() and words:
        chosen, values = Product.objects.filter(*others).values("pk").query.sql_with_params()
        chosen = for_many(chosen).replace('FROM "products"', f'FROM ({NEWEST}) AS "products"', 1)
        if rows.order in (ProductQuerySet.newest, in_any_order, *KEYS_ALONE) and not words_of(in_order.written(chosen)):
            asked = {field for column in columns.values() for field in fields_of(column)}
            made = by_makes(conditions, asked, in_order, are_sorted=found.ordered)
        chosen = in_order.written(chosen)
    if in_order.names:
        shared += [*in_order.shared, *(made.shared if made else ()), f"{sample} AS MATERIALIZED ({chosen})"]
        shared_values += [*(made.values if made else ()), *values]
        are_few.append(FEW_OF_SAMPLE.format(sample=sample, rows=up_to * SAMPLE**2 // FOUND))
    # With words to look for as well as kinds, the planner may use both indexes.
    hint = [Q(AreFew())] if are_few and not (of_kinds and words) else []
    found = rows.first(up_to, [*others, *hint])
    few, values = found.annotate(row_key=F("pk"), **columns).values_list("row_key", *columns).query.sql_with_params()
    read = {"few": (f"({few}) AS few_{place}", values)}
    ways = f"WHEN {' OR '.join(are_few)} THEN 'few'"
    if are_few and found.ordered:
        read["many"] = f"({in_order.written(for_many(few))}) AS many_{place}", values
    else:
        ways = "WHEN TRUE THEN 'few'"
    if made:
        newest_first = rows.order == ProductQuerySet.newest
        way = "'makes'"
        if found.ordered:
            way = f"CASE WHEN {made.are_few(up_to, newest_first=newest_first)} THEN 'makes' ELSE 'many' END"
        ways = f"WHEN {made.are_all} THEN {way} {ways}"
        of_makes = rows.order(Product.objects.public().filter(*made.rest)).annotate(row_key=F("pk"), **columns)
        # In a span all are sold out, or none.
        of_makes = of_makes.order_by(*of_makes.query.order_by[1:])
        chosen, values = of_makes.values_list("row_key", *columns).query.sql_with_params()
        spans = made.in_spans(chosen, up_to, newest_first=newest_first)
        read["makes"] = f"({spans}) AS makes_{place}", values
    if len(read) == 1:
        return Statement(shared, shared_values, [read["few"][0]], values)
    shared.append(f"way_{place} AS MATERIALIZED ({WAY.format(ways=ways)})")
    return Statement(
        shared,
        shared_values,
        [f"{one} WHERE (SELECT way FROM way_{place}) = '{way}'" for way, (one, _) in read.items()],  # noqa: S608  # names made here
        [value for _, values in read.values() for value in values],
    )


def _joined(condition: Q) -> Iterator[Q]:
    """The conditions that it joins by AND."""
    if condition.connector != Q.AND or condition.negated or len(condition.children) == 1:
        yield condition
    else:
        for child in condition.children:
            yield from _joined(child if isinstance(child, Q) else Q(child))


def numbers_of_kinds(rows: Rows, columns: Mapping[str, Any], place: int = 0) -> Statement | None:
    """Instead of the rows how many there are, as `row_key`, for the values of the columns; no shade is read for them.

    None where the conditions or the columns ask more than kinds say, and where there are no kinds.
    """
    asked = [*(one for one in rows.conditions if one), *columns.values()]
    if not has_kinds() or not all(asks_kinds(one) for one in asked):
        return None
    found = Kind.objects.filter(*rows.conditions).annotate(row_key=F("number"), **columns)
    counted, values = found.values_list("row_key", *columns).query.sql_with_params()
    return Statement([], [], [f"({counted}) AS kinds_{place}"], values)


def keys(rows: Rows, up_to: int = EXACT_UP_TO + 1) -> RawSQL | QuerySet[Any]:
    """The primary keys, for `pk__in`."""
    try:
        shared, shared_values, ways, values = statement(rows, up_to, {})
    except EmptyResultSet:
        return Product.objects.none().values("pk")
    begin = f"WITH {', '.join(shared)} " if shared else ""
    selected = [f"SELECT row_key FROM {way}" for way in ways]  # noqa: S608  # statements of Django's and names made here
    return RawSQL(begin + " UNION ALL ".join(selected), (*shared_values, *values))  # noqa: S611  # as above


def first_keys(rows: Rows) -> Sequence[int]:
    """The primary keys of the first thousand and one, in order. One query."""
    found = keys(rows)
    if isinstance(found, QuerySet):
        return ()
    question = f"SELECT row_key FROM ({found.sql}) AS found"  # noqa: S608  # as above
    return array("q", (key for (key,) in _read([(question, found.params)])))


def count_of(conditions: Sequence[Q]) -> Count:
    """How many public shades meet all of the conditions. One query, which reads no more of them than are counted."""
    return counts_of([conditions])[0]


def counts_of(each: Sequence[Sequence[Q]]) -> list[Count]:
    """The same for several, in one query: each is counted by its own index."""
    asked = [keys(Rows(conditions, _any_order(conditions))) for conditions in each]
    questions = [
        (f"SELECT {place}, COUNT(*) FROM ({found.sql}) AS found_{place}", found.params)  # noqa: S608  # as above
        for place, found in enumerate(asked)
        if isinstance(found, RawSQL)
    ]
    numbers = dict(_read(questions)) if questions else {}
    return [capped(numbers.get(place, 0)) for place in range(len(each))]


def _any_order(conditions: Sequence[Q]) -> Order:
    """The order in which the fewest rows are read to count them."""
    of_kinds = has_kinds() and all(asks_kinds(one) for one in conditions)
    return ProductQuerySet.newest if of_kinds else in_any_order


def _read(questions: Sequence[tuple[str, Sequence[Any]]]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        values = [value for _question, own in questions for value in own]
        cursor.execute(" UNION ALL ".join(question for question, _own in questions), values)
        return list(cursor.fetchall())
