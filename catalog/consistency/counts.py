"""The numbers of public shades that the database keeps, compared with the shades."""

from collections.abc import Iterator

from django.db import connection

from catalog.models.kind import has_kinds, miscounted_kinds
from catalog.models.tally import counted, tally
from shop.consistency import missing_triggers

# Of PostgreSQL, by migrations 0012, 0018, 0022, 0026 and 0027.
TRIGGERS = (
    *("products_added", "products_changed", "products_gone", "products_emptied"),
    *("products_added_to_kinds", "products_changed_kind", "products_gone_from_kinds", "products_emptied_of_kinds"),
    *("products_shown", "products_stock_shown"),
    *("products_added_with_facts", "products_changed_facts"),
    *("products_added_to_makes", "products_changed_make"),
)
# Others whose changes are counted for kept pages (shop/kept/changes.py).
SHOWN = ("photos", "families", "lamps", "old_slugs", "search_words")
# Of a shade, the key and what follows from others by itself are counted with these, the stock by a trigger of its own.
UNCOUNTED_COLUMNS = """
    SELECT attname FROM pg_attribute JOIN pg_trigger ON tgrelid = attrelid AND tgname = 'products_shown'
    WHERE attrelid = 'products'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
        AND attname NOT IN ('id', 'stock') AND attnum <> ALL (tgattr::int2[]) ORDER BY attnum
"""


def missing_counters() -> Iterator[str]:
    """What keeps the numbers, without which they are right until the next change, and what counts changes."""
    if not has_kinds():
        return
    yield from missing_triggers("products", TRIGGERS)
    for table in SHOWN:
        yield from missing_triggers(table, [f"{table}_shown"])
    with connection.cursor() as cursor:
        cursor.execute(UNCOUNTED_COLUMNS)
        for (column,) in cursor.fetchall():
            yield f"table products: the trigger products_shown does not count changes of {column}"


def miscounted() -> Iterator[str]:
    """One line for each number of public shades that the database keeps and that is another if they are counted."""
    # A sale between the two queries makes a difference: what is found a second time is one.
    for differences in (_differences, _differences_of_kinds):
        if first := differences():
            yield from sorted(first & differences())


def _differences() -> set[str]:
    kept, there = tally(), counted()
    return {
        f"shades{f', {name} {value}' if name else ''}: the number kept is {kept[name, value]}, of {there[name, value]}"
        for name, value in {*kept, *there}
        if kept[name, value] != there[name, value]
    }


def _differences_of_kinds() -> set[str]:
    return {
        f"shades of the kind {kind}: the number kept is {kept}, of {there}" for kind, kept, there in miscounted_kinds()
    }
