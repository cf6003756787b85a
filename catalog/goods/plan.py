"""What a table of shades would change: new shades, values before and after, and everything that is wrong, by cell."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, NamedTuple
from zlib import crc32

from django.core.exceptions import ValidationError
from django.db.models import BooleanField, Min
from django.utils.text import slugify
from django.utils.translation import gettext as _

from catalog.goods.columns import COLUMNS, OF_STOCK, STOCK, STOCK_DELTA, FamilyColumn, boolean
from catalog.goods.delivery import LARGEST, TOO_FEW, TOO_MANY
from catalog.goods.staging import broken_rules
from catalog.goods.table import Fault, Table
from catalog.models import Family, Product, StockMovement
from catalog.stock import MOST_STOCK

# Keys of one statement.
BATCH = 2000
# Written, on both databases: between 400 and 1,200 were measured, by what else the machine did.
ROWS_A_SECOND = 500


class ValueChange(NamedTuple):
    """A column with its value before and after, as the table has them."""

    name: str
    before: Any
    after: Any

    @property
    def logged(self) -> tuple[Any, Any]:
        """Both values as the log has them: yes and no are not 1 and 0 there."""
        is_yes_or_no = isinstance(COLUMNS[self.name].field, BooleanField)
        return (bool(self.before), bool(self.after)) if is_yes_or_no else (self.before, self.after)


@dataclass
class PlannedRow:
    """A row with its shade, whose values are already those of the table."""

    number: int
    shade: Product
    is_new: bool = False
    changes: list[ValueChange] = field(default_factory=list)
    delta: int = 0

    @property
    def columns(self) -> set[str]:
        return {change.name for change in self.changes}

    @property
    def is_changed(self) -> bool:
        return self.is_new or bool(self.changes) or bool(self.delta)

    @property
    def stock_column(self) -> str:
        return STOCK

    @property
    def stock_after(self) -> int:
        return self.shade.stock + self.delta

    @property
    def mark(self) -> str:
        """Says whether the row would still change the same. A delta is the same whatever was sold meanwhile."""
        said = [self.shade.sku, self.is_new, self.delta, *([one.name, one.before, one.after] for one in self.changes)]
        return f"{crc32(json.dumps(said, default=str).encode()):08x}"


@dataclass
class Plan:
    rows: list[PlannedRow]
    faults: list[Fault]
    encoding: str
    # When this very file changed the stock; it does so once.
    received_at: datetime | None = None

    @property
    def new(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.is_new]

    @property
    def changed(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.is_changed and not row.is_new]

    @property
    def unchanged(self) -> int:
        return sum(not row.is_changed for row in self.rows)

    @property
    def has_changes(self) -> bool:
        return any(row.is_changed for row in self.rows)

    @property
    def at_work(self) -> int:
        """How many rows are written."""
        return sum(row.is_changed for row in self.rows)

    @property
    def seconds(self) -> int:
        """About how long that takes, in s."""
        return max(1, round(self.at_work / ROWS_A_SECOND))

    @property
    def moves_stock(self) -> bool:
        return any(row.delta for row in self.rows)

    @property
    def marks(self) -> str:
        return "".join(row.mark for row in self.rows)

    def changed_since(self, marks: str) -> list[str]:
        """The SKUs of the rows that were not shown as they are now."""
        return [row.shade.sku for place, row in enumerate(self.rows) if marks[place * 8 : place * 8 + 8] != row.mark]


def plan_of(table: Table, *, key: str = "", lock: bool = False) -> Plan:
    """The shades are locked, if asked for. `key` is that of the file, which changes the stock once."""
    names = list(dict.fromkeys(row["sku"].strip() for _number, row in table.rows))
    families = families_by_slug(table, lock=lock)
    there = shades_by_sku(names, lock=lock)
    received_at = received_before(key)
    reader = Reader(there, families, is_received=received_at is not None)
    for number, cells in table.rows:
        reader.read(number, cells)
    faults = [*table.faults, *reader.faults, *faults_of_addresses(reader.rows)]
    numbers = {row.number for row in reader.rows}
    to_ask = [(row.number, row.shade) for row in reader.rows if row.is_new or row.changes]
    faults += [Fault(number, name, said) for number, name, said in broken_rules(to_ask) if number in numbers]
    unique = dict.fromkeys((fault.row, fault.column, str(fault.text)) for fault in faults)
    return Plan(reader.rows, [Fault(*one) for one in sorted(unique)], table.encoding, received_at)


def shades_by_sku(skus: list[str], *, lock: bool) -> dict[str, Product]:
    rows = Product.objects.defer("search_text").select_related("family").order_by("pk")
    rows = rows.select_for_update(no_key=True, of=("self",)) if lock else rows
    if lock:
        # In the order of their keys, over all batches.
        keys = sorted(
            pk for batch in batches(skus) for pk in Product.objects.filter(sku__in=batch).values_list("pk", flat=True)
        )
        found = [shade for batch in batches(keys) for shade in rows.filter(pk__in=batch)]
    else:
        found = [shade for batch in batches(skus) for shade in rows.filter(sku__in=batch)]
    return {shade.sku: shade for shade in found}


def families_by_slug(table: Table, *, lock: bool) -> dict[str, int]:
    """The primary keys. Those that the table names are locked, if asked for: whoever deletes one waits."""
    if lock:
        named = {cells.get("family", "").strip() for _number, cells in table.rows} - {""}
        for batch in batches(sorted(named)):
            list(Family.objects.filter(slug__in=batch).locked())
    return dict(Family.objects.values_list("slug", "pk"))


def batches(items: Iterable[Any]) -> Iterable[list[Any]]:
    rest = iter(items)
    while batch := list(islice(rest, BATCH)):
        yield batch


def received_before(key: str) -> datetime | None:
    """When the file with this key changed the stock."""
    return StockMovement.objects.filter(form_key=key).aggregate(at=Min("created_at"))["at"] if key else None


class Reader:
    """Reads row after row, and collects the faults."""

    def __init__(self, there: dict[str, Product], families: dict[str, int], *, is_received: bool) -> None:
        self.there, self.families, self.is_received = there, families, is_received
        self.rows: list[PlannedRow] = []
        self.faults: list[Fault] = []
        self.seen: dict[str, int] = {}

    def read(self, number: int, cells: dict[str, str]) -> None:
        sku = cells["sku"].strip()
        if not sku:
            self.faults.append(Fault(number, "sku", _("The SKU is missing.")))
            return
        if (first := self.seen.setdefault(sku, number)) != number:
            said = _("This SKU stands in row %(row)d already.") % {"row": first}
            self.faults.append(Fault(number, "sku", said))
            return
        shade = self.there.get(sku)
        row = PlannedRow(number, shade or Product(slug=slugify(sku)), is_new=shade is None)
        for name, text in cells.items():
            if column := COLUMNS.get(name):
                try:
                    self.set_value(row, column, text)
                except ValidationError as error:
                    self.faults += [Fault(number, name, said) for said in error.messages]
        try:
            row.delta = self.delta_of(row, *self.numbers_of_stock(number, cells))
        except ValidationError as error:
            self.faults += [Fault(number, STOCK_DELTA if cells.get(STOCK_DELTA) else STOCK, error.messages[0])]
        if row.is_new and "price" not in cells:
            self.faults.append(Fault(number, "price", _("A new shade needs a price.")))
        self.rows.append(row)

    def set_value(self, row: PlannedRow, column: Any, text: str) -> None:
        """Sets what a cell changes, and keeps what was there before."""
        before = getattr(row.shade, column.attribute)
        if not row.is_new and same_lines(text) == same_lines(before):
            return
        if isinstance(column, FamilyColumn):
            after: Any = column.read_family(text, self.families)
        elif column.name == "is_public" and (row.is_new or boolean(text) or not text.strip()):
            # A table hides shades and shows none: whether one can be shown depends on its photographs.
            return
        elif column.name == "slug" and row.is_new and not text.strip():
            return
        else:
            after = column.read(text)
        if same_lines(after) == same_lines(before):
            return
        if row.is_new:
            setattr(row.shade, column.attribute, after)
            return
        shown = column.written(row.shade)
        setattr(row.shade, column.attribute, after)
        written = text.strip() if column.name == "family" else column.written(row.shade)
        row.changes.append(ValueChange(column.name, shown, written))

    def numbers_of_stock(self, number: int, cells: dict[str, str]) -> list[int | None]:
        """The stock, the old one and the change. A cell that has no number is a fault of its own, and empties all."""
        numbers, faults = [], []
        for name in OF_STOCK:
            try:
                numbers.append(whole(cells.get(name, "")))
            except ValidationError as error:
                faults.append(Fault(number, name, error.messages[0]))
        self.faults += faults
        return [None] * len(OF_STOCK) if faults else numbers

    def delta_of(self, row: PlannedRow, stock: int | None, before: int | None, delta: int | None) -> int:
        """By how much the stock changes. Raises ValidationError."""
        now = 0 if row.is_new else row.shade.stock
        if self.is_received:
            return 0
        if delta:
            if stock is not None and before is not None and stock != before:
                raise ValidationError(_("Change the stock in one column, not in two."))
            change = delta
        elif stock is None or stock == now or (not row.is_new and stock == before):
            change = 0
        elif row.is_new:
            change = stock
        elif before is None:
            raise ValidationError(_("Write the old stock into “stock_before”, or the change into “stock_delta”."))
        elif before != now:
            said = _("In the meantime the stock is %(now)d and no longer %(before)d.")
            raise ValidationError(said % {"now": now, "before": before})
        else:
            change = stock - before
        if change and not 0 <= now + change <= MOST_STOCK:
            raise ValidationError(TOO_FEW if now + change < 0 else TOO_MANY)
        return change


def whole(text: str) -> int | None:
    """A whole number, None if there is none. Raises ValidationError."""
    value = COLUMNS["low_stock_at"].value_of(text)
    if value is not None and abs(value) > max(LARGEST, MOST_STOCK):
        raise ValidationError(TOO_MANY)
    return value


def same_lines(text: Any) -> Any:
    """A text with its lines as spreadsheets end them: browsers send other ends."""
    return text.replace("\r\n", "\n") if isinstance(text, str) else text


def faults_of_addresses(rows: list[PlannedRow]) -> list[Fault]:
    """Addresses that another shade has, in the shop or in the table."""
    wanted = [row for row in rows if row.is_new or "slug" in row.columns]
    taken: dict[str, int | None] = {}
    for batch in batches({row.shade.slug for row in wanted}):
        taken |= dict(Product.objects.filter(slug__in=batch).values_list("slug", "pk"))
    faults = []
    for row in wanted:
        slug = row.shade.slug
        if not slug:
            faults.append(Fault(row.number, "slug", _("A new shade needs an address.")))
        elif slug in taken and (row.is_new or taken[slug] != row.shade.pk):
            faults.append(Fault(row.number, "slug", _("Another shade has this address.")))
        taken.setdefault(slug, row.shade.pk)
    return faults
