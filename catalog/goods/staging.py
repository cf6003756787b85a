"""The rules of the table `products` for thousands of rows that are not stored: the database itself is asked, once.

The rows go into a temporary table whose columns are those of the constraints. A query a row (`shop.constraints`) would
take most of a minute for two thousand of them.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.apps.registry import Apps
from django.db import connection, models
from django.db.models.functions import Coalesce

from catalog.models import Product

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TABLE = "staged_products"
BATCH = 500
# What no constraint reads.
NOT_STAGED = {"id", "created_at", "search_text", "family", "name", "description"}
RULES = [rule for rule in Product._meta.constraints if isinstance(rule, models.CheckConstraint)]


def staged_fields() -> dict[str, models.Field]:
    fields = [field for field in Product._meta.concrete_fields if field.name not in NOT_STAGED]
    return {field.name: field.clone() for field in fields}  # type: ignore[attr-defined]  # not in the stubs


def staged_model() -> Any:
    """A model of the temporary table. It is in no app's registry: no migration and no command sees it."""
    meta = type("Meta", (), {"app_label": "catalog", "db_table": TABLE, "apps": Apps()})
    columns = {"row": models.IntegerField(primary_key=True), **staged_fields()}
    return type("StagedProduct", (models.Model,), {"__module__": __name__, "Meta": meta, **columns})


StagedProduct = staged_model()


@contextmanager
def temporary_table() -> Iterator[None]:
    """Exists for this connection alone, and until the end of the block."""
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(f.column)} {f.db_type(connection)}" for f in StagedProduct._meta.concrete_fields)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {quote(TABLE)} ({columns})")
        try:
            yield
        finally:
            # A transaction that failed takes the table with it.
            if not connection.needs_rollback:
                cursor.execute(f"DROP TABLE {quote(TABLE)}")


def broken_rules(rows: Iterable[tuple[int, Product]]) -> "Iterator[tuple[int, str, StrOrPromise]]":
    """Number, field and message of each rule that a row breaks. NULL passes, as in the constraint itself."""
    names = list(staged_fields())
    staged = [StagedProduct(row=number, **{name: getattr(shade, name) for name in names}) for number, shade in rows]
    if not staged:
        return
    met = {
        f"rule_{place}": Coalesce(rule.condition, True, output_field=models.BooleanField())
        for place, rule in enumerate(RULES)
    }
    some_broken = reduce(or_, (models.Q(**{name: False}) for name in met))
    with temporary_table():
        StagedProduct._base_manager.bulk_create(staged, batch_size=BATCH)
        found = StagedProduct._base_manager.annotate(**met).filter(some_broken).order_by("row")
        answers = list(found.values_list("row", *met))
    for number, *answer in answers:
        for rule, is_met in zip(RULES, answer, strict=True):
            if not is_met:
                yield number, rule.violation_error_code or "", rule.get_violation_error_message()
