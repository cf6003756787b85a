"""A file of staff as a table: decoded, with known columns, and every row as wide as the first."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from catalog.goods.columns import COLUMNS, OF_STOCK
from shop.csv_tables import Unreadable, read_csv

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST_ROWS = 10_000
MOST_BYTES = 24 * 1024 * 1024
MOST_LINES = 50 * MOST_ROWS
# Of a header. Who sends something else by mistake reads no more of them.
MOST_FAULTS = 100
# By their first bytes. Excel's "Unicode text" is UTF-16 with tabs.
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")

ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-16": "UTF-16",
    "cp1251": gettext_lazy("Windows-1251, Cyrillic: look whether the letters are right"),
}


class Fault(NamedTuple):
    """What is wrong in a cell: the row as spreadsheets count them, from 1; 0 is the whole file."""

    row: int
    column: str
    text: "StrOrPromise"


class BadTable(Exception):
    """The file is no table of shades."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__([str(fault.text) for fault in faults])
        self.faults = list(faults)


@dataclass
class Table:
    """The names of the columns, the rows with their numbers, and how the file was encoded."""

    names: list[str]
    rows: list[tuple[int, dict[str, str]]]
    encoding: str
    faults: list[Fault]


def read_table(content: bytes) -> Table:
    """Raises BadTable where no cell can be read for certain."""
    text, encoding = decoded(content)
    # Before any row is read: no table of so few shades has so many lines, even in its descriptions.
    if (lines := max(text.count("\n"), text.count("\r"))) > MOST_LINES:
        raise BadTable(too_many(lines))
    rows: list[tuple[int, list[str]]] = []
    number_of_rows = 0
    try:
        for number, cells in enumerate(read_csv(text.encode()), 1):
            if any(cells):
                number_of_rows += 1
                # One for the header, and none of those that are too many.
                rows += [(number, cells)] * (number_of_rows <= MOST_ROWS + 1)
    except Unreadable as error:
        raise BadTable(Fault(error.row or 0, "", unreadable())) from error
    if not rows:
        raise BadTable(Fault(0, "", _("The file is empty.")))
    (_number, header), *rest = rows
    if number_of_rows - 1 > MOST_ROWS:
        raise BadTable(too_many(number_of_rows - 1))
    names = checked(header)
    table = Table(names, [], encoding, [])
    for number, cells in rest:
        add_row(table, number, cells)
    return table


def too_many(rows: int) -> Fault:
    text = _("A table can have %(most)d shades at most; this one has %(rows)d.")
    return Fault(0, "", text % {"most": MOST_ROWS, "rows": rows})


def unreadable() -> str:
    return _("This row cannot be read: a cell has more than 131,072 characters, or a quotation mark is out of place.")


def decoded(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: UTF-8, UTF-16 with its mark, else that of Cyrillic Windows."""
    if len(content) > MOST_BYTES:
        raise BadTable(Fault(0, "", _("The file is larger than 24 MB.")))
    if content.startswith(WORKBOOKS):
        raise BadTable(Fault(0, "", _("This is a workbook. Save it as “CSV UTF-8” first.")))
    tried = ["utf-16"] if content[:2] in UTF_16 else ["utf-8", "cp1251"]
    for encoding in tried:
        try:
            return content.decode("utf-8-sig" if encoding == "utf-8" else encoding), encoding
        except UnicodeDecodeError:
            continue
    raise BadTable(Fault(0, "", _("The letters of this file cannot be read. Save it as “CSV UTF-8”.")))


def checked(header: list[str]) -> list[str]:
    """The names of the columns. Raises BadTable for those that are unknown or stand there twice, and without a SKU."""
    names = [name.strip().lower() for name in header]
    faults = []
    times = Counter(names)
    for name in times:
        if name not in COLUMNS and name not in OF_STOCK:
            said = _("No column is called “%(name)s”.") % {"name": name[:40]}
            faults.append(Fault(1, name[:40], said if name else _("A column has no name.")))
        elif times[name] > 1:
            faults.append(Fault(1, name, _("This column stands there twice.")))
    if "sku" not in names:
        faults.append(Fault(1, "sku", _("The column “sku” is missing: it says which shade a row is about.")))
    if faults:
        raise BadTable(*list(dict.fromkeys(faults))[:MOST_FAULTS])
    return names


def add_row(table: Table, number: int, cells: list[str]) -> None:
    """The row as a dictionary; a fault if it is not as wide as the header, or has a NUL."""
    if len(cells) != len(table.names):
        said = _("This row has %(cells)d cells, and the first row has %(names)d.")
        table.faults.append(Fault(number, "", said % {"cells": len(cells), "names": len(table.names)}))
        return
    row = dict(zip(table.names, cells, strict=True))
    broken = [name for name, cell in row.items() if "\0" in cell]
    table.faults += [Fault(number, name, _("This cell contains a NUL, which is no character.")) for name in broken]
    if not broken:
        table.rows.append((number, row))
