"""Tables as CSV for spreadsheets, written and read: each text comes back as it was.

Excel takes a file with a byte order mark for UTF-8, and expects the separators of the reader's country: in Russian a
semicolon between cells and a comma in numbers. So the file speaks the language of the page from which it was fetched.
A first line "sep=;" would make Excel ignore the byte order mark.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO, StringIO, TextIOWrapper
from itertools import chain

from babel.numbers import get_decimal_symbol
from django.http import StreamingHttpResponse
from django.utils import timezone

from shop.language import current_language

Cell = str | int | Decimal | date | None

MARK = "\ufeff"
# A cell that begins so is a formula for a spreadsheet, whoever typed it; the apostrophe itself, to be read again.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "'")

# In characters: some cells as long as a cell can be.
LONGEST_ROW = 500_000


class Unreadable(Exception):
    """The file is no CSV in UTF-8, or a cell has more than 131,072 characters (the limit of Python's reader), or a row
    more than LONGEST_ROW.

    `row` counts from 1, and is None for the file as a whole.
    """

    def __init__(self, row: int | None = None) -> None:
        super().__init__(row)
        self.row = row


def csv_response(name: str, rows: Iterable[Sequence[Cell]]) -> StreamingHttpResponse:
    """A file to be saved under this name. Rows are written as they come: memory does not grow with their number."""
    response = StreamingHttpResponse(csv_lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def csv_lines(rows: Iterable[Sequence[Cell]]) -> Iterator[str]:
    """The lines of a file, in the language that is active now. The first row has the names of the columns."""
    # Read now: when the response is sent, the language of its page is no longer active.
    point = get_decimal_symbol(current_language())
    return chain([MARK], _lines(rows, ";" if point == "," else ",", point))


def _lines(rows: Iterable[Sequence[Cell]], delimiter: str, point: str) -> Iterator[str]:
    written = StringIO(newline="")
    # Every cell is quoted: so no program sees a delimiter in a text, whichever it expects.
    writer = csv.writer(written, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_written(cell, point) for cell in row])
        yield written.getvalue()
        written.seek(0)
        written.truncate()


def _written(cell: Cell, point: str) -> str:
    """Numbers stay numbers, negative ones too; times are those of the shop's time zone."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(FORMULAS) else cell
    if isinstance(cell, Decimal):
        return f"{cell:f}".replace(".", point)
    if isinstance(cell, datetime):
        return f"{timezone.localtime(cell):%Y-%m-%d %H:%M}"
    return "" if cell is None else str(cell)


class Lines:
    """The lines of a file. Raises Unreadable for a row that is longer than any: a reader keeps all of its cells."""

    def __init__(self, content: bytes) -> None:
        self.lines = TextIOWrapper(BytesIO(content), "utf-8-sig", newline="")
        self.row, self.length = 1, 0

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.length += len(line)
        if self.length > LONGEST_ROW:
            raise Unreadable(self.row)
        return line

    def row_ends(self) -> None:
        self.row, self.length = self.row + 1, 0


def read_csv(content: bytes) -> Iterator[list[str]]:
    """The rows, texts as they were before they were written, numbers as they stand. Raises Unreadable.

    Commas, semicolons or tabs separate the cells: whichever the first row has most of. One row is in memory at a time.
    """
    lines = Lines(content)
    beginning = content[:LONGEST_ROW].decode("utf-8-sig", "ignore")
    rows = csv.reader(lines, delimiter=_delimiter(beginning), strict=True)
    try:
        for row in rows:
            lines.row_ends()
            yield [cell.removeprefix("'") for cell in row]
    except UnicodeDecodeError as error:
        raise Unreadable from error
    except csv.Error as error:
        raise Unreadable(lines.row) from error


def _delimiter(text: str) -> str:
    """Of the first row, without what is quoted: between every second quotation mark and the next."""
    first = ""
    for outside in text.split('"')[::2]:
        line, *rest = outside.splitlines() or [""]
        first += line
        if rest or outside.endswith(("\r", "\n")):
            break
    return max(",;\t", key=first.count)
