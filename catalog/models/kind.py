"""The kinds of public shades: shades of one kind are equal in all that a list is narrowed by and that a lamp asks.

Two hundred thousand shades are of some thousand kinds, so what would be asked of all shades is asked of the kinds, and
how many shades an answer has is known before any of them is read. Only PostgreSQL has them: the column `kind` of
`products` and the table `product_kinds` (migration 0018), with rows of differences like those of `tally`. The number of
a kind is the sum of its rows. SQLite, which is for small shops, asks the shades themselves.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.db import connection, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q, QuerySet
from django.db.models.expressions import RawSQL
from django.db.models.lookups import IsNull
from django.db.models.sql.compiler import SQLCompiler

from catalog.models.product import Product

CODES = ("shape", "light", "colour_family", "material", "fitting", "fitting_position", "lining")
FLAGS = ("for_table", "for_floor", "for_pendant", "for_wall", "reducer_included")
LENGTHS = ("widest_mm", "height_mm", "top_diameter_mm", "bottom_diameter_mm", "top_depth_mm", "bottom_depth_mm")
COLUMNS = (*CODES, *FLAGS, *LENGTHS, "ring_mm")
# Rows of differences are replaced by their sums where there are so many times more of them than kinds.
FOLD_FROM = 3


class Kind(models.Model):
    """A row of `product_kinds`: a kind, some of its shades, and its COLUMNS. One kind may have several rows."""

    kind = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField()
    ring_mm = models.DecimalField(max_digits=5, decimal_places=1, null=True)

    objects: models.Manager["Kind"] = models.Manager()

    class Meta:
        managed = False
        db_table = "product_kinds"
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.kind)


for _name in CODES:
    Kind.add_to_class(_name, models.TextField())
for _name in FLAGS:
    Kind.add_to_class(_name, models.BooleanField())
for _name in LENGTHS:
    Kind.add_to_class(_name, models.IntegerField(null=True))


def has_kinds() -> bool:
    return connection.vendor == "postgresql"


def asks_kinds(asked: Q | models.Expression | F) -> bool:
    """Whether it is the same for all shades of a kind."""
    return fields_of(asked) <= {*COLUMNS}


def fields_of(asked: Q | models.Expression | F) -> set[str]:
    """The fields of a shade that it asks."""
    condition = asked if isinstance(asked, Q) else Q(IsNull(asked, False))
    return set(condition.referenced_base_fields)


class IsOfKinds(models.Func):
    """The shade's kind is among those of the part `kinds` of the statement. For `.filter()`.

    As it stands, it is for few shades, which are read from their index of kinds: the planner expects ten of an array.
    """

    output_field = models.BooleanField()

    def __init__(self, kinds: str, **extra: Any) -> None:
        super().__init__(F("pk"), kinds=kinds, **extra)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *args: Any, **extra: Any) -> Any:
        key, _ = compiler.compile(self.source_expressions[0])
        return f"({key.rpartition('.')[0]}.kind = ANY(ARRAY(SELECT kind FROM {self.extra['kinds']})))", []  # noqa: S608  # names made here


class AreFew(models.Func):
    """True of every shade; by the planner's reckoning of one in two hundred. For `.filter()`.

    So few are read by what they have and sorted, not looked for in their order: the planner knows nothing of kinds, and
    of words only how often each is.
    """

    output_field = models.BooleanField()

    def __init__(self, **extra: Any) -> None:
        super().__init__(F("pk"), **extra)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, *args: Any, **extra: Any) -> Any:
        key, _ = compiler.compile(self.source_expressions[0])
        return f"({key} = {key} + 0)", []


def for_many(statement: str) -> str:
    """The same statement for many shades: each in turn is looked up in a hash table of kinds. The planner expects that
    of every second one, and so reads them in their order until there are enough.
    """
    without_hint = re.sub(r"\((\S+) = \1 \+ 0\)", "TRUE", statement)
    return re.sub(r"\((\S+) = ANY\(ARRAY(\(SELECT kind FROM \w+\))\)\)", r"(\1 IN \2) IS TRUE", without_hint)


def keys_of_nearest(
    condition: Q, distance: models.Expression, most: int, *, newest_first: bool = False
) -> RawSQL | QuerySet[Any]:
    """The keys of the `most` public shades that meet the condition at the least distance, ties by key or the newest.

    The distance must ask COLUMNS alone. Where the condition does so, too, only shades of the nearest kinds are read: of
    as many kinds, and of those that are no farther than the last of them.
    """
    ties = ("-created_at", "-pk") if newest_first else ("pk",)
    if not has_kinds() or (condition and not asks_kinds(condition)):
        return Product.objects.public().filter(condition).order_by(distance, *ties).values("pk")[:most]
    kinds = Kind.objects.filter(condition).annotate(distance=distance).values("kind", "number", "distance")
    statement, values = kinds.query.sql_with_params()
    then = "created_at DESC, products.id DESC" if newest_first else "products.id"
    return RawSQL(  # noqa: S611  # a statement of Django's, with our own names around it
        f"SELECT products.id FROM (SELECT kind, distance FROM ({statement}) AS kinds GROUP BY kind, distance "  # noqa: S608  # as above
        "HAVING sum(number) > 0 ORDER BY distance FETCH FIRST %s ROWS WITH TIES) AS nearest "
        f"JOIN products USING (kind) WHERE is_public ORDER BY distance, {then} LIMIT %s",
        (*values, most, most),
    )


def fold_kinds() -> int:
    """Replaces the rows by their sums, if they are many; returns how many there were. Nobody waits for it."""
    if not has_kinds():
        return 0
    names = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH old AS (DELETE FROM product_kinds WHERE (SELECT count(*) > %s * count(DISTINCT kind) FROM "  # noqa: S608  # our own names
            f"product_kinds) RETURNING *), new AS (INSERT INTO product_kinds (kind, number, {names}) SELECT kind, "
            f"sum(number), {names} FROM old GROUP BY kind, {names} HAVING sum(number) <> 0) SELECT count(*) FROM old",
            [FOLD_FROM],
        )
        return int(cursor.fetchone()[0])


def miscounted_kinds() -> Iterator[tuple[int, int, int]]:
    """Each kind whose number or columns are not those of its shades: the kind, the number kept, the number there is."""
    if not has_kinds():
        return
    names = ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT kind, coalesce(sum(kept), 0)::bigint, coalesce(sum(there), 0)::bigint FROM (SELECT kind, {names}, "  # noqa: S608  # our own names
            f"number AS kept, 0 AS there FROM product_kinds UNION ALL SELECT kind, {names}, 0, 1 FROM products "
            f"WHERE is_public) AS both_counts GROUP BY kind, {names} HAVING sum(kept) <> sum(there) ORDER BY kind"
        )
        yield from cursor.fetchall()
