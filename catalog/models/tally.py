"""How many public shades there are of each shape, material and so on: one small query, however many shades there are.

PostgreSQL keeps these numbers in the table `product_counts`, which no model knows. Triggers of `products` (migration
0012) add a row for every change, in its transaction; the number is the sum of the rows, so that writers never wait
for each other. `fold` replaces them by their sums. SQLite, which is for small shops, counts each time.
"""

from collections import Counter

from django.db import connection
from django.db.models import Count, Q

from catalog.models.product import Product
from catalog.terms import Use

# By the name of the filter: the column whose values are counted.
VALUES = {
    "shape": "shape",
    "light": "light",
    "colour": "colour_family",
    "material": "material",
    "fitting": "fitting",
    "lining": "lining",
}
TOTAL = ("", "")
# So many rows are read in a millisecond.
FOLD_FROM = 500

Tally = Counter[tuple[str, str]]


def tally() -> Tally:
    """The numbers by filter and value; that of all is under TOTAL. One query."""
    if connection.vendor != "postgresql":
        return counted()
    with connection.cursor() as cursor:
        cursor.execute("SELECT facet, value, sum(number)::bigint FROM product_counts GROUP BY facet, value")
        return Counter({(facet, value): number for facet, value, number in cursor.fetchall() if number})


def counted() -> Tally:
    """The same, by counting every shade."""
    uses = {f"for_{use.value}": ("use", use.value) for use in Use}
    there = Product.objects.public().order_by().annotate(is_there=Q(stock__gt=0))
    rows = there.values_list(*VALUES.values(), *uses, "is_there").annotate(number=Count("pk"))
    numbers: Tally = Counter()
    for *row, is_there, number in rows:
        values, for_uses = row[: len(VALUES)], row[len(VALUES) :]
        numbers[TOTAL] += number
        for filter_and_value in zip(VALUES, values, strict=True):
            numbers[filter_and_value] += number
        for filter_and_value, is_for in zip(uses.values(), for_uses, strict=True):
            numbers[filter_and_value] += number * is_for
        numbers["in_stock", "1"] += number * is_there
    return +numbers


def fold() -> int:
    """Replaces the rows by their sums, if they are many; returns how many there were. Nobody waits for it."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH old AS (DELETE FROM product_counts WHERE (SELECT count(*) FROM product_counts) > %s RETURNING *), "
            "new AS (INSERT INTO product_counts (facet, value, number) SELECT facet, value, sum(number) FROM old "
            "GROUP BY facet, value HAVING sum(number) <> 0) SELECT count(*) FROM old",
            [FOLD_FROM],
        )
        return int(cursor.fetchone()[0])
