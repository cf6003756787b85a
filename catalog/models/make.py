"""The makes of shades: shades of one make are of one kind (`kind.py`) and have the same facts (`facts.py`).

So a make says whether its shades are found, unless by a word that is in their names alone: of these another index finds
the shades. Only PostgreSQL has makes, in the table `product_makes` (migration 0027), with the columns of their kinds.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q

from catalog.models.facts import InOrder, words_of
from catalog.models.kind import COLUMNS, fields_of, has_kinds
from catalog.models.product import Product

# What the index of makes has of a shade.
IN_INDEX = ("id", "sold_out", "created_at", "price")
FIELDS = {"id", "stock", "created_at", "price", *COLUMNS}
# At most so many shades are looked at that have a word in their names alone.
MOST_BY_NAME = 500
SAMPLE = 500
NEWEST = f"SELECT * FROM products WHERE is_public ORDER BY sold_out, created_at DESC, id DESC LIMIT {SAMPLE}"  # noqa: S608  # a number of ours
# Nor are they looked for where so many of the sample may be some.
TOO_MANY_NAMED = SAMPLE // 4
# How many of the newest shades are found by makes, how many may be by names, and when all of them came, in seconds.
SAMPLED = """
    SELECT count(*) FILTER (WHERE is_of_make AND may_be) AS found,
        count(*) FILTER (WHERE is_named AND NOT is_of_make) AS named,
        extract(epoch FROM max(created_at))::float8 AS newest, extract(epoch FROM min(created_at))::float8 AS oldest
    FROM (
        SELECT created_at, may_be, {is_named} AS is_named,
            (facts, kind) IN (SELECT facts, kind FROM {makes}) AS is_of_make
        FROM ({newest}) AS newest
    ) AS shades
"""
# When the oldest of so many came, if all came as often as those of the sample.
SINCE = "(SELECT to_timestamp(greatest(newest - (newest - oldest) * {rows} / greatest(found, 1), 0)) FROM {sample})"
# How many times more are read than are likely to be enough, and where these are not, before all others are.
SPARE = 1.5, 4
# How many shades are passed over in the time in which a make is looked up; how many are found by makes in that in which
# one is passed over.
LOOKED_UP, PASSED_OVER = 4, 2
OWN_WORDS = "own_words(search_text, widest_mm, height_mm)"
# The shades of a span of an order.
FOUND = """(
    SELECT {in_index}, TRUE AS is_public, {columns} FROM {makes} AS make CROSS JOIN LATERAL (
        SELECT {in_index} FROM products WHERE is_public AND facts = make.facts AND kind = make.kind
            AND sold_out = span.is_sold_out AND created_at >= span.since AND created_at < span.before OFFSET 0
    ) AS shade
    UNION ALL SELECT {in_index}, TRUE, {columns} FROM {names} WHERE is_found
        AND sold_out = span.is_sold_out AND created_at >= span.since AND created_at < span.before
        AND (facts, kind) NOT IN (SELECT facts, kind FROM {makes})
)"""
# One span after the other is read and sorted, until there are enough.
SPANS = """
    SELECT found.* FROM (VALUES {spans}) AS span (is_sold_out, since, before) CROSS JOIN LATERAL (
        {found} LIMIT {up_to}
    ) AS found LIMIT {up_to}
"""
OF_THE_NEWEST = """
    (FALSE, {since}, 'infinity'::timestamptz), (FALSE, {before}, {since}), (FALSE, '-infinity', {before}),
    (TRUE, '-infinity', 'infinity')
"""
OF_OTHER_ORDERS = "(FALSE, '-infinity'::timestamptz, 'infinity'::timestamptz), (TRUE, '-infinity', 'infinity')"


# Of few shades it is known which are found by their names.
NAMED = (
    "CASE WHEN (SELECT are_all FROM all_{place}) THEN {{table}}.id IN (SELECT id FROM {names} WHERE is_found) "
    "ELSE {{by_name}} END"
)


class ByMakes(NamedTuple):
    """How a statement finds shades by their makes: `found` stands for the products in it, whose other conditions are
    `rest`. The `shared` parts come first, with their values.
    """

    place: int
    found: str
    rest: Sequence[Q]
    shared: Sequence[str]
    values: Sequence[Any]

    @property
    def are_all(self) -> str:
        """Whether they are all that there are."""
        return f"(SELECT are_all FROM all_{self.place})"  # noqa: S608  # names made here

    def are_few(self, up_to: int, *, newest_first: bool) -> str:
        """Whether they are looked up sooner than so many are read in their order."""
        found = f"(SELECT found FROM of_makes_{self.place})"  # noqa: S608  # as above
        if newest_first:
            makes = f"(SELECT count(*) FROM makes_{self.place})"  # noqa: S608  # as above
            # The newest may be unlike the others: half of what is likely by the number of makes counts as found.
            likely = f"{makes} * {SAMPLE // 2} / nullif((SELECT count(*) FROM product_makes), 0)"  # noqa: S608  # as above
            return f"{makes} * greatest({found}, {likely}) < {up_to * SAMPLE // LOOKED_UP}"
        return f"{found} ^ 2 * shades < {up_to * SAMPLE**2 * PASSED_OVER}"

    def in_spans(self, statement: str, up_to: int, *, newest_first: bool) -> str:
        """This statement on products, which sorts them but not by "sold out", for so many in their order."""
        since, before = (SINCE.format(rows=up_to * spare, sample=f"of_makes_{self.place}") for spare in SPARE)
        spans = OF_THE_NEWEST.format(since=since, before=before) if newest_first else OF_OTHER_ORDERS
        found = statement.replace('FROM "products"', f'FROM {self.found} AS "products"', 1)
        return SPANS.format(spans=spans, found=found, up_to=up_to)


def by_makes(conditions: Sequence[Q], asked: Collection[str], in_order: InOrder, *, are_sorted: bool) -> ByMakes | None:
    """None where the conditions, or the fields that are asked besides, are more than the index of makes has.

    From then on `in_order` takes from these parts which shades have words in their names alone.
    """
    rest = [one for one in conditions if not fields_of(one) <= {*COLUMNS, "search_text"}]
    of_makes = [one for one in conditions if one not in rest]
    # The order by width asks that, too.
    fields = {*asked, "widest_mm"}.union(*map(fields_of, rest))
    if not fields <= FIELDS:
        return None
    columns = sorted(fields & {*COLUMNS})
    place, in_index = in_order.place, ", ".join(IN_INDEX)
    makes, names = f"makes_{place}", f"names_{place}"
    chosen, values = _on(
        "product_makes", Product.objects.filter(*of_makes).values_list(*columns), "DISTINCT facts, kind"
    )
    words = [one for one in of_makes if fields_of(one) == {"search_text"}]
    needed = words_of(Product.objects.filter(*words).values("pk").query.sql_with_params()[0])
    chosen, own_words = in_order.of_facts(chosen), in_order.own_words(needed)
    named, more = _on(
        f"(SELECT * FROM products WHERE is_public AND {OWN_WORDS} @@ ({own_words}) LIMIT {MOST_BY_NAME + 1})",  # noqa: S608  # words of `search.text`
        Product.objects.annotate(is_found=_column(*of_makes)).values_list(*columns, "is_found"),
        f"{in_index}, facts, kind",
    )
    newest, still_more = _on(
        f"({NEWEST})",
        Product.objects.annotate(may_be=_column(*rest, Q(pk__isnull=False))).values_list("may_be"),
        "created_at, facts, kind, name_starts",
    )
    sampled = SAMPLED.format(makes=makes, newest=newest, is_named=in_order.may_be_named("newest"))
    few_named = f"(SELECT count(*) FROM {names}) <= {MOST_BY_NAME}"  # noqa: S608  # names made here
    if are_sorted:
        few_named = f"(SELECT named FROM of_{makes}) < {TOO_MANY_NAMED} AND {few_named}"  # noqa: S608  # as above
    in_order.named = NAMED.format(place=place, names=names)
    return ByMakes(
        place,
        FOUND.format(makes=makes, names=names, in_index=in_index, columns=", ".join(columns)),
        rest,
        [
            f"{makes} AS MATERIALIZED ({chosen})",
            f"{names} AS MATERIALIZED ({named})",
            f"of_{makes} AS MATERIALIZED ({sampled})",
            f"all_{place} AS MATERIALIZED (SELECT {few_named} AS are_all)",
        ],
        [*values, *more, *still_more],
    )


def _column(*conditions: Q) -> ExpressionWrapper:
    return ExpressionWrapper(Q(*conditions), BooleanField())


def _on(source: str, of_products: Any, also: str) -> tuple[str, Sequence[Any]]:
    """A statement on products, written anew for this source, which selects also something else."""
    sql, values = of_products.query.sql_with_params()
    sql = sql.replace("SELECT", f"SELECT {also},", 1)
    return sql.replace('FROM "products"', f'FROM {source} AS "products"', 1), values


# Makes that are not kept, each with some shade of it.
MISSING = f"""
    SELECT facts, kind, {", ".join(COLUMNS)}, min(sku) AS sku FROM products
    WHERE NOT EXISTS (
        SELECT FROM product_makes AS known WHERE known.facts = products.facts AND known.kind = products.kind
    ) GROUP BY facts, kind, {", ".join(COLUMNS)}
"""  # noqa: S608  # names made here


def missing_makes() -> Iterator[str]:
    """The SKU of a shade of each make that is not kept."""
    if has_kinds():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT sku FROM ({MISSING}) AS missing")  # noqa: S608  # names made here
            yield from (sku for (sku,) in cursor.fetchall())


def keep_missing_makes() -> None:
    """Keeps what the triggers of `products` have not kept."""
    if has_kinds():
        names = f"facts, kind, {', '.join(COLUMNS)}"
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO product_makes ({names}) SELECT {names} FROM ({MISSING}) AS missing")  # noqa: S608  # as above
