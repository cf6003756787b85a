"""Applies a table of shades: all of it or nothing, and only if it still changes what was shown."""

from collections.abc import Generator, Iterator
from contextlib import nullcontext
from hashlib import sha256
from typing import Any, TypeVar

from django.db import IntegrityError, transaction

from catalog import stock
from catalog.goods.plan import Plan, PlannedRow, plan_of
from catalog.goods.prices import ChangedMeanwhile, DoneAlready
from catalog.goods.table import read_table
from catalog.models import Product
from catalog.search.words import SearchWord

Result = TypeVar("Result")
# Rows of one statement.
BATCH = 500
# Written apart from the other columns: by hide(), by stock.change(), or never.
APART = {"id", "created_at", "stock", "is_public", "sku"}


class Wrong(Exception):
    """The table has faults. Nothing was changed."""


def file_key(content: bytes) -> str:
    """What the movements of a file are known by: the same file receives nothing twice."""
    return f"csv:{sha256(content).hexdigest()[:39]}"


# Yields how many rows of how many are written, and returns the plan. Closed before its end, it has changed nothing.
Applying = Generator[tuple[int, int], None, Plan]


def apply_table(content: bytes, marks: str, *, reason: str, staff_member: Any = None) -> Plan:
    """`applying` to its end."""
    return result_of(applying(content, marks, reason=reason, staff_member=staff_member))


def result_of(steps: Generator[Any, None, Result]) -> Result:
    """What a generator returns, whatever it yields before."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            result: Result = end.value
            return result


def applying(content: bytes, marks: str, *, reason: str, staff_member: Any = None) -> Applying:
    """Raises Wrong, DoneAlready, and ChangedMeanwhile with the SKUs of rows that no longer change what was shown."""
    key = file_key(content)

    def attempt() -> Applying:
        with transaction.atomic():
            plan = plan_of(read_table(content), key=key, lock=True)
            if not plan.has_changes and not plan.faults:
                raise DoneAlready
            if others := plan.changed_since(marks):
                raise ChangedMeanwhile(others)
            if plan.faults:
                raise Wrong
            yield from write(plan)
            deltas = {row.shade.pk: row.delta for row in plan.rows if row.delta}
            if deltas:
                stock.change(deltas, reason=reason, staff_member=staff_member, form_key=key)
            return plan

    try:
        return (yield from attempt())
    except IntegrityError:
        # Another table has brought the same new shade, or its address, since this one was planned: now it is seen.
        return (yield from attempt())
    except stock.SentTwice as error:
        raise DoneAlready from error


def write(plan: Plan) -> Iterator[tuple[int, int]]:
    """Yields how many rows of how many are written."""
    changed = [row for row in plan.changed if row.changes]
    to_hide = [row.shade.pk for row in changed if "is_public" in row.columns]
    Product.objects.filter(pk__in=to_hide).hide()
    renamed = Product.objects.filter(pk__in=[row.shade.pk for row in changed if "slug" in row.columns])
    total, done = len(changed) + len(plan.new), 0
    with renamed.keeping_old_slugs() if renamed.exists() else nullcontext():
        for batch in (changed[start : start + BATCH] for start in range(0, len(changed), BATCH)):
            overwrite(batch)
            done += len(batch)
            yield done, total
    for new in (plan.new[start : start + BATCH] for start in range(0, len(plan.new), BATCH)):
        Product.objects.bulk_create([row.shade for row in new])
        done += len(new)
        yield done, total
    SearchWord.objects.learn(row.shade.search_text for row in (*changed, *plan.new))


def overwrite(rows: list[PlannedRow]) -> None:
    """Writes the values of shades that are locked, in one statement: an upsert that finds each by its primary key."""
    columns = [field.name for field in Product._meta.concrete_fields if field.name not in APART]
    for row in rows:
        # The row that is offered must obey the rules, too; whether the shade is shown, this does not write.
        row.shade.is_public = False
    Product.objects.bulk_create(
        [row.shade for row in rows], update_conflicts=True, unique_fields=["id"], update_fields=columns
    )
