"""Fills the shop with invented shades, for measurements: in batches, each of them whole or not at all."""

import json
import random
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.models import Max
from django.utils import timezone

from catalog.demo.invented import Design, designs
from catalog.demo.seeding import DEMO, seed
from catalog.models import Family, Photo, Product, StockMovement
from catalog.models.kind import fold_kinds
from catalog.models.photograph import PAIR
from catalog.models.tally import fold
from catalog.search.text import document
from catalog.search.words import SearchWord
from catalog.terms import Reason

# Shades of one transaction.
BATCH = 5000
Row = dict[str, Any]


def make(count: int, *, folder: Path = DEMO, progress: Callable[[int, int], None] = lambda done, total: None) -> None:
    """Adds so many shades like those of the folder, which are loaded first where they are missing."""
    seed(folder, kinds=PAIR)
    skus = [entry["sku"] for entry in json.loads((folder / "catalogue.json").read_text(encoding="utf-8"))["products"]]
    demo = Product.objects.filter(sku__in=skus).with_photos().order_by("pk")
    invented = designs(list(demo), random.Random(_next_key(Product)), now=timezone.now())  # noqa: S311  # repeatable, not secret
    for done in range(0, count, BATCH):
        progress(done, count)
        with transaction.atomic():
            _write(invented, min(BATCH, count - done))
    progress(count, count)
    fold()
    fold_kinds()
    _tell_the_planner()


def _tell_the_planner() -> None:
    """What autovacuum would do in some minutes: plans are those of a shop that has long been so large."""
    can_vacuum = connection.vendor == "postgresql" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if can_vacuum else "ANALYZE")


def _write(invented: Iterator[Design], count: int) -> None:
    """Writes so many shades with their families, photographs, movements of stock and search words."""
    families: list[Row] = []
    photos: list[Row] = []
    movements: list[Row] = []
    lines: set[str] = set()
    first_family, first = _next_key(Family), _next_key(Product)

    def products() -> Iterator[Row]:
        done = 0
        while done < count:
            design, family = next(invented), None
            if design.size > 1:
                family = first_family + len(families)
                families.append({"id": family, **design.family(family)})
            for shade in design.shades(first + done)[: count - done]:
                text = document(SimpleNamespace(**shade))
                lines.update(text.splitlines())
                photos.extend({**photo, "product_id": shade["id"]} for photo in design.photos)
                if shade["stock"]:
                    movements.append(_receipt(shade))
                yield {**shade, "family_id": family, "search_text": text}
                done += 1

    # The foreign keys are checked at the end of the transaction.
    _insert(Product, products())
    _insert(Family, families)
    _insert(Photo, photos)
    _insert(StockMovement, movements)
    # Line by line, because the second lines of the texts are few.
    SearchWord.objects.learn(lines)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Family, Product]):
            cursor.execute(statement)


def _receipt(shade: Row) -> Row:
    values = {"product_id": shade["id"], "delta": shade["stock"], "created_at": shade["created_at"]}
    return {**values, "reason": Reason.RECEIPT.value, "order_number": "", "form_key": ""}


def _insert(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Rows with the same columns: by COPY on PostgreSQL, which writes some while the next are being made."""
    if connection.vendor != "postgresql":
        model._default_manager.bulk_create(model(**row) for row in rows)
        return
    columns = ", ".join(first := next(iter(rows := iter(rows)), {}))
    if first:
        with connection.cursor() as cursor, cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
            for row in chain([first], rows):
                copy.write_row(tuple(row.values()))


def _next_key(model: type[models.Model]) -> int:
    return 1 + (model._default_manager.aggregate(last=Max("pk"))["last"] or 0)
