"""The text in which staff's search looks for an order: its number and whom it goes to, made compact once.

It is written with the columns that it is made of, by whatever writes these: `save`, `bulk_create` and `update`. So it
is right in the same transaction, and what is erased there is erased here. The account's e-mail is not in it: it is
looked up where it stands.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection, models, transaction
from django.db.models import F, TextField, Value
from django.db.models.functions import Concat

from shop.compact_text import Compact, compact

SOURCES = ("number", "name", "city", "postcode", "phone")
COLUMN = "search_text"
BATCH = 1000


def text_of(values: Mapping[str, Any]) -> str:
    return compact("|".join(values[name] for name in SOURCES))


def text_with(values: Mapping[str, Any]) -> Compact:
    """The text as the database makes it of a row to which these values, or expressions, are written."""
    parts = (_expression(values[name]) if name in values else F(name) for name in SOURCES)
    joined = [part for one in parts for part in (Value("|"), one)][1:]
    return Compact(Concat(*joined, output_field=TextField()))


def _expression(value: Any) -> Any:
    return value if hasattr(value, "resolve_expression") else Value(value, output_field=TextField())


class SearchText(TextField):
    """Filled from the row whenever it is saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"editable": False, "default": "", "db_default": "", **kwargs})

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = text_of({name: getattr(model_instance, name) for name in SOURCES})
        setattr(model_instance, self.attname, text)
        return text


class Searched(models.Model):
    """A row with its search text."""

    search_text = SearchText()

    class Meta:
        abstract = True

    def save(self, *args: Any, update_fields: Iterable[str] | None = None, **kwargs: Any) -> None:
        if update_fields is not None and not set(SOURCES).isdisjoint(update_fields):
            update_fields = {*update_fields, COLUMN}
        super().save(*args, update_fields=update_fields, **kwargs)


def refresh(orders: type[models.Model]) -> int:
    """Writes the texts that are not those of their rows; of all rows, a batch in a transaction. Returns how many."""
    written, after = 0, 0
    while rows := _batch(orders, after):
        after = rows[-1]["pk"]
        written += sum(row["is_stale"] for row in rows)
    return written


def _batch(orders: type[models.Model], after: int) -> list[dict[str, Any]]:
    table = connection.ops.quote_name(orders._meta.db_table)
    with transaction.atomic(), connection.cursor() as cursor:
        # Locked: an address that is erased in the meantime would be written here again.
        found = orders._base_manager.select_for_update(no_key=True).filter(pk__gt=after).order_by("pk")
        rows: list[dict[str, Any]] = list(found.values("pk", COLUMN, *SOURCES)[:BATCH])
        for row in rows:
            row["is_stale"] = row[COLUMN] != text_of(row)
        stale = [(text_of(row), row["pk"]) for row in rows if row["is_stale"]]
        cursor.executemany(f"UPDATE {table} SET {COLUMN} = %s WHERE id = %s", stale)  # noqa: S608  # names of ours
    return rows
