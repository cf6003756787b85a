"""The numbers of public shades that the database keeps, compared with the shades."""

from collections.abc import Iterator

from catalog.models.kind import has_kinds, miscounted_kinds
from catalog.models.tally import counted, tally
from shop.consistency import missing_triggers

# Of PostgreSQL, by migrations 0012 and 0018.
TRIGGERS = (
    *("products_added", "products_changed", "products_gone", "products_emptied"),
    *("products_added_to_kinds", "products_changed_kind", "products_gone_from_kinds", "products_emptied_of_kinds"),
)


def missing_counters() -> Iterator[str]:
    """What keeps the numbers, without which they are right until the next change."""
    if has_kinds():
        yield from missing_triggers("products", TRIGGERS)


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
